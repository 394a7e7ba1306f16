"""espeak-ng's voices under the names that clients ask for. A new voice is one line."""

from speech.tts.base import UnknownVoice

# our name: (language, espeak-ng's voice)
VOICES: dict[str, tuple[str, str]] = {
    "uk": ("uk", "uk"),
    "uk-female": ("uk", "uk+f3"),
    "ru": ("ru", "ru"),
    "ru-female": ("ru", "ru+f3"),
    "en": ("en", "en-us"),
    "en-us": ("en", "en-us"),
    "en-gb": ("en", "en-gb"),
    "en-female": ("en", "en-us+f3"),
}
# what OpenAI's clients send when nobody chose: the language's usual voice
_ANY_VOICE = frozenset(
    [
        "default",
        "alloy",
        "ash",
        "ballad",
        "coral",
        "echo",
        "fable",
        "nova",
        "onyx",
        "sage",
        "shimmer",
        "verse",
        "espeak",
        "espeak-ng",
    ]
)


def choose_voice(voice: str, language: str | None) -> str:
    """A voice of that name; for `default` and OpenAI's names the language's usual one. Raises
    UnknownVoice."""
    name = voice.lower().replace("_", "-")
    if name in VOICES:
        return name
    if name in _ANY_VOICE:
        return language or "en"
    if name.split("-")[0] in VOICES:
        return name.split("-")[0]
    raise UnknownVoice(
        f"voice {voice[:40]!r} is not here: use {', '.join(VOICES)} or default with a language"
    )
