"""Parses a hint: a phrase that may hold alternatives `(a|b)`, optional words `[x]` and classes `$digits`."""

import re
from dataclasses import dataclass

from speech.engines.sphinx.number_words import spell_number

_TOKEN = re.compile(r"\$[a-z-]+|[()\[\]|]|[^\s()\[\]|$]+|\$")
_WORD = re.compile(r"[a-z]+(?:['.-][a-z]+)*")


class HintFault(ValueError):
    """A hint that cannot be used; the message names it and says why."""


@dataclass(frozen=True)
class WordNode:
    text: str


@dataclass(frozen=True)
class ClassNode:
    name: str


@dataclass(frozen=True)
class Sequence:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Choice:
    options: tuple["Node", ...]


@dataclass(frozen=True)
class Optional:
    part: "Node"


Node = WordNode | ClassNode | Sequence | Choice | Optional


def parse_hint(hint: str, classes: frozenset[str]) -> Node:
    """Raises HintFault for unbalanced brackets, an unknown class, or a hint without a word."""
    tokens = _TOKEN.findall(hint.lower().replace("’", "'"))
    node, rest = _parse_choice(tokens, hint, classes)
    if rest:
        raise HintFault(f"hint {hint!r} has an unexpected {rest[0]!r}: close what you open")
    if node is None:
        raise HintFault(f"hint {hint!r} holds no word")
    return node


def _parse_choice(tokens: list[str], hint: str, classes: frozenset[str]) -> tuple[Node | None, list[str]]:
    options: list[Node] = []
    empty_option = False
    while True:
        option, tokens = _parse_sequence(tokens, hint, classes)
        if option is None:
            empty_option = True
        elif option not in options:
            options.append(option)
        if not tokens or tokens[0] != "|":
            break
        tokens = tokens[1:]
    if not options:
        return None, tokens
    node: Node = options[0] if len(options) == 1 else Choice(tuple(options))
    # an empty alternative is no JSGF: "(a|)" means that a may be left out
    return (Optional(node) if empty_option else node), tokens


def _parse_sequence(tokens: list[str], hint: str, classes: frozenset[str]) -> tuple[Node | None, list[str]]:
    parts: list[Node] = []
    while tokens and tokens[0] not in "|)]":
        token, tokens = tokens[0], tokens[1:]
        if token in "([":
            part, tokens = _parse_choice(tokens, hint, classes)
            closing = ")" if token == "(" else "]"
            if not tokens or tokens[0] != closing:
                raise HintFault(f"hint {hint!r} opens {token!r} and never closes it")
            tokens = tokens[1:]
            if part is not None:
                parts.append(Optional(part) if token == "[" else part)
        elif token.startswith("$"):
            if token[1:] not in classes:
                raise HintFault(
                    f"hint {hint!r} names class {token!r}: use one of {', '.join(sorted(classes))}"
                )
            parts.append(ClassNode(token[1:]))
        else:
            parts.extend(_words_of(token))
    if not parts:
        return None, tokens
    return (parts[0] if len(parts) == 1 else Sequence(tuple(parts))), tokens


def _words_of(token: str) -> list[Node]:
    if token.isdecimal():
        return [WordNode(word) for word in spell_number(int(token))] if int(token) < 200 else []
    # hyphens stay: "x-ray" is one word of the dictionary
    return [WordNode(word) for word in _WORD.findall(token)]
