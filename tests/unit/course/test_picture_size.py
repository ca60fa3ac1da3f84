"""How wide and high a picture is, without decoding it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from builder.course.picture_size import measure_pictures, read_size


def written(form: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (321, 123), "green").save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [written("PNG"), written("GIF"), written("JPEG"), written("JPEG", progressive=True), written("JPEG", exif=b"Exif\0\0" + b"x" * 3000)],
    ids=["PNG", "GIF", "JPEG", "progressive JPEG", "JPEG with notes of its camera"],
)
def test_every_type_says_its_size(content: bytes) -> None:
    assert read_size(content) == (321, 123)


@pytest.mark.parametrize("length", [0, 2, 3, 8, 12, 20, 23])
@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG"])
def test_a_file_that_is_cut_short_is_no_fault(form: str, length: int) -> None:
    width, height = read_size(written(form)[:length])
    assert 0 <= width <= 321
    assert 0 <= height <= 123


def test_what_does_not_say_its_size_is_left_out() -> None:
    assert measure_pictures({"a.png": written("PNG"), "b.svg": b"<svg>", "c.jpg": b"\xff\xd8\xff\xe0\0\0", "d.txt": b""}) == {"a.png": (321, 123)}
