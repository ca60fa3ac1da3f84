"""What may stand in a drawing of a package: elements and attributes of SVG by name, and nothing else."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"


def name_set(text: str) -> frozenset[str]:
    """Return the names that stand in a text, parted by blanks."""
    return frozenset(text.split())


_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "use"})
_TEXT = frozenset({"text", "tspan", "textPath"})
_CONTAINERS = frozenset(
    {"svg", "g", "a", "defs", "symbol", "marker", "pattern", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "switch"}
)
_WORDS = frozenset({"title", "desc"})
_FILTERS = name_set(
    """
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence
    """
)
ELEMENTS = _SHAPES | _TEXT | _CONTAINERS | _WORDS | _FILTERS
"""Elements that browsers draw, or that say what is drawn (SVG 2, appendix F)."""

WITHOUT_EFFECT = name_set(
    """
    metadata view cursor color-profile font font-face font-face-src font-face-uri font-face-format font-face-name glyph missing-glyph hkern
    vkern altGlyph altGlyphDef altGlyphItem glyphRef
    """
)
"""Elements that no browser draws."""

MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard"})

PRESENTATION = name_set(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters direction display
    dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch
    font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering letter-spacing
    lighting-color marker-end marker-mid marker-start mask mask-type opacity overflow paint-order pointer-events shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-anchor text-decoration text-overflow text-rendering transform-origin unicode-bidi vector-effect visibility word-spacing
    writing-mode
    """
)
"""Attributes that are properties of CSS too (SVG 2, 6.6): what `style=` says is said by these."""

GEOMETRY = frozenset({"x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"})
"""Attributes that are properties of CSS in SVG 2 alone, with a unit there."""

_OTHER = name_set(
    """
    id class lang role tabindex version baseProfile viewBox preserveAspectRatio transform d points x1 y1 x2 y2 dx dy fx fy fr rotate
    pathLength offset href gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits
    maskUnits maskContentUnits markerWidth markerHeight markerUnits orient refX refY startOffset method spacing side textLength lengthAdjust
    systemLanguage requiredExtensions requiredFeatures filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept
    amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha
    surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle azimuth elevation z pointsAtX pointsAtY pointsAtZ scale
    xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles crossorigin decoding zoomAndPan
    contentScriptType contentStyleType
    """
)
ATTRIBUTES = PRESENTATION | GEOMETRY | _OTHER
"""Attributes without a name space. Those that begin with `aria-` and `data-` may stand too: they draw nothing and load nothing."""

SAME_DOCUMENT = frozenset({"use", "linearGradient", "radialGradient", "pattern", "filter", "textPath"})
"""Elements whose `href` names another element of the drawing."""

EMBEDDED = frozenset({"image", "feImage"})
"""Elements whose `href` may hold a picture of dots."""
