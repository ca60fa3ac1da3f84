"""The neutral tree between an author's text and a kind: prose, items, labels, groups and fences, each with its place.

`source` fills it; kinds read it. It holds no Markdown and no kind: what a `match` makes of an arrow is decided in its room.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from builder.diagnostics import Place


class Text(Struct, frozen=True):
    """A run of author's text in one place.

    Attributes:
        plain: text without marks, for reports, manifests and accessible names.
        html: safe inline HTML (already sanitised).
        place: where it starts.
        facts: ids of the facts that it says, in order; its words show nothing of them.

    """

    plain: str
    html: str
    place: Place
    facts: tuple[str, ...] = ()


class Label(Struct, frozen=True):
    """A `Label: text` line. `name` is in lower case with single blanks: `if right`; `picture` is set where the text is one (`Picture:`)."""

    name: str
    text: Text
    place: Place
    picture: Picture | None = None


class Side(Struct, frozen=True):
    """The right side of an arrow, `-> (x) Involvement`. `code` as in `Item`."""

    code: str
    text: Text
    place: Place


class Item(Struct, frozen=True):
    """One line of a list inside a fence: `- [x] (a) text -> (x) other side`, with the labels that follow it.

    Attributes:
        ticked: `True` for `[x]`, `False` for `[ ]`, `None` without a box.
        code: the one character in brackets. Where the author left it out and the kind has codes there (`Kind.coded`),
            `source` reports it and fills in the one that `copack check --fix` would write; empty where the kind has none.
        text: what follows, up to an arrow if there is one.
        side: what the arrow points at, or `None`.
        labels: labels that belong to this item.
        place: where the item starts; `code_place` where a missing code would be written (1-based column).

    """

    ticked: bool | None
    code: str
    text: Text
    side: Side | None
    labels: tuple[Label, ...]
    place: Place
    code_place: Place


class GapChoice(Struct, frozen=True):
    """What may be picked for a gap: `[x] (m) may`. `ticked` and `code` as in `Item`."""

    ticked: bool | None
    code: str
    text: str
    place: Place
    code_place: Place


class Gap(Struct, frozen=True):
    """A `[[(a) first | other]]` in prose.

    Attributes:
        index: 0-based among the gaps of its fence; the HTML of the prose holds `GAP_MARK.format(index)` there.
        code: as in `Item`.
        accepted: the texts between the bars, as typed and stripped; never empty texts.
        place: of the opening brackets; `code_place` is where a missing code would be written.
        choices: the same with boxes and codes, in kinds that have them there (`Kind.coded` holds `choices`); else empty.

    """

    index: int
    code: str
    accepted: tuple[str, ...]
    place: Place
    code_place: Place
    choices: tuple[GapChoice, ...] = ()


GAP_MARK = "\ue000{}\ue001"
"""Private-use characters around a gap's index in `Prose.html` and `Prose.plain`; the source may not hold them otherwise."""


TERM_TARGET = "#term:"
"""Before the id of a glossary's entry where safe HTML links to it: no page's id can hold the colon."""


class Prose(Struct, frozen=True):
    """One block of ordinary text.

    Attributes:
        kind: `paragraph`, `heading`, `list`, `table` or `quote`: which block template frames it.
        html: safe HTML of the whole block, without NHS classes (templates add them).
        plain: its words, for reading time and reports.
        place: where it starts.
        level: heading level as written (2 or 3); 0 otherwise.
        gaps: gaps inside it, only in fences whose kind has gaps.
        facts: as in `Text`.

    """

    kind: str
    html: str
    plain: str
    place: Place
    level: int = 0
    gaps: tuple[Gap, ...] = ()
    facts: tuple[str, ...] = ()


class Picture(Struct, frozen=True):
    """A picture alone on its line.

    Attributes:
        file: path relative to the course folder, checked to exist.
        alt: text alternative; empty for a decorative picture.
        decorative: the author wrote `decorative`.
        caption: shown under it, or `None`.
        description: long description, shown in an expander, or `None`.
        place: where it stands.

    """

    file: str
    alt: str
    decorative: bool
    caption: Text | None
    description: Text | None
    place: Place


class Group(Struct, frozen=True):
    """A `## (a) Heading` inside a fence, with what follows it up to the next one."""

    code: str
    heading: Text
    body: tuple[Node, ...]
    place: Place
    code_place: Place = field(default_factory=lambda: Place(""))

    def items(self) -> tuple[Item, ...]:
        """Return its items, in order."""
        return tuple(node for node in self.body if isinstance(node, Item))

    def prose(self) -> tuple[Prose | Picture, ...]:
        """Return its prose and pictures, in order."""
        return tuple(node for node in self.body if isinstance(node, Prose | Picture))


class Fence(Struct, frozen=True):
    """A `::: name id` block with its body, nested fences included.

    Attributes:
        name: as typed, in lower case: a kind (`match`) or a block (`callout`).
        id: the author's id; where it is left out, filled in like an item's code; empty for blocks that have none.
        body: what stands inside, in order.
        labels: labels that belong to the fence itself (those after an item are the item's).
        place: of the opening line; `id_place` is where a missing id would be written.

    """

    name: str
    id: str
    body: tuple[Node, ...]
    labels: tuple[Label, ...]
    place: Place
    id_place: Place = field(default_factory=lambda: Place(""))

    def items(self) -> tuple[Item, ...]:
        """Return the items that stand directly in the body, in order."""
        return tuple(node for node in self.body if isinstance(node, Item))

    def prose(self) -> tuple[Prose | Picture, ...]:
        """Return the prose and pictures that stand directly in the body, in order."""
        return tuple(node for node in self.body if isinstance(node, Prose | Picture))

    def groups(self) -> tuple[Group, ...]:
        """Return the groups or scenes, in order."""
        return tuple(node for node in self.body if isinstance(node, Group))

    def labelled(self, name: str) -> Iterator[Label]:
        """Yield the fence's own labels of one name, in order."""
        return (label for label in self.labels if label.name == name)


Node = Prose | Picture | Item | Group | Fence
