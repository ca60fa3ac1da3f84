"""The string formats of xAPI: true or false about one text, nothing about where it stands."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone

from builder.iri import is_iri

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_COMMON_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
_MAILTO = re.compile(
    r"mailto:[^\x00-\x20\x7f-\xa0@<>()\[\]\\,;:\"]+@[^\x00-\x20\x7f-\xa0@<>()\\,;:\"./]+"
    r"(?:\.[^\x00-\x20\x7f-\xa0@<>()\\,;:\"./]+)*\Z"
)
_SHA1 = re.compile(r"[0-9a-fA-F]{40}\Z")
_SHA2 = re.compile(r"[0-9a-fA-F]+\Z")
_SHA2_LENGTHS = frozenset({56, 64, 96, 128})
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z\-]+"
_MEDIA_TYPE = re.compile(rf"{_WORD}/{_WORD}(?:\s*;\s*{_WORD}=(?:{_WORD}|\"[^\"\\\r\n]*\"))*\s*;?\Z")
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?P<gap>[Tt ])(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?P<zone>[Zz]|[+-]\d\d:\d\d)\Z", re.ASCII)
_DURATION = re.compile(
    r"P(?:(?P<W>\d+(?:[.,]\d+)?)W"
    r"|(?=\d|T\d)(?:(?P<Y>\d+(?:[.,]\d+)?)Y)?(?:(?P<M>\d+(?:[.,]\d+)?)M)?(?:(?P<D>\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?=\d)(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<m>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?)\Z",
    re.ASCII,
)
_FINE_FRACTION = re.compile(r"[.,]\d{3,}[A-Z]\Z", re.ASCII)


def is_uuid(text: str) -> bool:
    """Tell whether the text is a UUID in standard string form, in any case (Data 4.4)."""
    return _UUID.match(text) is not None


def is_common_uuid(text: str) -> bool:
    """Tell whether a UUID is lower case, of the RFC 4122 variant, and has a version."""
    return _COMMON_UUID.match(text) is not None


def is_uri(text: str) -> bool:
    """Tell whether the text is an absolute URI, that is an IRI in ASCII."""
    return text.isascii() and is_iri(text)


def is_mailto(text: str) -> bool:
    """Tell whether the text is `mailto:` and one e-mail address (Data 2.4.2.3)."""
    return _MAILTO.match(text) is not None


def is_sha1(text: str) -> bool:
    """Tell whether the text is a SHA-1 digest in hexadecimal."""
    return _SHA1.match(text) is not None


def is_sha2(text: str) -> bool:
    """Tell whether the text is a SHA-224, -256, -384 or -512 digest in hexadecimal."""
    return len(text) in _SHA2_LENGTHS and _SHA2.match(text) is not None


def is_media_type(text: str) -> bool:
    """Tell whether the text is an Internet media type (RFC 2046)."""
    return _MEDIA_TYPE.match(text) is not None


def is_duration(text: str) -> bool:
    """Tell whether the text is an ISO 8601 duration (Data 4.6): weeks alone, or years to seconds.

    Only the smallest part may have a fraction, `T` must be followed by something, no part may be negative.
    """
    match = _DURATION.match(text)
    if match is None:
        return False
    parts = [part for part in match.groups() if part is not None]
    return bool(parts) and all("." not in part and "," not in part for part in parts[:-1])


def has_fine_fraction(duration: str) -> bool:
    """Tell whether a valid duration is finer than 0.01 seconds (Data 4.6.s1.b2)."""
    return _FINE_FRACTION.search(duration) is not None


def parse_timestamp(text: str, *, loose: bool = False) -> datetime | None:
    """Read a date and time with its zone.

    Args:
        text: RFC 3339, as `2026-01-02T03:04:05.67Z`.
        loose: also take what RFC 3339 allows and ISO 8601 does not: a space or lower case `t` and `z`.

    Returns:
        The instant in UTC to the microsecond (a leap second is read as the second before it), or `None` when the
        text is no such date, has no zone, or has the zone -00:00, which means "unknown" (Data 4.5).

    """
    match = _TIMESTAMP.match(text)
    if match is None or match["zone"] == "-00:00":
        return None
    if not loose and (match["gap"] != "T" or match["zone"] == "z"):
        return None
    day, _, hours, minutes, seconds, fraction, zone = match.groups()
    whole = f"{day}T{hours}:{minutes}:{'59' if seconds == '60' else seconds}"
    try:
        local = datetime.fromisoformat(whole).replace(microsecond=int(f"{fraction or ''}000000"[:6]))
        return local.replace(tzinfo=_zone(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(text: str) -> timezone:
    if text in "Zz":
        return UTC
    offset = time.fromisoformat(text[1:])
    size = timedelta(hours=offset.hour, minutes=offset.minute)
    return timezone(-size if text[0] == "-" else size)


def write_timestamp(instant: datetime) -> str:
    """Write an instant in UTC with six fraction digits, `2026-01-02T03:04:05.670000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
