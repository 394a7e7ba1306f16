"""`POST /v1/audio/speech` in OpenAI's shape."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

MODELS = ("espeak-ng", "tts-1", "tts-1-hd", "gpt-4o-mini-tts", "default")
MAX_CHARACTERS = 4_096


class SpeechRequest(BaseModel):
    """`sample_rate` (Hz) and `language` are ours."""

    model: Literal["espeak-ng", "tts-1", "tts-1-hd", "gpt-4o-mini-tts", "default"] = "espeak-ng"
    input: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CHARACTERS)]
    voice: str = "default"
    response_format: Literal["pcm", "wav", "mulaw"] = "pcm"
    speed: float = Field(1.0, ge=0.5, le=2.0)
    sample_rate: int = Field(24_000, ge=8_000, le=48_000)
    language: Literal["uk", "ru", "en"] | None = None
