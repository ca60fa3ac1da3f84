"""theme/theme.yaml: the name, the colours and the logo of an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from builder.course.contrast import Colour, read_colour
from builder.course.document import Picture
from builder.course.theme import Theme
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.files import PICTURE_TYPES, THEME_FOLDER, Source
from builder.source.markdown.prose import NO_ALT_TEXT
from builder.source.media_paths import BAD_PICTURE_PATH, BAD_PICTURE_TYPE, NO_PICTURE, advise_types, spell_path
from builder.source.media_types import ending_of
from builder.source.picture_types import advise_on_type
from builder.source.reading import DiagnosticReading
from builder.source.suggestions import suggest_similar
from builder.source.yaml.document import parse_document
from builder.source.yaml.field_fixes import retype_value
from builder.source.yaml.fill import Filled, fill
from builder.source.yaml.nodes import Mapping as YamlMapping, Scalar
from builder.source.yaml.scalars import report
from builder.source.yaml.settings import ThemeFile

BAD_COLOUR = Rule("CRS390", "bad-colour", Severity.ERROR, "Copack judges whether learners can read the colours. It knows them in one form only.")
ALT_WITHOUT_LOGO = Rule("CRS391", "alt-without-logo", Severity.ERROR, "These words say what a logo shows. Without a logo, no one gets them.")

_CHANNELS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*1(?:\.0+)?\s*)?\)?", re.IGNORECASE)
_HEX_WITH_ALPHA = re.compile(r"#?([0-9a-f]{6})[0-9a-f]{2}|#?([0-9a-f]{3})[0-9a-f]", re.IGNORECASE)
_NAMED: Mapping[str, str] = {
    "aqua": "#00ffff",
    "black": "#000000",
    "blue": "#0000ff",
    "brown": "#a52a2a",
    "crimson": "#dc143c",
    "cyan": "#00ffff",
    "darkblue": "#00008b",
    "darkgreen": "#006400",
    "darkred": "#8b0000",
    "fuchsia": "#ff00ff",
    "gold": "#ffd700",
    "gray": "#808080",
    "green": "#008000",
    "grey": "#808080",
    "indigo": "#4b0082",
    "lime": "#00ff00",
    "magenta": "#ff00ff",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "pink": "#ffc0cb",
    "purple": "#800080",
    "red": "#ff0000",
    "silver": "#c0c0c0",
    "teal": "#008080",
    "turquoise": "#40e0d0",
    "violet": "#ee82ee",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
"""Colours that people name, as CSS Color 4 has them."""


class BoundTheme(Struct, frozen=True):
    """The theme as far as it could be read.

    Attributes:
        file: what is typed.
        colours: the value of each colour as a node, by its name; only those that are colours.
        theme: what it says.

    """

    file: Filled[ThemeFile]
    colours: Mapping[str, Scalar]
    theme: Theme


def read_theme(source: Source, organisation: str) -> DiagnosticReading[BoundTheme | None]:
    """Return the theme; `None` where there is none, or no YAML in it. `organisation`: as course.yaml names it, or empty."""
    if source.theme is None:
        return None
    document = yield from parse_document(source.theme)
    if document is None or document.root is None:
        return None
    file = yield from fill(document.root, ThemeFile)
    nodes = dict(_list_typed(document.root))
    colours: dict[str, Colour] = {}
    for name, node in nodes.items():
        colour = read_colour(node.text)
        if colour is None:
            yield _report_colour(name, node)
        else:
            colours[name] = colour
    own_name = str(file.values.get("organisation", "")).strip()
    logo = yield from _read_logo(file, source, own_name or organisation.strip())
    theme = Theme(colours.get("main"), colours.get("cover"), colours.get("links"), own_name, logo)
    return BoundTheme(file, {name: nodes[name] for name in colours}, theme)


def _list_typed(root: YamlMapping) -> Iterator[tuple[str, Scalar]]:
    """Yield the colours that have a value, each with its name."""
    typed = root.get("colours")
    for key, value in typed.fields if isinstance(typed, YamlMapping) else ():
        if key.text in {"main", "cover", "links"} and isinstance(value, Scalar) and value.text.strip():
            yield key.text, value


# ---------------------------------------------------------------- colours


def _report_colour(name: str, node: Scalar) -> Diagnostic:
    """Tell of a text that is no colour, with the one that it probably means."""
    meant = _guess_colour(node.text)
    hint = f'Type a # sign and six digits or letters from a to f, in quotes: `{name}: "#005eb8"`. Programs for pictures show this “hex” form.'
    fix = retype_value(node, f'"{meant}"') if meant else None
    return report(BAD_COLOUR, f"“{name}” cannot be “{node.text}”.", node.place, fix or hint)


def _guess_colour(typed: str) -> str:
    """Return the colour that another form means (`rgb(0, 94, 184)`, `navy`, `#005eb8ff`), or an empty text."""
    bare = typed.strip().strip("\"'“”‘’;").strip()
    channels = _CHANNELS.fullmatch(bare)
    if channels is not None:
        values = [int(channel) for channel in channels.groups()]
        return str(Colour(*values)) if max(values) <= 255 else ""  # noqa: PLR2004 - the values of a channel
    longer = _HEX_WITH_ALPHA.fullmatch(bare)
    colour = read_colour((longer[1] or longer[2]) if longer is not None else re.sub(r"^(?:0x|hex\s*:?\s*)|^#\s+|\s+", "", bare, flags=re.IGNORECASE))
    return str(colour) if colour is not None else _NAMED.get(re.sub(r"[\s_-]+", "", bare.lower()), "")


# ---------------------------------------------------------------- logo


def _read_logo(file: Filled[ThemeFile], source: Source, organisation: str) -> DiagnosticReading[Picture | None]:
    """Return the logo; `None` where there is none, or none that can be shown."""
    typed, alt = str(file.values.get("logo", "")).strip(), str(file.values.get("logo_alt", "")).strip()
    if not typed:
        if alt and "logo" not in file.places:
            hint = "Type a line over it that says which picture: `logo: logo.svg`. Or delete this line."
            yield Diagnostic(ALT_WITHOUT_LOGO, "The theme has `logo_alt`, but no `logo`.", file.places["logo_alt"], hint)
        return None
    place = file.places["logo"]
    if not (alt or organisation):
        hint = "Type the organisation's name on a line of its own: `organisation: Northtown Hospital`. Or say what the logo shows: `logo_alt: ...`."
        yield Diagnostic(NO_ALT_TEXT, f"The logo “{typed}” has no words for people who cannot see it.", place, hint)
    path = yield from _find_logo(typed, source, place)
    return Picture(path, alt or organisation, False, None, None, place) if path else None


def _find_logo(typed: str, source: Source, place: Place) -> DiagnosticReading[str]:
    """Return the path of the logo relative to the course folder, or an empty text when it is reported."""
    names = {path.removeprefix(f"{THEME_FOLDER}/"): path for path in source.media if path.startswith(f"{THEME_FOLDER}/")}
    spellings = [path.removeprefix(f"{THEME_FOLDER}/") for path in spell_path(typed)]
    exact = next((names[path] for path in spellings if path in names), "")
    alike = [path for name, path in names.items() if name.casefold() == spellings[-1].casefold()]
    if exact or len(alike) == 1:
        return exact or alike[0]
    path, ending = spellings[-1], ending_of(spellings[-1])
    if "/" in path:
        hint = f"Save the picture in the folder theme, beside theme.yaml, and type its name: `logo: {path.rpartition('/')[2] or 'logo.svg'}`."
        yield Diagnostic(BAD_PICTURE_PATH, f"“{typed}” is not a picture in the folder of the theme.", place, hint)
    elif ending not in PICTURE_TYPES:
        message = f"“{typed}” is not a picture of a type that every browser shows."
        yield Diagnostic(BAD_PICTURE_TYPE, message, place, advise_on_type(ending) or advise_types(PICTURE_TYPES))
    elif source.complete:
        near = suggest_similar(path, list(names))
        hint = f"Did you mean “{near}”?" if near else f"Put the picture into the folder theme, beside theme.yaml: `{THEME_FOLDER}/{path}`."
        yield Diagnostic(NO_PICTURE, f"There is no picture “{typed}” in the folder of the theme.", place, hint)
    return ""
