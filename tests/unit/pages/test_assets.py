"""Pictures: small enough, with their size, without the camera's notes, the same bytes each time."""

from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from builder.course.picture_size import read_svg_size
from builder.pages.assets import check_pictures, pack_picture, pack_pictures
from builder.pages.rasters import MOST_WIDE
from tests.unit.pages import example


def photo(width: int = 400, height: int = 300, *, form: str = "JPEG", turned: int = 1, mode: str = "RGB") -> bytes:
    """A picture with enough going on that its formats differ in size."""
    image = Image.radial_gradient("L").resize((width, height)).convert(mode)
    if mode == "RGBA":
        image.putalpha(128)
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010E] = "at home in Leeds"
    out = BytesIO()
    image.save(out, form, exif=exif.tobytes())
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("root", "size"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480">', (640, 480)),
        (b"<svg viewBox='-10,-10, 320.4 , 99.6'>", (320, 100)),
        (b'<?xml version="1.0"?><!-- <svg viewBox="0 0 1 1"> --><svg width="50px" height="20">', (50, 20)),
        (b'<svg width="100%" height="100%">', (0, 0)),
        (b'<svg viewBox="0 0 nan inf">', (0, 0)),
        (b'<svg viewBox="0 0 1">', (1, 0)),
        (b"no drawing", (0, 0)),
    ],
)
def test_a_drawing_says_its_own_size(root: bytes, size: tuple[int, int]) -> None:
    assert read_svg_size(root + b"</svg>") == size


def test_a_drawing_is_carried_as_it_is() -> None:
    packed, files = pack_picture("media/Two Boxes_ä.svg", example.SVG)
    assert files == {packed.path: example.SVG}
    assert packed.path.startswith("media/two-boxes-")
    assert packed.path.isascii()
    assert (packed.width, packed.height, packed.webp) == (320, 180, "")


def test_a_large_photo_is_made_as_wide_as_a_page_can_show() -> None:
    packed, files = pack_picture("media/photo.jpeg", photo(3200, 1000))
    assert (packed.width, packed.height) == (MOST_WIDE, 500)
    assert opened(files[packed.path]).size == (MOST_WIDE, 500)
    assert packed.path.endswith(".jpg")


def test_the_cameras_notes_do_not_travel_but_its_turn_is_kept() -> None:
    packed, files = pack_picture("media/photo.jpg", photo(400, 300, turned=6))
    assert (packed.width, packed.height) == (300, 400)
    for content in files.values():
        assert not opened(content).getexif()
        assert b"Leeds" not in content


def test_webp_comes_along_only_where_it_pays() -> None:
    packed, files = pack_picture("media/photo.jpg", photo(800, 600))
    assert packed.webp in files
    assert len(files[packed.webp]) < len(files[packed.path])
    dot = BytesIO()
    Image.new("1", (1, 1)).save(dot, "PNG")
    assert pack_picture("media/dot.png", dot.getvalue())[0].webp == ""


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_png_of_every_make_is_taken(mode: str) -> None:
    packed, files = pack_picture("media/chart.png", photo(form="PNG", mode=mode))
    assert packed.path.endswith(".png")
    assert opened(files[packed.path]).size == (400, 300)


@pytest.mark.parametrize(("mode", "ending"), [("RGB", ".jpg"), ("RGBA", ".png")])
def test_a_webp_gets_a_form_that_every_browser_shows(mode: str, ending: str) -> None:
    assert pack_picture("media/one.webp", photo(form="WEBP", mode=mode))[0].path.endswith(ending)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert pack_picture("media/photo.jpg", photo()) == pack_picture("media/photo.jpg", photo())


def test_a_damaged_picture_is_reported_where_it_stands_and_never_raises() -> None:
    picture = replace(example.PICTURE, file="media/broken.png")
    course = example.course(example.page("only", picture), media={"media/broken.png": b"\x89PNG\r\n\x1a\nhalf"})
    (fault,) = check_pictures(course)
    assert fault.rule.name == "unreadable-picture"
    assert fault.place == picture.place
    assert "media/broken.png" in fault.message
    assert pack_pictures(course).pictures["media/broken.png"].width == 0


def test_pictures_in_every_corner_are_found_once() -> None:
    gaps = example.fill_gaps(passage=(replace(example.PICTURE, file="b.svg"),))
    check = example.check(example.choose_one(prompt=(example.paragraph("x"), replace(example.PICTURE, file="a.svg"))), gaps)
    media = dict.fromkeys(("a.svg", "b.svg", example.PICTURE.file), example.SVG)
    course = example.course(example.page("one", check, example.PICTURE, example.PICTURE), media=media)
    packed = pack_pictures(course)
    assert list(packed.pictures) == ["a.svg", "b.svg", example.PICTURE.file]
