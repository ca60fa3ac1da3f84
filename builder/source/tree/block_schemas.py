"""What each fence may hold that asks nothing, and of a check: one row a name. A new block is a row here, a template and a style sheet."""

from __future__ import annotations

from msgspec import Struct

SHORT_VERSION = "short-version"
FACILITATOR = "facilitator"
CONTENT_WARNING = "content-warning"
LAST_TIME = "last-time"
LOCAL = "local"


class Parts(Struct, frozen=True):
    """How a fence is parted by its `##` lines.

    Attributes:
        fewest: sections at least.
        most: sections at most.
        bare: a section may be its heading alone.
        timed: a heading is `when: what`.
        named_once: learners choose by the name, so no two sections have the same.

    """

    fewest: int = 2
    most: int = 50
    bare: bool = False
    timed: bool = False
    named_once: bool = False


class BlockSchema(Struct, frozen=True):
    """What authors may type in a fence (author syntax, "A fence").

    Attributes:
        labels: known at its start.
        long: those of them that may stand anywhere in the fence, and whose text goes on over the lines of its paragraph.
        needed: those of them that cannot be left out -> an example of what to type.
        listed: those of them whose values stand between commas -> the values that mean something.
        holds: names of fences that may stand inside, besides text.
        questions: whether questions may.
        headings: whether `##` and `###` divide its text, as on a page.
        parts: how `##` parts it into sections; `None` where it has none.
        lists: how many lists it, or each of its sections, must hold; `None` for any number.

    """

    labels: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()
    needed: dict[str, str] = {}
    listed: dict[str, tuple[str, ...]] = {}
    holds: frozenset[str] = frozenset()
    questions: bool = False
    headings: bool = False
    parts: Parts | None = None
    lists: int | None = None


_TITLE = frozenset({"title"})

_MEDIA: dict[str, BlockSchema] = {
    "audio": BlockSchema(labels=frozenset({"file", "title", "captions"})),
    "video": BlockSchema(labels=frozenset({"file", "title", "captions", "poster"})),
    "download": BlockSchema(labels=frozenset({"file", "title"})),
    "resource": BlockSchema(labels=frozenset({"address", "title"})),
}
"""Recordings, files to keep and other websites. What they cannot do without is told label by label (`builder.source.bind.media`)."""

MEDIA_NAMES = frozenset(_MEDIA)

_NOTES = frozenset({"callout", "warning", "for-carers", "nation-note", LOCAL}) | MEDIA_NAMES

_TEXT_BLOCKS: dict[str, BlockSchema] = {
    "callout": BlockSchema(),
    LOCAL: BlockSchema(),
    **_MEDIA,
    "warning": BlockSchema(labels=_TITLE),
    "expander": BlockSchema(labels=_TITLE, needed={"title": "Where do these words come from?"}, holds=_NOTES),
    "accordion": BlockSchema(holds=_NOTES, parts=Parts(named_once=True)),
    "tabs": BlockSchema(holds=_NOTES, parts=Parts(most=8, named_once=True)),
    "steps": BlockSchema(holds=_NOTES, parts=Parts(bare=True)),
    "timeline": BlockSchema(holds=_NOTES, parts=Parts(bare=True, timed=True)),
    "story": BlockSchema(labels=_TITLE),
    "key-points": BlockSchema(labels=_TITLE, lists=1),
    "do-and-dont": BlockSchema(parts=Parts(most=2, named_once=True), lists=1),
    "for-carers": BlockSchema(labels=_TITLE),
    CONTENT_WARNING: BlockSchema(
        labels=frozenset({"title", "help"}),
        long=frozenset({"help"}),
        needed={"help": "Talk to somebody you trust, or call Samaritans on 116 123."},
    ),
    "nation-note": BlockSchema(
        labels=frozenset({"nation"}), needed={"nation": "Scotland"}, listed={"nation": ("England", "Wales", "Scotland", "Northern Ireland")}
    ),
}
"""Blocks of text that may stand wherever a page's text stands."""

_ANYWHERE = frozenset(_TEXT_BLOCKS)

BLOCKS: dict[str, BlockSchema] = {
    "check": BlockSchema(labels=frozenset({"title", "final", "key", "draw", "tries", "feedback"}), holds=_ANYWHERE, questions=True),
    **_TEXT_BLOCKS,
    LAST_TIME: BlockSchema(labels=frozenset({"title", "questions"}), needed={"questions": "must-you-tell, who-decides"}),
    SHORT_VERSION: BlockSchema(labels=_TITLE, holds=_ANYWHERE, headings=True),
    FACILITATOR: BlockSchema(labels=_TITLE, holds=_ANYWHERE, headings=True),
}

PAGE = BlockSchema(holds=frozenset(BLOCKS), questions=True, headings=True)
"""What a page holds; its labels are read before its blocks."""

ROOM_TEXT = BlockSchema(holds=_ANYWHERE, headings=True)
"""What a part of `facilitator.md` holds, and a handout."""
