"""Pictures as packages carry them: no larger than a screen needs, without the camera's notes, each with its size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.course.blocks import Recording, walk
from builder.course.document import Picture
from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.pages.media import list_media, name_file

if TYPE_CHECKING:
    from PIL import Image

UNREADABLE_PICTURE = Rule("CRS071", "unreadable-picture", Severity.ERROR, "If Copack cannot open a picture, learners cannot see it.")

MOST_WIDE = 1600
"""Pixels: the reading column is 704 wide, and a sharp screen shows two for one."""

JPEG_QUALITY = 82
WEBP_QUALITY = 80
WORTH = 0.85
LEAST_SAVED = 1024
"""A second file is carried only when it is smaller than `WORTH` of the first, and by so many bytes at least."""

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<svg\b[^>]*>")
_VIEW_BOX = re.compile(rb"""\bviewBox\s*=\s*["']([^"']*)["']""")
_SIZE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']""")


class PackedPicture(Struct, frozen=True):
    """A picture in a package.

    Attributes:
        path: of the file that every browser shows, `media/three-words-1f2e3d4c.svg`.
        webp: of a smaller one for browsers that know WebP, or empty.
        width: CSS pixels, 0 when the file does not say.
        height: likewise.

    """

    path: str
    webp: str
    width: int
    height: int


class PackedPictures(Struct, frozen=True):
    """All pictures of a course: by the path that the author typed, and the files to carry."""

    pictures: Mapping[str, PackedPicture]
    files: Mapping[str, bytes]


def pack_pictures(course: Course) -> PackedPictures:
    """Return the pictures that the course shows, each once, whatever the number of places. Same bytes in, same bytes out.

    A picture that only stands for a film is carried in one form: a player can be given no choice.
    """
    pictures: dict[str, PackedPicture] = {}
    files: dict[str, bytes] = {}
    for shown, path in (*((True, picture.file) for picture in list_pictures(course)), *((False, path) for path, _ in list_posters(course))):
        if path not in pictures:
            pictures[path], made = pack_picture(path, course.media[path])
            files.update(made if shown else {pictures[path].path: made[pictures[path].path]})
    return PackedPictures(pictures, files)


def check_pictures(course: Course) -> tuple[Diagnostic, ...]:
    """Report each picture of dots that cannot be opened."""
    return tuple(_check_pictures(course))


def _check_pictures(course: Course) -> Iterator[Diagnostic]:
    shown = ((picture.file, picture.place) for picture in list_pictures(course))
    for path, place in (*shown, *list_posters(course)):
        if not _is_drawing(path) and _open(course.media[path]) is None:
            message = f"The picture “{path}” is damaged, or its name has the wrong ending."
            yield Diagnostic(UNREADABLE_PICTURE, message, place, "Save the picture again as PNG or JPEG, and replace this one.")


def list_pictures(course: Course) -> Iterator[Picture]:
    """Yield every picture that stands anywhere in the course, in order."""
    for _, page in course.pages():
        yield from (block for block in walk(page.blocks) if isinstance(block, Picture))


def list_posters(course: Course) -> Iterator[tuple[str, Place]]:
    """Yield the picture that stands for each film, and where the film stands."""
    yield from ((media.poster, media.place) for media in list_media(course) if isinstance(media, Recording) and media.poster)


# ---------------------------------------------------------------- one picture


def pack_picture(file: str, content: bytes) -> tuple[PackedPicture, dict[str, bytes]]:
    """Return a picture as packed and its files: path -> bytes. `file` is the author's path, its ending says the format.

    A picture of dots that cannot be opened is carried as it is; `check_pictures` reports it.
    """
    opened = None if _is_drawing(file) else _open(content)
    if opened is None:
        path = name_file(file, content, PurePosixPath(file).suffix.lower())
        width, height = read_svg_size(content) if _is_drawing(file) else (0, 0)
        return PackedPicture(path, "", width, height), {path: content}
    photo = opened.format in {"JPEG", "MPO"} or (opened.format == "WEBP" and not _has_alpha(opened))
    image = _fit(opened)
    plain = _encode_jpeg(image) if photo else _encode_png(image)
    path = name_file(file, plain, ".jpg" if photo else ".png")
    files = {path: plain}
    smaller = _encode_webp(image, lossless=not photo)
    pays = len(smaller) < min(WORTH * len(plain), len(plain) - LEAST_SAVED)
    webp = name_file(file, smaller, ".webp") if pays else ""
    if webp:
        files[webp] = smaller
    return PackedPicture(path, webp, image.width, image.height), files


def _is_drawing(file: str) -> bool:
    return file.lower().endswith(".svg")


def read_svg_size(content: bytes) -> tuple[int, int]:
    """Return width and height in CSS pixels from the root element: its `viewBox`, else its own sizes; (0, 0) when it does not say."""
    root = _ROOT.search(_COMMENT.sub(b"", content))
    if root is None:
        return 0, 0
    box = _VIEW_BOX.search(root[0])
    if box is not None:
        _left, _top, width, height = (*box[1].replace(b",", b" ").split(), b"0", b"0", b"0", b"0")[:4]
        return _whole(width), _whole(height)
    sizes = dict(_SIZE.findall(root[0]))
    return _whole(sizes.get(b"width", b"0")), _whole(sizes.get(b"height", b"0"))


def _whole(number: bytes) -> int:
    try:
        return max(0, round(float(number)))
    except (ValueError, OverflowError):
        return 0


# ---------------------------------------------------------------- Pillow


def _open(content: bytes) -> Image.Image | None:
    from PIL import Image

    try:
        image = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return image


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _fit(image: Image.Image) -> Image.Image:
    """Turn the picture as the camera was held, and make it no wider than a page can show."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.width <= MOST_WIDE:
        return upright
    if upright.mode == "P":
        upright = upright.convert("RGBA" if _has_alpha(upright) else "RGB")
    return upright.resize((MOST_WIDE, max(1, round(upright.height * MOST_WIDE / upright.width))), Image.Resampling.LANCZOS)


def _encode_jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    profile = image.info.get("icc_profile") if image.mode == "RGB" else None
    image.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True, exif=b"", icc_profile=profile)
    return out.getvalue()


def _encode_png(image: Image.Image) -> bytes:
    out = BytesIO()
    plain = image if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA"} else image.convert("RGBA" if _has_alpha(image) else "RGB")
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _encode_webp(image: Image.Image, *, lossless: bool) -> bytes:
    out = BytesIO()
    plain = image.convert("RGBA" if _has_alpha(image) else "RGB")
    plain.save(out, "WEBP", quality=WEBP_QUALITY, method=4, lossless=lossless, exif=b"", icc_profile=image.info.get("icc_profile") or b"")
    return out.getvalue()
