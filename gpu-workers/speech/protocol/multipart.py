"""multipart/form-data by the standard library's mail parser: the two formats are the same."""

from email.parser import BytesParser
from email.policy import HTTP


class NoForm(ValueError):
    """The body is not multipart/form-data."""


def parse_form(content_type: str, body: bytes) -> dict[str, bytes]:
    """Fields and files by name. Raises NoForm."""
    if not content_type.lower().startswith("multipart/form-data"):
        raise NoForm(f"content type {content_type[:60]!r} cannot be read: send multipart/form-data")
    message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body
    )
    if not message.is_multipart():
        raise NoForm("the multipart body has no parts: check its boundary")
    parts: dict[str, bytes] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            parts[name] = payload
    return parts
