"""Colours of pictures of dots: eight bits each, in sRGB, whatever a file states of its depth, its profile or its exponent."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageCms

_DEEPEST = 65_536
"""Values of a dot in sixteen bits."""

_DEPTH_AT = 24
"""Where a PNG states its bits a colour (PNG 11.2.1)."""

_SRGB_EXPONENT = 0.45455
_SAME_EXPONENT = 0.005
"""How far the exponent that a PNG states may be from that of sRGB and still mean it."""


def has_alpha(image: Image.Image) -> bool:
    """Tell whether anything behind the picture may shine through."""
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def state_transparency_in_eight_bits(image: Image.Image, content: bytes) -> None:
    """Put the colour that shines through (PNG 11.3.1.1) on the scale of the dots: Pillow decodes these to eight bits, and leaves that as it was."""
    see_through = image.info.get("transparency")
    depth = content[_DEPTH_AT]
    if depth == 16 and isinstance(see_through, tuple):  # noqa: PLR2004 - the depths that PNG knows
        image.info["transparency"] = tuple(value >> 8 for value in see_through)
    elif image.mode == "L" and depth < 8 and isinstance(see_through, int):  # noqa: PLR2004
        image.info["transparency"] = see_through * 255 // ((1 << depth) - 1)


def to_eight_bits(image: Image.Image) -> Image.Image:
    """Return the same picture in eight bits a colour."""
    if image.mode.startswith("I") or image.mode == "F":
        return _narrow_grey(image)
    return image


def _narrow_grey(image: Image.Image) -> Image.Image:
    """Return grey of sixteen bits in eight: Pillow's own conversion clips where it should divide."""
    deep = image.convert("I")
    grey = deep.point([value >> 8 for value in range(_DEEPEST)], "L")
    see_through = image.info.get("transparency")
    if isinstance(see_through, int):
        grey.putalpha(deep.point([0 if value == see_through else 255 for value in range(_DEEPEST)], "L"))
    grey.info = {name: value for name, value in image.info.items() if name != "transparency"}
    return grey


def to_full_colours(image: Image.Image) -> Image.Image:
    """Return a picture whose dots can be reckoned with: neither numbers of a palette nor bits."""
    if image.mode in {"L", "LA", "RGB", "RGBA"} and "transparency" not in image.info:
        return image
    if image.mode in {"1", "L", "LA"}:
        return image.convert("LA" if has_alpha(image) else "L")
    if image.mode == "CMYK":
        return image
    return image.convert("RGBA" if has_alpha(image) else "RGB")


def to_srgb(image: Image.Image, source: Image.Image) -> Image.Image:
    """Return the picture in the colours of the web: by its ICC profile, else by the exponent that a PNG states (PNG 11.3.2.2)."""
    profile = source.info.get("icc_profile")
    if profile:
        return _apply_profile(image, profile)
    exponent = source.info.get("gamma")
    if isinstance(exponent, float) and exponent > 0 and "srgb" not in source.info and abs(exponent - _SRGB_EXPONENT) > _SAME_EXPONENT:
        return _apply_exponent(to_full_colours(image), exponent)
    return image


def _apply_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB; as it is where the profile is damaged, or of other colours than the picture, as browsers do."""
    from PIL import ImageCms

    whole = to_full_colours(image)
    alpha = whole.getchannel("A") if has_alpha(whole) else None
    try:
        stated = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = stated.profile.xcolor_space.strip()
        if space == "GRAY" and whole.mode in {"L", "LA"}:
            colours = whole.convert("L")
        elif space == "RGB" and whole.mode != "CMYK":
            colours = whole.convert("RGB")
        elif space == whole.mode == "CMYK":
            colours = whole
        else:
            return image
        converted = ImageCms.profileToProfile(colours, stated, _srgb(), ImageCms.Intent.RELATIVE_COLORIMETRIC, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _apply_exponent(image: Image.Image, exponent: float) -> Image.Image:
    """Return the picture with the curve of sRGB in place of the exponent that its PNG states."""
    curve = [round(255 * _srgb_of((value / 255) ** (1 / exponent))) for value in range(256)]
    bands = len(image.getbands())
    keeps_alpha = has_alpha(image)
    straight = list(range(256))
    return image.point(curve * (bands - keeps_alpha) + straight * keeps_alpha)


def _srgb_of(light: float) -> float:
    """Return how bright a share of light is written in sRGB (IEC 61966-2-1)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004 - where the two parts of the curve meet
