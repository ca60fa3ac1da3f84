"""Recordings by their codecs: which phones and computers do not play them. Judged by bytes, never by a file's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.content import Content
from builder.source.media_types import AUDIO_TYPES, ending_of

if TYPE_CHECKING:
    from builder.course.recordings.recording import RecordingFacts

NOT_ON_EVERY_DEVICE = Rule(
    "CRS353", "not-on-every-device", Severity.WARNING, "Learners whose phone or computer cannot play a recording get only its transcript."
)
PLAYED_BY_NO_BROWSER = Rule("CRS354", "played-by-no-browser", Severity.ERROR, "Learners would press a button and hear or see nothing.")

_IPHONES_OGG = "iPhones play it only from iOS 18.4, of 2025"
_IPHONES_WEBM = "iPhones play it only from iOS 17.4, of 2024"
_HEVC = "many computers and older phones do not play its pictures (HEVC, also called H.265)"
_AV1 = "iPhones before the 15 Pro and older phones do not play its pictures (AV1)"

_SOME: Mapping[str, str] = {
    **dict.fromkeys(("hvc1", "hev1", "dvh1", "dvhe"), _HEVC),
    "av01": _AV1,
    "vp09": "older iPhones do not play its pictures (VP9)",
    "Opus": "older iPhones do not play its sound (Opus)",
    "fLaC": "older iPhones do not play its sound (FLAC)",
    "V_AV1": _AV1,
}
"""Codecs that some devices lack (MDN browser-compat-data; ISO/IEC 14496-15 and the registry mp4ra.org for the codes)."""

_NONE: Mapping[str, str] = {
    **dict.fromkeys(("apch", "apcn", "apcs", "apco", "ap4h", "ap4x"), "ProRes"),
    **dict.fromkeys(("mp4v", "s263", "H263", "h263"), "MPEG-4 Part 2, of old cameras"),
    **dict.fromkeys(("samr", "sawb"), "AMR, of old phones"),
    "alac": "Apple Lossless",
    **dict.fromkeys(("ac-3", "ec-3"), "Dolby Digital"),
    "theora": "Theora",
    "speex": "Speex",
    "adpcm": "ADPCM",
    "jpeg": "Motion JPEG",
    **dict.fromkeys(("dvc", "dvcp", "dv5p", "dvpp"), "DV"),
}
"""Codecs that no current browser plays, or that of one maker alone, and what they are called."""

_CONTAINERS: Mapping[str, str] = {"ogg": _IPHONES_OGG, "webm": _IPHONES_WEBM}


def check_recording(path: str, content: Content) -> Iterator[Diagnostic]:
    """Yield what keeps learners from playing a recording. Raises OSError."""
    from builder.course.recordings.recording import read_recording  # most courses have none

    facts = read_recording(content)
    if facts is None:
        return
    hint = _advise(path)
    dead = next((_NONE[codec] for codec in facts.codecs if codec in _NONE), None)
    if dead is not None:
        yield Diagnostic(PLAYED_BY_NO_BROWSER, f"This recording is saved in a way that browsers do not play: {dead}.", Place(path), hint)
        return
    for reason in _missing_on(facts):
        yield Diagnostic(NOT_ON_EVERY_DEVICE, f"This recording does not play everywhere: {reason}.", Place(path), hint)


def _missing_on(facts: RecordingFacts) -> Iterator[str]:
    """Yield the devices that do not play a recording, once each."""
    reasons = [_CONTAINERS.get(facts.container, ""), *(_SOME.get(codec, "") for codec in facts.codecs)]
    yield from dict.fromkeys(reason for reason in reasons if reason)


def _advise(path: str) -> str:
    if ending_of(path) in AUDIO_TYPES:
        return "Save or export it as mp3 or m4a (AAC)."
    return "Save or export it as mp4, with H.264 for the pictures and AAC for the sound."
