"""Pictures of dots as every screen shows them: eight bits a colour, in sRGB, upright, no wider than a page, within a bound of memory."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from builder.pages.colours import has_alpha, state_transparency_in_eight_bits, to_eight_bits, to_full_colours, to_srgb

if TYPE_CHECKING:
    from PIL import Image

MOST_WIDE = 1600
"""Pixels: the reading column is 704 wide, and a sharp screen shows two for one."""

MOST_DECODED = 450_000_000
"""Bytes of a picture once it is decoded: 110 million dots in colour, four times as many in grey."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF")
"""What Pillow may open: nothing else of its decoders is ever run on an author's file."""

_STRIPS_FROM = 30_000_000
"""Dots from which a picture is made smaller strip by strip, so that no second copy of it is held."""

_DOTS_IN_STRIP = 4_000_000

_BYTES_A_DOT = {"1": 1, "L": 1, "P": 1, "I;16": 2}
"""As Pillow holds them; of every other mode four."""

_COEFFICIENTS = 6
"""Bytes a dot that libjpeg holds of a progressive JPEG, however small it is decoded."""


class RasterFault(Struct, frozen=True):
    """Why a picture cannot be shown, with the width and the height that it says it has; zeros where it says none."""

    reason: Literal["damaged", "too large"]
    width: int = 0
    height: int = 0


def open_raster(content: bytes) -> Image.Image | RasterFault:
    """Decode a picture, or say why it cannot be. A JPEG that is too large for memory is decoded smaller, which its format allows.

    The size that it states is judged before anything is decoded. No warning of Pillow's gets out: what authors need to know is told by diagnostics.
    """
    from PIL import Image

    with _quiet_pillow():
        try:
            image = Image.open(BytesIO(content), formats=FORMATS)
        except (OSError, ValueError, SyntaxError):
            return RasterFault("damaged")
        width, height = image.size
        if not _fits_in_memory(image):
            return RasterFault("too large", width, height)
        try:
            image.load()
        except (OSError, ValueError, SyntaxError):
            return RasterFault("damaged", width, height)
        except MemoryError:
            return RasterFault("too large", width, height)
    if image.format == "PNG":
        state_transparency_in_eight_bits(image, content)
    return image


def to_screen(image: Image.Image) -> Image.Image:
    """Return the picture upright, in sRGB, with eight bits a colour, and no wider than a page can show."""
    from PIL import Image, ImageOps

    with _quiet_pillow():
        upright = ImageOps.exif_transpose(_shrink_in_strips(image) if image.width * image.height > _STRIPS_FROM else image)
        plain = to_srgb(to_eight_bits(upright), upright)
        if plain.width <= MOST_WIDE:
            return plain
        whole = to_full_colours(plain) if plain.mode in {"P", "1"} else plain
        return whole.resize((MOST_WIDE, max(1, round(whole.height * MOST_WIDE / whole.width))), Image.Resampling.LANCZOS)


@contextmanager
def _quiet_pillow() -> Iterator[None]:
    """Let Pillow neither warn nor refuse by its own measure of size: `MOST_DECODED` is ours, and it is asked first."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


# ---------------------------------------------------------------- within memory


def _fits_in_memory(image: Image.Image) -> bool:
    """Tell whether a picture that is not yet decoded can be. A large JPEG is set to be decoded at a half, a quarter or an eighth of its size."""
    progressive = image.info.get("progressive") and image.width * image.height * _COEFFICIENTS > MOST_DECODED
    if image.format == "JPEG" and not progressive and _decoded_size(image) > MOST_DECODED:
        image.draft(image.mode, (2 * MOST_WIDE, max(1, round(image.height * 2 * MOST_WIDE / image.width))))
    return not progressive and _decoded_size(image) <= MOST_DECODED


def _decoded_size(image: Image.Image) -> int:
    return image.width * image.height * _BYTES_A_DOT.get(image.mode, 4)


def _shrink_in_strips(image: Image.Image) -> Image.Image:
    """Return a large picture at a whole fraction of its size, at least twice as wide as a page, in a mode that can be resized."""
    from PIL import Image

    factor = max(1, min(image.width, image.height) // (2 * MOST_WIDE))
    rows = max(1, _DOTS_IN_STRIP // (image.width * factor)) * factor
    small: Image.Image | None = None
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(image.height, top + rows)))
        piece = to_full_colours(to_eight_bits(strip)).reduce(factor)
        if small is None:
            small = Image.new(piece.mode, (piece.width, -(-image.height // factor)))
        small.paste(piece, (0, top // factor))
    assert small is not None
    small.info = {name: value for name, value in image.info.items() if name != "transparency"}
    small.getexif().update(image.getexif())
    return small


# ---------------------------------------------------------------- encoding

JPEG_QUALITY = 82
WEBP_QUALITY = 80


def encode_jpeg(image: Image.Image) -> bytes:
    """Return a photo in the form that every browser shows."""
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True, exif=b"", icc_profile=None)
    return out.getvalue()


def encode_png(image: Image.Image) -> bytes:
    """Return a picture in the form that every browser shows and that loses nothing."""
    out = BytesIO()
    with _quiet_pillow():
        plain = image if image.mode in {"L", "LA", "P", "RGB", "RGBA"} or (image.mode == "1" and not has_alpha(image)) else to_full_colours(image)
        plain = plain.convert("RGB") if plain.mode == "CMYK" else plain
        plain.save(out, "PNG", optimize=True, icc_profile=None)
    return out.getvalue()


def encode_webp(image: Image.Image, *, lossless: bool) -> bytes:
    """Return a picture in the smaller form that most browsers show."""
    out = BytesIO()
    with _quiet_pillow():
        plain = image.convert("RGBA" if has_alpha(image) else "RGB")
    plain.save(out, "WEBP", quality=WEBP_QUALITY, method=4, lossless=lossless, exif=b"", icc_profile=b"")
    return out.getvalue()
