"""English by telephone: every sentence of a grammar is recognised word for word, and nothing else is."""

import pytest
from listener import confidence, listening, transcript
from telephone import dtmf, quiet, ringback, say, white_noise

COMMANDS = (
    "repeat [that] please",
    "[speak to] an operator please",
    "goodbye",
    "thank you",
    "are you a robot",
)
GRAMMARS = {
    "name": ("[my name is] (john smith|anna kovalenko|peter brown|mary jones|olena shevchenko)",),
    "symptoms": ("i have (a headache|back pain|a sore throat|knee pain)", "my (knee|back|shoulder) hurts"),
    "study": ("[i need] an (m r i|x-ray|ultrasound|c t scan) of the (knee|spine|brain|shoulder)",),
    "day": (
        "[on|next|this] $weekday",
        "tomorrow",
        "today",
        "the $ordinal of $month",
        "[on] $month [the] $ordinal",
    ),
    "time": ("[at] $time", "the (first|second|third) one", "the earliest"),
    "age": ("[i am] $number [years old]", "$number (kilos|kilograms)"),
    "decision": ("yes (it does|i do|please)", "no (it does not|i do not|thank you)", "i am not sure"),
    "duration": (
        "for (two|three|four|five|six) (days|weeks|months)",
        "since yesterday",
        "about a (week|month)",
    ),
}
SENTENCES = [
    ("name", "my name is john smith"),
    ("name", "olena shevchenko"),
    ("symptoms", "i have a headache"),
    ("symptoms", "my shoulder hurts"),
    ("study", "an ultrasound of the brain"),
    ("study", "i need an x-ray of the knee"),
    ("day", "tomorrow"),
    ("day", "on tuesday"),
    ("day", "the third of march"),
    ("time", "the second one"),
    ("time", "three forty five"),
    ("age", "i am thirty four years old"),
    ("age", "fifty five"),
    ("decision", "no i do not"),
    ("decision", "i am not sure"),
    ("duration", "for three days"),
    ("duration", "about a month"),
]
NOT_ANSWERS = [
    "the weather is lovely in spring",
    "can i order a large pizza with mushrooms",
    "my dog ate the newspaper this morning",
    "what did you say about the money",
    "blue elephants dance quietly",
]


@pytest.mark.parametrize("voice", ["rms", "slt"])
@pytest.mark.parametrize(("grammar", "sentence"), SENTENCES, ids=[text for _, text in SENTENCES])
async def test_a_sentence_of_the_grammar_is_recognised(worker, grammar, sentence, voice):
    async with listening(worker) as caller:
        await caller.expect(GRAMMARS[grammar] + COMMANDS)
        await caller.play(quiet(0.4), say(sentence.replace("m r i", "em are eye"), voice), quiet(0.5))
        ended = await caller.until("SpeechEnded")
        interim = [event for event in caller.events if event["type"] == "Results"][-1]
        final = await caller.final()
    assert transcript(final) == sentence
    assert transcript(interim) == sentence, "the speculative result comes before SpeechEnded"
    assert interim["x"]["speech_end"] == ended["timestamp"]
    assert final["is_final"] and final["speech_final"]


@pytest.mark.parametrize("grammar", GRAMMARS)
@pytest.mark.parametrize("sentence", NOT_ANSWERS)
async def test_what_the_grammar_does_not_hold_is_not_believed(worker, grammar, sentence):
    async with listening(worker) as caller:
        await caller.expect(GRAMMARS[grammar] + COMMANDS)
        await caller.play(quiet(0.4), say(sentence), quiet(0.5))
        await caller.until("SpeechEnded")
        final = await caller.final()
    assert confidence(final) < 0.5


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("silence", quiet(3)),
        ("line noise", white_noise(3, -45)),
        ("loud noise", white_noise(3, -20)),
        ("ringback", ringback(6)),
        ("keys", dtmf("0671234567#")),
    ],
)
async def test_what_is_not_speech_has_no_text(worker, name, sound):
    async with listening(worker) as caller:
        await caller.expect(GRAMMARS["decision"] + COMMANDS)
        await caller.play(sound, quiet(0.5))
        final = await caller.final()
    assert transcript(final) == "", name
    assert all(transcript(event) == "" for event in caller.events if event["type"] == "Results")
