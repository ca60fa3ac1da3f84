"""builds.yaml: which files carried the names of people (`builder.course.named_builds`)."""

from __future__ import annotations

from builder.course.named_builds import NamedBuilds
from builder.source.files import Source
from builder.source.reading import Reading
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import Filled, fill


def read_named_builds(source: Source) -> Reading[Filled[NamedBuilds]]:
    """Return the record as far as it could be read; an empty one where there is no file, or nothing in it."""
    document = (yield from parse_document(source.builds, empty_is_fine=True)) if source.builds is not None else None
    if document is not None and document.root is not None:
        return (yield from fill(document.root, NamedBuilds))
    return Filled(NamedBuilds() if source.builds is None or document is not None else None, {}, {})
