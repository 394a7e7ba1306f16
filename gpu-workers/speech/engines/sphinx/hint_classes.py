"""The classes that a hint may name, as JSGF rules. A new class is one entry here (and in the contract's
comment)."""

_ONE_TO_NINE = "one | two | three | four | five | six | seven | eight | nine"
_TEENS = "ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen"
_TENS = "twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety"
_HOURS = "one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve"
_ORDINALS = "first | second | third | fourth | fifth | sixth | seventh | eighth | ninth"

RULES: dict[str, str] = {
    "one-digit": f"zero | oh | {_ONE_TO_NINE}",
    "digits": "<one-digit>+ | plus <one-digit>+",
    "below-hundred": f"zero | {_ONE_TO_NINE} | {_TEENS} | ({_TENS}) [{_ONE_TO_NINE}]",
    "number": "<below-hundred> | (one | a) hundred [[and] <below-hundred>]",
    "ordinal": f"{_ORDINALS} | tenth | eleventh | twelfth | thirteenth | fourteenth | fifteenth | "
    "sixteenth | "
    f"seventeenth | eighteenth | nineteenth | twentieth | twenty ({_ORDINALS}) | thirtieth | thirty first",
    "weekday": "monday | tuesday | wednesday | thursday | friday | saturday | sunday",
    "month": "january | february | march | april | may | june | july | august | september | october | "
    "november | december",
    "hour": _HOURS,
    "time": "<hour> [o'clock] | <hour> (fifteen | thirty | forty five | ten | twenty | forty | fifty) | "
    "<hour> oh five | "
    "half past <hour> | quarter (past | to) <hour> | <hour> ([thirty] (a m | p m)) | noon",
}

CLASSES = frozenset({"digits", "number", "ordinal", "weekday", "month", "time"})
