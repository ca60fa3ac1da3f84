"""Pictures of dots: within memory whatever their size, without a warning of Python's, and nothing of them raises."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import textwrap
import warnings
import zlib
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given, strategies as st
from PIL import Image

from builder.pages.animations import Motion, read_motion
from builder.pages.assets import pack_picture
from builder.pages.rasters import MOST_WIDE, RasterFault, open_raster
from tests.unit.pages.raster_samples import COLOUR, GREY, SAMPLES, chunk, colours, moving, png, saved, turned

MEGABYTES: Final = 1_000_000
MOST_MEMORY: Final = 700
"""Megabytes that a program with our packages may hold at its height: those of one decoded picture, and what Python and Pillow take."""


def header_of(width: int, height: int) -> bytes:
    """A picture that says how large it is, and has hardly a dot: nobody has to unpack it to see that it is too large."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, COLOUR, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(40_000, 30_000), (2**31 - 1, 2**31 - 1), (15_000, 12_000)])
def test_a_picture_that_no_memory_holds_is_told_with_its_size(size: tuple[int, int]) -> None:
    assert open_raster(header_of(*size)) == RasterFault("too large", *size)


LARGE: Final = {
    "grey.png": "saved(Image.new('L', (15_000, 12_000), 90), 'PNG', compress_level=1)",
    "bits.png": "saved(Image.new('1', (15_000, 12_000), 1), 'PNG', compress_level=1)",
    "palette.png": "saved(Image.new('P', (12_000, 9_000), 0), 'PNG', transparency=1, compress_level=1)",
    "colour.png": "saved(Image.new('RGB', (12_000, 9_000), (0, 94, 184)), 'PNG', compress_level=1)",
    "photo.jpg": "saved(Image.new('RGB', (15_000, 12_000), (0, 94, 184)), 'JPEG')",
}
"""Name -> how to make it. The making holds as much as the packing may, so it runs in a process of its own."""


@pytest.mark.parametrize("name", ["grey.png", *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE if name != "grey.png")])
def test_a_large_picture_is_made_smaller_within_bounds_of_memory(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("large") / name
    make = f"from PIL import Image\nfrom tests.unit.pages.raster_samples import saved\nopen({str(file)!r}, 'wb').write({LARGE[name]})"
    subprocess.run([sys.executable, "-c", make], check=True)
    pack = textwrap.dedent(
        f"""
        import json, re
        from pathlib import Path
        from builder.pages.assets import pack_picture
        packed, files = pack_picture("media/{name}", Path({str(file)!r}).read_bytes())
        # `ru_maxrss` begins with what the process held that started this one (execve in the kernel's source); VmHWM does not (proc_pid_status(5)).
        held = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
        print(json.dumps([packed.width, packed.height, held]))
        """
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", pack], check=True, capture_output=True, text=True)
    width, height, held = json.loads(done.stdout)
    assert width == MOST_WIDE
    assert height in {1200, 1280}
    assert held < MOST_MEMORY * MEGABYTES
    assert done.stderr == ""


def test_what_is_large_keeps_its_picture() -> None:
    """Strips and fractions leave no seam: a ramp is a ramp."""
    tall = Image.linear_gradient("L").resize((8_000, 4_100))
    packed, files = pack_picture("media/ramp.png", saved(tall, "PNG"))
    small = Image.open(BytesIO(files[packed.path])).convert("L")
    expected = tall.resize(small.size)
    assert max(abs(one - two) for one, two in zip(small.tobytes(), expected.tobytes(), strict=True)) <= 2


def test_a_large_picture_is_turned_upright() -> None:
    packed, _files = pack_picture("media/large.jpg", saved(Image.new("L", (8_000, 4_000)), "JPEG", exif=turned(6)))
    assert (packed.width, packed.height) == (MOST_WIDE, 2 * MOST_WIDE)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_warning_of_python_reaches_an_author(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pack_picture(f"media/{name}", SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_no_profile_and_no_note_travels(name: str) -> None:
    for content in pack_picture(f"media/{name}", SAMPLES[name])[1].values():
        image = Image.open(BytesIO(content))
        assert "icc_profile" not in image.info
        assert not image.getexif()


@given(
    name=st.sampled_from(sorted(SAMPLES)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=4),
    kept=st.floats(0, 1),
)
def test_damage_never_raises(name: str, changes: list[tuple[float, bytes]], kept: float) -> None:
    content = bytearray(SAMPLES[name])
    for where, changed in changes:
        at = int(where * len(content))
        content[at : at + len(changed)] = changed
    held = bytes(content[: int(kept * len(content))])
    packed, files = pack_picture(f"media/{name}", held)
    assert packed.path in files
    read_motion(held)


# ---------------------------------------------------------------- pictures that move


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_carried_whole_beside_its_first_frame(form: str) -> None:
    content = moving(form, frames=4)
    packed, files = pack_picture(f"media/wheel.{form.lower()}", content)
    carried = packed.webp or packed.path
    assert Image.open(BytesIO(files[carried])).n_frames == 4  # type: ignore[attr-defined]
    assert not getattr(Image.open(BytesIO(files[packed.still])), "is_animated", False)
    assert (packed.width, packed.height) == (64, 32)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_leaves_its_notes_at_home(form: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home in Leeds"
    content = moving(form, exif=exif)
    assert b"Leeds" in content
    for carried in pack_picture("media/wheel", content)[1].values():
        assert b"Leeds" not in carried
        assert Image.open(BytesIO(carried)).size == (64, 32)


@pytest.mark.parametrize(
    ("content", "motion"),
    [
        (moving("GIF", loop=None), Motion(2, 0.2, 1)),
        (moving("GIF", loop=0), Motion(2, 0.2, 0)),
        (moving("GIF", loop=2, milliseconds=500), Motion(2, 1.0, 3)),
        (moving("PNG", loop=0, milliseconds=250), Motion(2, 0.5, 0)),
        (moving("PNG", loop=4, milliseconds=2000), Motion(2, 4.0, 4)),
        (moving("WEBP", loop=1, milliseconds=1500), Motion(2, 3.0, 1)),
        (moving("WEBP", loop=0, milliseconds=1500), Motion(2, 3.0, 0)),
        (moving("GIF", milliseconds=0), Motion(2, 0.2, 0)),
    ],
)
def test_how_long_a_picture_moves(content: bytes, motion: Motion) -> None:
    read = read_motion(content)
    assert read is not None
    assert (read.frames, read.turns) == (motion.frames, motion.turns)
    assert read.seconds == pytest.approx(motion.seconds)
    assert read.stops_in_time == (0 < motion.turns * motion.seconds <= 5)


@pytest.mark.parametrize("name", [name for name in SAMPLES if "moving" not in name])
def test_a_picture_that_stands_still_does_not_move(name: str) -> None:
    assert read_motion(SAMPLES[name]) is None
    assert pack_picture(f"media/{name}", SAMPLES[name])[0].still == ""


def test_what_sixteen_bits_of_grey_become() -> None:
    content = png(16, GREY, lambda _y: b"".join(struct.pack(">H", value) for value in range(0, 65_536, 1024)))
    packed, files = pack_picture("media/ramp.png", content)
    assert list(Image.open(BytesIO(files[packed.path])).tobytes())[:64] == [value >> 8 for value in range(0, 65_536, 1024)]


def test_the_ending_of_a_name_says_nothing_about_what_a_picture_is() -> None:
    packed, _files = pack_picture("media/really-a-photo.png", saved(colours(), "JPEG"))
    assert packed.path.endswith(".jpg")
