"""The description of an attached file (Data 2.4.11); the file itself travels beside the statement."""

from __future__ import annotations

from collections.abc import Iterator

from builder.lrs.fault import Fault, Json, JsonLocation, show
from builder.lrs.validation import formats
from builder.lrs.validation.shape import (
    Shape,
    text,
    validate_array,
    validate_iri,
    validate_language_map,
    validate_shape,
)

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"

_CLAUSE = "Data 2.4.11"
_SHA256_LENGTH = 64


def _validate_length(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield location.fault(f"a length is a whole number of bytes, not {show(value)}", _CLAUSE)


def _validate_digest(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if not isinstance(value, str) or not formats.is_sha2(value):
        yield location.fault(f"{show(value)} is not a SHA-2 digest in hexadecimal", _CLAUSE)
    elif len(value) < _SHA256_LENGTH:
        yield location.advice("the digest should be SHA-256, SHA-384 or SHA-512", "Communication 1.5.2")


_ATTACHMENT = Shape(
    "an attachment",
    _CLAUSE,
    {
        "usageType": validate_iri(_CLAUSE),
        "display": validate_language_map,
        "description": validate_language_map,
        "contentType": text(_CLAUSE, formats.is_media_type, "a media type such as application/pdf"),
        "length": _validate_length,
        "sha2": _validate_digest,
        "fileUrl": validate_iri(_CLAUSE),
    },
    ("usageType", "display", "contentType", "length", "sha2"),
)


def _validate_attachment(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _ATTACHMENT)
    is_signature = isinstance(value, dict) and value.get("usageType") == SIGNATURE
    if isinstance(value, dict) and is_signature and value.get("contentType") != "application/octet-stream":
        yield location.key("contentType").fault("a signature is application/octet-stream", "Data 2.6")


def validate_attachments(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate the list of attachments."""
    yield from validate_array(value, location, _validate_attachment, _CLAUSE)
