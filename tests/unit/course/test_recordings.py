"""What recordings are by their bytes: real files of each container, against what ffmpeg says of them; and damaged ones."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from builder.course.recordings.recording import read_duration, read_recording

RECORDINGS = Path(__file__).parents[2] / "recordings"

SAID_BY_FFMPEG: dict[str, tuple[str, tuple[str, ...], float | None]] = {
    "aac.m4a": ("mp4", ("mp4a",), 1.5),
    "av1.mp4": ("mp4", ("av01",), 1.5),
    "constant.mp3": ("mp3", ("mp3",), 1.5675),
    "film.3gp": ("mp4", ("mp4v",), 0.5),
    "film.flv": ("flv", (), None),
    "film.wmv": ("wmv", (), 0.5),
    "flac.ogg": ("ogg", ("flac",), 0.2),
    "fragmented.mp4": ("mp4", ("avc1", "mp4a"), 1.7),
    "h264-aac.mp4": ("mp4", ("avc1", "mp4a"), 1.5),
    "h264.mkv": ("matroska", ("V_MPEG4/ISO/AVC", "A_AAC"), 1.521),
    "h264.mov": ("mov", ("avc1", "mp4a"), 1.5),
    "hevc.mov": ("mov", ("hvc1", "mp4a"), 1.5),
    "hevc.mp4": ("mp4", ("hvc1",), 1.5),
    "mpeg4.avi": ("avi", (), 0.6),
    "mpeg4.mp4": ("mp4", ("mp4v",), 1.5),
    "opus.ogg": ("ogg", ("opus",), 1.5),
    "prores.mov": ("mov", ("apch",), 0.5),
    "sound.aac": ("aac", (), None),
    "sound.flac": ("flac", ("flac",), 0.2),
    "streamed.webm": ("webm", ("V_VP8", "A_OPUS"), 1.5),
    "variable.mp3": ("mp3", ("mp3",), 1.5),
    "vorbis.ogg": ("ogg", ("vorbis",), 1.5),
    "vp8-opus.webm": ("webm", ("V_VP8", "A_OPUS"), 1.508),
    "vp9-opus.webm": ("webm", ("V_VP9", "A_OPUS"), 1.508),
}
"""Container, codecs, seconds; of containers that are no use in a course only the name is read."""

A_FRAME = 0.05
"""Seconds by which programs differ in what they reckon: an MP3 frame has 0.026, and encoders fill the last ones up."""


def test_there_is_a_line_for_each_recording() -> None:
    assert {path.name for path in RECORDINGS.iterdir()} - {"README.md"} == set(SAID_BY_FFMPEG)


@pytest.mark.parametrize("name", SAID_BY_FFMPEG)
def test_a_recording_is_what_ffmpeg_says(name: str) -> None:
    container, codecs, seconds = SAID_BY_FFMPEG[name]
    facts = read_recording(RECORDINGS / name)
    assert facts is not None
    assert (facts.container, facts.codecs) == (container, codecs)
    assert facts.seconds == (None if seconds is None else pytest.approx(seconds, abs=A_FRAME))
    assert read_recording((RECORDINGS / name).read_bytes()) == facts


@pytest.mark.parametrize("content", [b"", b"ID3", b"words", b"%PDF-1.4", b"\xff\xd8\xff\xe0" + bytes(100), b"MZ\x90\0", b"<svg/>"])
def test_what_is_no_recording_has_no_length(content: bytes) -> None:
    assert read_duration(content) is None


def wav(seconds: float, *, said: int | None = None) -> bytes:
    """8,000 bytes a second; `said` is what the file says its sound has, where that is untrue."""
    sound = bytes(int(seconds * 8000))
    length = len(sound) if said is None else said
    return struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36, b"WAVE", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8, b"data", length) + sound


@pytest.mark.parametrize("said", [None, 0, 0xFFFFFFFF, 1_000_000])
def test_a_wav_lasts_as_long_as_its_bytes_whatever_it_says(said: int | None) -> None:
    assert read_duration(wav(2.5, said=said)) == 2.5


def test_an_mp3_without_a_count_is_measured_between_its_tags() -> None:
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s, 44,100 samples a second
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 2, 0]) + bytes(256)
    assert read_duration(tag + frame * 1000 + b"TAG" + bytes(125)) == pytest.approx(1000 * 1152 / 44100, rel=0.001)


def test_a_long_mp3_is_not_read_whole() -> None:
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    assert read_duration(frame * 20_000) == pytest.approx(20_000 * 1152 / 44100, rel=0.001)


def test_the_count_of_a_vbri_head_is_believed() -> None:
    head = b"\xff\xfb\x90\x00" + bytes(32) + b"VBRI" + struct.pack(">HHHII", 1, 0, 75, 999_999, 10_000)
    frame = head.ljust(417, b"\0")
    assert read_duration(frame + b"\xff\xfb\x90\x00" + bytes(413)) == pytest.approx(10_000 * 1152 / 44100)


def avi(*streams: tuple[int, int, int], frames: int = 0, junk: int = 0) -> bytes:
    """(scale, rate, count) of each stream; `frames` of 40 ms in the main head."""
    heads = [b"avih" + struct.pack("<I5I36x", 56, 40_000, 0, 0, 0, frames)]
    for scale, rate, count in streams:
        head = b"strh" + struct.pack("<I20x4I20x", 56, scale, rate, 0, count)
        heads.append(b"LIST" + struct.pack("<I", len(head) + 4) + b"strl" + head)
    listed = b"hdrl" + b"".join(heads)
    return b"RIFF\0\0\0\0AVI LIST" + struct.pack("<I", len(listed)) + listed + b"JUNK" + struct.pack("<I", junk) + bytes(junk + junk % 2) + b"LIST\x04\0\0\0movi"


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (avi((1, 25, 250)), 10),
        (avi((1, 25, 250), (1, 48_000, 528_000)), 11),
        (avi((1001, 30_000, 3000)), 100.1),
        (avi((1, 25, 0), frames=50), 2),
        (avi(frames=50, junk=3), 2),
        (avi((1, 0, 250)), None),
        (avi(), None),
    ],
)
def test_an_avi_lasts_as_long_as_its_longest_stream(content: bytes, seconds: float | None) -> None:
    assert read_duration(content) == (None if seconds is None else pytest.approx(seconds))


def flac(samples: int, rate: int, kind: int = 0, length: int = 34) -> bytes:
    packed = (rate << 44) | (1 << 41) | (15 << 36) | samples
    return b"fLaC" + bytes([0x80 | kind]) + length.to_bytes(3) + bytes(10) + packed.to_bytes(8) + bytes(16)


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (flac(441_000, 44_100), 10),
        (flac(2**36 - 1, 655_350), (2**36 - 1) / 655_350),
        (flac(0, 44_100), None),
        (flac(10, 0), None),
        (flac(441_000, 44_100, kind=4), None),
        (flac(441_000, 44_100, length=33), None),
        (flac(441_000, 44_100)[:20], None),
    ],
)
def test_a_flac_lasts_as_long_as_its_first_block_says(content: bytes, seconds: float | None) -> None:
    assert read_duration(content) == (None if seconds is None else pytest.approx(seconds))


ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")


def asf(play: int, before: int, flags: int = 0, name: bytes = FILE_PROPERTIES, first: bytes = b"") -> bytes:
    """Time of play in 100 ns and milliseconds before it; `first` stands in front of the object that says them."""
    said = name + struct.pack("<Q40xQQQI12x", 104, play, 0, before, flags)
    return ASF + struct.pack("<QIH", 30 + len(first) + len(said), 1, 0x0201) + first + said


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (asf(150_000_000, 5000), 10),
        (asf(150_000_000, 5000, first=bytes(16) + struct.pack("<Q6x", 30)), 10),
        (asf(150_000_000, 5000, first=bytes(16) + struct.pack("<Q", 0)), 10),
        (asf(150_000_000, 5000, flags=1), None),
        (asf(150_000_000, 20_000), None),
        (asf(150_000_000, 5000, name=bytes(16)), None),
        (asf(150_000_000, 5000)[:60], None),
        (asf(150_000_000, 5000, first=bytes(16) + struct.pack("<Q", 2**63)), None),
    ],
)
def test_a_wmv_lasts_as_long_as_it_plays_without_what_is_held_back(content: bytes, seconds: float | None) -> None:
    assert read_duration(content) == (None if seconds is None else pytest.approx(seconds))


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), kind) + content


FTYP = box(b"ftyp", b"isom", bytes(4))


def test_a_long_film_has_its_times_in_64_bits() -> None:
    header = box(b"mvhd", b"\x01\0\0\0", bytes(16), struct.pack(">IQ", 1000, 7_200_000))
    assert read_duration(FTYP + box(b"moov", header)) == 7200


@pytest.mark.parametrize(
    "content",
    [
        FTYP,
        FTYP + box(b"moov"),
        FTYP + box(b"moov", box(b"mvhd", bytes(20))),
        FTYP + struct.pack(">I4s", 4, b"free"),
        FTYP + struct.pack(">I4sQ", 1, b"mdat", 2**63),
        FTYP + struct.pack(">I4s", 8, b"free") * 30_000 + box(b"moov"),
    ],
)
def test_an_mp4_that_makes_no_sense_has_no_length(content: bytes) -> None:
    facts = read_recording(content)
    assert facts is not None
    assert (facts.container, facts.seconds) == ("mp4", None)


@given(
    name=st.sampled_from(sorted(SAID_BY_FFMPEG)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=9)), max_size=5),
    kept=st.floats(0, 1),
)
def test_damage_never_raises_and_never_gives_a_length_that_is_none(name: str, cuts: list[tuple[float, bytes]], kept: float) -> None:
    content = bytearray((RECORDINGS / name).read_bytes())
    for where, changed in cuts:
        at = int(where * len(content))
        content[at : at + len(changed)] = changed
    facts = read_recording(bytes(content[: int(kept * len(content))]))
    assert facts is None or facts.seconds is None or 0 < facts.seconds < float("inf")


def test_a_tag_at_the_end_of_an_mp3_is_no_sound(tmp_path: Path) -> None:
    """ID3v1: 128 bytes that begin with TAG. The file is longer than the frames whose mean is taken, so its bytes count."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    bare, tagged = tmp_path / "bare.mp3", tmp_path / "tagged.mp3"
    bare.write_bytes(frame * 2100)
    tagged.write_bytes(frame * 2100 + b"TAG" + bytes(125))
    assert read_duration(bare) is not None
    assert read_duration(tagged) == read_duration(bare)
