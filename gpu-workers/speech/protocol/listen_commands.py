"""Text frames that a client may send on /v1/listen."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError


class Plain(BaseModel):
    type: Literal["KeepAlive", "Finalize", "CloseStream"]


class Expected(BaseModel):
    """`completeWhen` is the client's own rule for turn ends; it is accepted here and not needed."""

    model_config = ConfigDict(extra="ignore")

    hints: Annotated[list[Annotated[str, Field(max_length=8_000)]], Field(max_length=2_000)] = []
    language: str | None = Field(None, max_length=20)
    completeWhen: str | None = Field(None, max_length=4_000)


class Configure(BaseModel):
    type: Literal["Configure"]
    x: Expected = Expected()


Command = Plain | Configure
_COMMANDS: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="type")])


class CommandFault(ValueError):
    """Why a text frame cannot be followed; the stream goes on."""


def parse_command(text: str) -> Command:
    """Raises CommandFault."""
    try:
        return _COMMANDS.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "frame"
        raise CommandFault(
            f"{where}: {first['msg']}: send KeepAlive, Finalize, CloseStream or Configure as a JSON object"
        ) from error
