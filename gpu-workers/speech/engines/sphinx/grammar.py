"""A turn's hints as a JSGF grammar, with the pronunciations that it needs."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from speech.engines.sphinx.hint_classes import CLASSES, RULES
from speech.engines.sphinx.hint_syntax import (
    Choice,
    ClassNode,
    HintFault,
    Node,
    Optional,
    WordNode,
    parse_hint,
)

# short answers lose against longer phrases of the same grammar without it
_YES_NO_WEIGHT = 3
_YES_NO = ("yes", "no", "yeah", "nope")

Pronounce = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Grammar:
    """`pronunciations`: (word, phones), a second one of the same word as `word(2)`. `faults`: hints left
    out."""

    name: str
    jsgf: str
    pronunciations: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def check_hints(hints: Sequence[str]) -> tuple[str, ...]:
    """Why hints cannot be used, one message each."""
    return tuple(_parse_all(hints)[1])


def compile_grammar(hints: Sequence[str], pronounce: Pronounce) -> Grammar | None:
    """None when no hint is left to listen for. A hint with a word that nobody can pronounce is left out."""
    nodes, faults = _parse_all(hints)
    pronunciations: dict[str, Sequence[str]] = {}
    usable: list[str] = []
    classes: set[str] = set()
    for node in nodes:
        words, used = _words_in(node)
        for word in words:
            pronunciations.setdefault(word, pronounce(word))
        silent = [word for word in words if not pronunciations[word]]
        if silent:
            faults.append(f"no pronunciation for {', '.join(silent)}")
            continue
        classes |= used
        usable.append(_weighted(node))
    if not usable:
        return None
    rules = _rules_for(classes)
    for word in re.findall(r"[a-z']+", " ".join(re.sub(r"<[^>]+>", " ", body) for body in rules.values())):
        pronunciations.setdefault(word, pronounce(word))
    lines = ["#JSGF V1.0;", "grammar turn;"]
    lines += [f"<{name}> = {body};" for name, body in rules.items()]
    lines.append(f"public <turn> = {' | '.join(dict.fromkeys(usable))};")
    jsgf = "\n".join(lines) + "\n"
    return Grammar(
        name=hashlib.sha256(jsgf.encode()).hexdigest()[:16],
        jsgf=jsgf,
        pronunciations=tuple(
            (word if n == 0 else f"{word}({n + 1})", phones)
            for word, variants in pronunciations.items()
            for n, phones in enumerate(variants)
        ),
        faults=tuple(faults),
    )


def _parse_all(hints: Sequence[str]) -> tuple[list[Node], list[str]]:
    nodes, faults = [], []
    for hint in hints:
        try:
            nodes.append(parse_hint(hint, CLASSES))
        except HintFault as fault:
            faults.append(str(fault))
    return nodes, faults


def _render(node: Node) -> str:
    match node:
        case WordNode(text):
            return text
        case ClassNode(name):
            return f"<{name}>"
        case Optional(part):
            return f"[{_render(part)}]"
        case Choice(options):
            return f"({' | '.join(map(_render, options))})"
        case _:
            return " ".join(map(_render, node.parts))


def _weighted(node: Node) -> str:
    text = _render(node)
    first = re.match(r"[a-z']+", text)
    return f"/{_YES_NO_WEIGHT if first and first[0] in _YES_NO else 1}/ {text}"


def _words_in(node: Node) -> tuple[list[str], set[str]]:
    match node:
        case WordNode(text):
            return [text], set()
        case ClassNode(name):
            return [], {name}
        case Optional(part):
            return _words_in(part)
    parts = node.options if isinstance(node, Choice) else node.parts
    found = [_words_in(part) for part in parts]
    return [word for words, _ in found for word in words], set().union(*(classes for _, classes in found))


def _rules_for(classes: set[str]) -> dict[str, str]:
    """The named rules and those they refer to, in an order in which each stands before its use."""
    rules: dict[str, str] = {}

    def add(name: str) -> None:
        if name in rules:
            return
        for inner in re.findall(r"<([^>]+)>", RULES[name]):
            add(inner)
        rules[name] = RULES[name]

    for name in sorted(classes):
        add(name)
    return rules
