"""Small pictures of every make that authors bring, written chunk by chunk where no program of ours would write them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageCms

WIDTH: Final = 64
HEIGHT: Final = 32
GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
"""Types of colour of a PNG (PNG 11.2.1)."""


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(depth: int, colours: int, row: Callable[[int], bytes], *more: tuple[bytes, bytes], size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """A PNG of rows as `row` gives them, with more chunks before them."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colours, 0, 0, 0))
    rows = b"".join(b"\0" + row(y) for y in range(size[1]))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*each) for each in more) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def deep(*dots: Iterable[int]) -> bytes:
    return b"".join(struct.pack(">H", value) for dot in dots for value in dot)


def colours(mode: str = "RGB") -> Image.Image:
    across = Image.linear_gradient("L").rotate(90).resize((WIDTH, HEIGHT))
    down = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    round_about = Image.radial_gradient("L").resize((WIDTH, HEIGHT))
    if mode == "CMYK":
        return Image.merge("CMYK", (down, across, round_about, down.rotate(180).point(lambda value: value // 3)))
    if mode == "RGBA":
        return Image.merge("RGBA", (down, across, round_about, across))
    return Image.merge("RGB", (down, across, round_about)).convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def moving(form: str, *, loop: int | None = 0, milliseconds: int = 100, frames: int = 2, **options: Any) -> bytes:
    first, *rest = [colours().rotate(180 * (number % 2)) for number in range(frames)]
    shown = options if loop is None else {**options, "loop": loop}
    return saved(first, form, save_all=True, append_images=rest, duration=milliseconds, **shown)


def red_for_blue() -> bytes:
    """A profile whose red is the blue of sRGB and the other way round, so that nobody can overlook whether it was used."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack_from(">I", profile, 128)
    entries = {bytes(profile[at : at + 4]): at + 4 for at in range(132, 132 + 12 * count, 12)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = profile[blue : blue + 4], profile[red : red + 4]
    return bytes(profile)


def linear_grey() -> bytes:
    """A profile of grey in which a value is its share of light (ICC.1, 7 to 10)."""
    white = struct.pack(">iii", 63190, 65536, 54061)
    tags = (
        (b"desc", b"desc" + bytes(4) + struct.pack(">I", 5) + b"grey\0" + bytes(82)),
        (b"cprt", b"text" + bytes(4) + b"none\0\0\0\0"),
        (b"wtpt", b"XYZ " + bytes(4) + white),
        (b"kTRC", b"curv" + bytes(4) + struct.pack(">IH", 1, 256) + bytes(2)),
    )
    at, table, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, content in tags:
        padded = content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", at + len(body), len(padded))
        body += padded
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"lcms", 0x02100000, b"mntr", b"GRAY", b"XYZ ")
    return head + bytes(12) + b"acsp" + bytes(28) + white + bytes(48) + table + body


SEE_THROUGH: Final = b"tRNS"

SAMPLES: Final[dict[str, bytes]] = {
    "grey in 16 bits.png": png(16, GREY, lambda y: deep([(x + y) * 690 for x in range(WIDTH)])),
    "grey in 16 bits, one see-through.png": png(16, GREY, lambda _y: deep([x * 1000 for x in range(WIDTH)]), (SEE_THROUGH, deep([20_000]))),
    "colours in 16 bits.png": png(16, COLOUR, lambda y: deep(*([x * 1000, y * 2000, 65535 - x * 1000] for x in range(WIDTH)))),
    "colours in 16 bits, one see-through.png": png(
        16, COLOUR, lambda _y: deep(*([x * 1000, 0, 65535] for x in range(WIDTH))), (SEE_THROUGH, deep([20_000, 0, 65535]))
    ),
    "colours in 16 bits, fading.png": png(16, COLOUR_ALPHA, lambda y: deep(*([x * 1000, y * 2000, 0, y * 2100] for x in range(WIDTH)))),
    "grey in 16 bits, fading.png": png(16, GREY_ALPHA, lambda y: deep(*([x * 1000, y * 2100] for x in range(WIDTH)))),
    "two bits, one see-through.png": png(2, GREY, lambda _y: bytes([0x1B] * (WIDTH // 4)), (SEE_THROUGH, deep([2]))),
    "four bits, one see-through.png": png(4, GREY, lambda _y: bytes.fromhex("0123456789abcdef") * (WIDTH // 16), (SEE_THROUGH, deep([5]))),
    "one bit, white see-through.png": png(1, GREY, lambda _y: bytes([0x5A] * (WIDTH // 8)), (SEE_THROUGH, deep([1]))),
    "a palette that fades.png": png(
        4,
        PALETTE,
        lambda _y: bytes.fromhex("0123") * (WIDTH // 4),
        (b"PLTE", bytes.fromhex("ff000000ff000000ffc8c800")),
        (SEE_THROUGH, b"\xff\x80\0"),
    ),
    "light as it is.png": png(
        8, COLOUR, lambda y: bytes(v for x in range(WIDTH) for v in (x * 4, y * 8, 128)), (b"gAMA", struct.pack(">I", 100_000))
    ),
    "grey of an old Mac.png": png(8, GREY, lambda _y: bytes(x * 4 for x in range(WIDTH)), (b"gAMA", struct.pack(">I", 55_556))),
    "an exponent that sRGB overrules.png": png(
        8, GREY, lambda _y: bytes(x * 4 for x in range(WIDTH)), (b"sRGB", b"\0"), (b"gAMA", struct.pack(">I", 100_000))
    ),
    "printers' colours.jpg": saved(colours("CMYK"), "JPEG", quality=95),
    **{f"held another way, {number}.jpg": saved(colours(), "JPEG", quality=95, exif=turned(number)) for number in range(2, 9)},
    "held another way, 6.png": saved(colours(), "PNG", exif=turned(6)),
    "a profile.jpg": saved(colours(), "JPEG", quality=95, icc_profile=red_for_blue()),
    "a profile.png": saved(colours(), "PNG", icc_profile=red_for_blue()),
    "a profile and a palette.png": saved(colours().quantize(16), "PNG", icc_profile=red_for_blue()),
    "a profile, fading.png": saved(colours("RGBA"), "PNG", icc_profile=red_for_blue()),
    "a profile.webp": saved(colours(), "WEBP", lossless=True, icc_profile=red_for_blue()),
    "a damaged profile.png": saved(colours(), "PNG", icc_profile=b"x" * 200),
    "a profile of grey.png": saved(colours("L"), "PNG", icc_profile=linear_grey()),
    "a profile of grey.jpg": saved(colours("L"), "JPEG", quality=95, icc_profile=linear_grey()),
    "a profile of other colours.png": saved(colours(), "PNG", icc_profile=linear_grey()),
    "lossy.webp": saved(colours(), "WEBP", quality=90),
    "still.gif": saved(colours().quantize(32), "GIF", transparency=3),
    "moving.gif": moving("GIF"),
    "moving.png": moving("PNG"),
    "a bitmap.bmp": saved(colours(), "BMP"),
}
"""Name -> bytes. Each is shown by Chromium, which judges what becomes of it (`tests/browser/test_pictures_as_elsewhere.py`)."""
