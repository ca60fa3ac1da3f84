"""The picture on the cover of a session: two lines of its top block."""

from __future__ import annotations

from builder.course.document import Picture
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.markdown.prose import NO_ALT_TEXT, Context
from builder.source.media_paths import find_picture
from builder.source.reading import DiagnosticReading
from builder.source.yaml.fill import Filled
from builder.source.yaml.settings import SessionFile

COVER_WITHOUT_PICTURE = Rule(
    "CRS075", "cover-without-picture", Severity.ERROR, "These words say what a picture shows. Without a picture, no one gets them."
)


def read_cover(top: Filled[SessionFile], context: Context) -> DiagnosticReading[Picture | None]:
    """Return the picture; `None` where the session names none, or none that can be shown."""
    typed, alt = str(top.values.get("cover", "")).strip(), str(top.values.get("cover_alt", "")).strip()
    if not typed:
        if alt and "cover" not in top.places:
            hint = "Type a line over it that says which picture: `cover: media/people.jpg`. Or delete this line."
            yield Diagnostic(COVER_WITHOUT_PICTURE, "The session has `cover_alt`, but no `cover`.", top.places["cover_alt"], hint)
        return None
    if not alt:
        message = f"The picture “{typed}” has no words for people who cannot see it."
        example = "`cover_alt: Three people at a table.`"
        hint = f"Type a line under it that says what it shows: {example} If it is only there to look nice, type `cover_alt: decorative`."
        yield Diagnostic(NO_ALT_TEXT, message, top.places["cover"], hint)
    path = yield from find_picture(typed, context.folder, top.places["cover"], context.source)
    decorative = alt.lower() == "decorative"
    return Picture(path, "" if decorative else alt, decorative, None, None, top.places["cover"]) if path else None
