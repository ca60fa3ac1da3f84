"""What a page holds: questions, checks, boxes and recordings. `walk.py` goes through all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Literal

from msgspec import Struct

from builder.course.answer_rows import AnswerRows, rows_of
from builder.course.cmi import Definition
from builder.course.document import Label, Picture, Prose, Text
from builder.diagnostics import Place

Keeping = Literal["window", "platform"]
"""Where an answer waits for the learner to come back: in this window alone, or in the packed state, which a platform keeps with their name."""


class Part(Struct, frozen=True):
    """One of several responses that a block takes: a line of a rating, a decision of a scenario. Platforms know each by itself."""

    code: str
    definition: Definition


class Interaction(Struct, frozen=True, kw_only=True):
    """A block that takes a response; open: a kind subclasses it with what its own template needs.

    Attributes:
        kind: how authors call it, `choose-one`.
        id: the author's id, unique in the course.
        definition: the question in CMI's words; where there are parts, those are tracked in its stead.
        prompt: prose and pictures before the answers.
        outcomes: ids of outcomes that it evidences.
        points: weight in a check, at least 1.
        hint: shown on request, or `None`.
        if_right: overall feedback after a right answer, or `None`.
        if_wrong: overall feedback after any other answer, or `None`.
        key: the author's own three-character state key (`Key:`), or empty: then it is made from the id.
        place: of the fence.
        parts: where the block takes several responses, each of them; else empty.
        shuffle: its answers stand in another order for each learner.
        partial: a response that is partly right earns a part of the points.
        keep: where its answer waits, in the author's words (`Keep:`); empty: as its kind has it (`usual_keeping`).
        private: nothing of it leaves the learner's window unless `record_also` lists it: not even as a part of the packed state.

    """

    kind: str
    id: str
    definition: Definition
    prompt: tuple[Prose | Picture, ...]
    outcomes: tuple[str, ...]
    points: int
    hint: Text | None
    if_right: Text | None
    if_wrong: Text | None
    key: str
    place: Place
    parts: tuple[Part, ...] = ()
    shuffle: bool = False
    partial: bool = False
    keep: Keeping | None = None
    private: bool = False

    usual_keeping: ClassVar[Keeping] = "platform"
    """Of a kind: `window` where answers are needs, health or opinions (tracking contract 3)."""

    @property
    def keeping(self) -> Keeping:
        """Where its answer waits, unless `record_also` lists the question."""
        return "window" if self.private else self.keep or self.usual_keeping

    @property
    def answer_rows(self) -> AnswerRows:
        """What it is answered in on a phone. A kind whose view draws other rows than most views of its type has its own."""
        return rows_of(self.definition)

    def definitions(self) -> Iterator[tuple[str, Definition]]:
        """Yield (id, definition) of each response that platforms know: the question itself, or its parts.

        A part's id is the question's, a full stop and the part's code: no author's id holds one, so none can be the same.
        """
        if not self.parts:
            yield self.id, self.definition
        for part in self.parts:
            yield f"{self.id}.{part.code}", part.definition


HAND_IN = "hand-in"
"""The box under the questions of a form: what to do with it, and the buttons to print and to download it."""


class Box(Struct, frozen=True):
    """A framed piece of a page that asks nothing: `callout`, `expander`, `story` and their like.

    Attributes:
        name: which template frames it.
        title: the author's, or `None`: then its template may have one of its own.
        body: what stands inside.
        place: of the fence.
        labels: what else the author says of it, one for each value (`Nation: Wales, Scotland` makes two).

    """

    name: str
    title: Text | None
    body: tuple[Block, ...]
    place: Place
    labels: tuple[Label, ...] = ()

    def labelled(self, name: str) -> tuple[Text, ...]:
        """Return the values of one label, in order."""
        return tuple(label.text for label in self.labels if label.name == name)


class Section(Struct, frozen=True):
    """A part with a name of its own: one tab, one step. `when` is the time of a part of a `timeline`."""

    heading: Text
    body: tuple[Block, ...]
    when: Text | None = None


class Sections(Struct, frozen=True):
    """Named parts in a row: `accordion`, `tabs`, `steps`, `timeline`, `do-and-dont`. `name` says which template frames them."""

    name: str
    sections: tuple[Section, ...]
    place: Place


class Recording(Struct, frozen=True):
    """Sound (`audio`) or a film (`video`).

    Attributes:
        name: `audio` or `video`.
        file: path relative to the course folder, checked to exist.
        captions: likewise, or empty.
        poster: likewise: the picture that stands for a film until it plays; empty for sound.
        body: the transcript.

    """

    name: Literal["audio", "video"]
    file: str
    title: Text
    captions: str
    poster: str
    body: tuple[Block, ...]
    place: Place

    def files(self) -> tuple[str, ...]:
        """Return the paths of the files that it plays; the poster is a picture like any other."""
        return tuple(path for path in (self.file, self.captions) if path)


class Download(Struct, frozen=True):
    """A file that learners may keep. `size` in bytes; `body` may be empty."""

    file: str
    title: Text
    size: int
    body: tuple[Block, ...]
    place: Place

    def files(self) -> tuple[str, ...]:
        """Return the path of its file; none where the folder could not be read whole, so that nobody knows."""
        return (self.file,) if self.file else ()


class Resource(Struct, frozen=True):
    """Another website, with its https address. `body` may be empty."""

    address: str
    title: Text
    body: tuple[Block, ...]
    place: Place


class Draw(Struct, frozen=True):
    """So many questions of a check about an outcome; of all of them where `outcome` is empty."""

    count: int
    outcome: str = ""


FeedbackTime = Literal["each try", "last try", "never"]
"""`last try`: once all is right or no tries are left."""


class Check(Struct, frozen=True):
    """Marked questions, answered and submitted together.

    Attributes:
        id: the author's id, unique among checks and interactions.
        title: heading of the check.
        final: the course's pass hangs on it.
        body: prose and marked interactions in the author's order.
        key: as in `Interaction`.
        draw: how many questions each learner gets of which; empty: all of them.
        tries: the most submissions; `None` is unlimited, or what the pass rule says of the final check.
        feedback: when learners see how each question went.

    """

    id: str
    title: Text
    final: bool
    body: tuple[Block, ...]
    key: str
    place: Place
    draw: tuple[Draw, ...] = ()
    tries: int | None = None
    feedback: FeedbackTime = "each try"

    def interactions(self) -> tuple[Interaction, ...]:
        """Return the marked questions, in order."""
        return tuple(block for block in self.body if isinstance(block, Interaction))

    def largest_drawn(self, size: Callable[[Interaction], float]) -> tuple[Interaction, ...]:
        """Return the largest questions that one learner can get, largest first of each outcome: all of them, or as many as are drawn.

        Args:
            size: of a question, in any unit, such as seconds or px.

        """
        asked = sorted(self.interactions(), key=size, reverse=True)
        if not self.draw:
            return tuple(asked)
        drawn: dict[str, Interaction] = {}
        for draw in self.draw:
            about = [each for each in asked if each.id not in drawn and (not draw.outcome or draw.outcome in each.outcomes)]
            drawn |= {each.id: each for each in about[: draw.count]}
        return tuple(drawn.values())


Media = Recording | Download | Resource
Block = Prose | Picture | Box | Sections | Media | Interaction | Check
