"""Types of pictures by their bytes, and what an author does with one that no browser shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

DOT_TYPES = ("png", "jpg", "jpeg", "webp", "gif", "bmp", "avif")
"""Endings of pictures of dots. Each is opened by what it holds, so an ending of another of them does no harm."""

_SHOWN = frozenset({"png", "jpg", "webp", "gif", "bmp", "avif"})

_ISO_BRANDS: Mapping[bytes, str] = {
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "heic"),
}
"""Major brands of pictures (ISO/IEC 14496-12, 4.3; 23008-12, 10)."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\0\0\0\x0cjP  ", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"\0\0\0\x0cJXL ", "jxl"),
    (b"\xff\x0a", "jxl"),
    (b"8BPS", "psd"),
    (b"%PDF-", "pdf"),
    (b"%!PS", "eps"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"\0\0\1\0", "ico"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\1\0\0\0", "emf"),
    (b"\x1f\x8b", "svgz"),
    (b"PK\x03\x04", "zip"),
)
_SVG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?svg\b", re.DOTALL)
_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)

_CALLED: Mapping[str, str] = {
    "svg": "an SVG drawing",
    "svgz": "a compressed SVG drawing",
    "heic": "a HEIC picture, as iPhones save them",
    "tiff": "a TIFF picture",
    "jp2": "a JPEG 2000 picture",
    "jxl": "a JPEG XL picture",
    "psd": "a Photoshop document",
    "pdf": "a PDF document",
    "eps": "a PostScript drawing",
    "ico": "an icon",
    "wmf": "a Windows drawing",
    "emf": "a Windows drawing",
    "html": "a web page",
    "zip": "a zip or an Office document",
    **{name: f"a {name.upper()} picture" for name in ("png", "jpg", "gif", "webp", "bmp")},
    "avif": "an AVIF picture",
}

_AS_DOTS = "Open it in a picture program and save or export it as PNG or JPEG."
_ADVICE: Mapping[str, str] = {
    "heic": "Open it on the phone that took it and export it as JPEG. For new photos, choose “Most Compatible” in the camera's settings.",
    "tiff": _AS_DOTS,
    "jp2": _AS_DOTS,
    "jxl": _AS_DOTS,
    "ico": _AS_DOTS,
    "psd": "Open it in Photoshop and export it as PNG or JPEG.",
    "eps": "Open it in a drawing program and save it as “plain SVG”, or export it as PNG.",
    "wmf": "Open it in the program that made it and save it as SVG or PNG.",
    "emf": "Open it in the program that made it and save it as SVG or PNG.",
    "pdf": "Open it, and save the page or the figure as PNG. Or offer the document with `::: download`.",
    "svgz": "Open it in a drawing program and save it as “plain SVG”, not as “compressed SVG”.",
    "html": "The picture was not downloaded, only a page about it. Open the picture itself in the browser, and save that.",
    "zip": "Take the picture out of it: in Word or PowerPoint, point at the picture and choose “Save as Picture”.",
}

_SAME_AS = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "tif": "tiff", "heif": "heic", "j2k": "jp2", "jpf": "jp2", "jpx": "jp2", "ai": "eps"}


def tell_picture_type(start: bytes) -> str | None:
    """Return the type of a picture, or of what people take for one, by its first bytes; `None` where they are of nothing known here."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp":
        size = int.from_bytes(start[:4])
        return "avif" if b"avif" in start[8:size] else _ISO_BRANDS.get(start[8:12])
    if _SVG.match(start):
        return "svg"
    if _HTML.match(start):
        return "html"
    return next((name for magic, name in _MAGIC if start.startswith(magic)), None)


def is_shown(picture_type: str | None) -> bool:
    """Tell whether pictures of dots of this type are opened."""
    return picture_type in _SHOWN


def name_picture_type(picture_type: str) -> str:
    """Return what people call files of a type: "a TIFF picture"."""
    return _CALLED[picture_type]


def advise_on_type(picture_type: str) -> str | None:
    """Return what to do with a file of a type (or ending) that no browser shows; `None` where nothing special is known."""
    return _ADVICE.get(_SAME_AS.get(picture_type, picture_type))
