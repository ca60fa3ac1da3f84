"""A question as it is asked on paper, with its right answers and every feedback. Holds no HTML but that of the author's texts.

Each kind gives the shape that it has on paper (`Kind.paper`); a learner's book draws it to be filled in, an answer sheet with its answers. The id
is that of the question on a screen, so that what was written on paper can be told apart in the same words.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from builder.course.blocks import Interaction
from builder.course.cmi import Component
from builder.course.document import GapChoice, Picture, Prose, Text
from builder.interactions.reading import Option

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_LETTERS = len(LETTERS)


class PaperAnswer(Struct, frozen=True):
    """An answer that may be chosen. `right` is `None` where no answer is right or wrong."""

    code: str
    text: Text
    right: bool | None = None
    feedback: Text | None = None
    picture: Picture | None = None


class TickForm(Struct, frozen=True):
    """Answers to tick: one of them, or `several`."""

    answers: tuple[PaperAnswer, ...]
    several: bool = False


class TruthForm(Struct, frozen=True):
    """True or false, to tick. `true` is the right answer."""

    true: bool


class Partner(Struct, frozen=True):
    """What may be written beside a line. `letter` stands for it on paper, `code` in records."""

    letter: str
    code: str
    text: Text


class PairedLine(Struct, frozen=True):
    """A line, and the code of its right partner."""

    code: str
    text: Text
    partner: str
    feedback: Text | None = None


class PairForm(Struct, frozen=True):
    """Lines beside which the letter of a partner is written. Partners stand in an order that gives nothing away."""

    lines: tuple[PairedLine, ...]
    partners: tuple[Partner, ...]

    def partner_of(self, line: PairedLine) -> Partner:
        """Return the right partner of a line."""
        return next(partner for partner in self.partners if partner.code == line.partner)


class OrderForm(Struct, frozen=True):
    """Lines to number. `lines` are as they are shown, `right` as they ought to be."""

    lines: tuple[PaperAnswer, ...]
    right: tuple[PaperAnswer, ...]


class PaperGap(Struct, frozen=True):
    """A gap: the texts that are right, the author's own first, and what it may be chosen from, where that is given."""

    code: str
    accepted: tuple[str, ...]
    choices: tuple[GapChoice, ...] = ()


class PassageForm(Struct, frozen=True):
    """A text with gaps to write in. Its HTML holds `GAP_MARK` for each gap."""

    passage: tuple[Prose | Picture, ...]
    gaps: tuple[PaperGap, ...]


class NumberForm(Struct, frozen=True):
    """A number to write. `lowest` and `highest` are what counts as right besides `answer`; both are `answer` where nothing else does."""

    answer: Decimal
    lowest: Decimal
    highest: Decimal
    unit: str
    before: bool


class GridForm(Struct, frozen=True):
    """Lines to place on a scale."""

    lines: tuple[PaperAnswer, ...]
    steps: tuple[Component, ...]


class WritingForm(Struct, frozen=True):
    """Lines to write on."""

    lines: int


class PaperSpot(Struct, frozen=True):
    """A place in a picture, in per cent of its sides."""

    answer: PaperAnswer
    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal


class SpotForm(Struct, frozen=True):
    """A picture with numbered places to tick in a list."""

    picture: Picture
    spots: tuple[PaperSpot, ...]


class PaperTurn(Struct, frozen=True):
    """A choice in a scene, and the code of the scene that follows."""

    answer: PaperAnswer
    target: str


class PaperScene(Struct, frozen=True):
    """A scene; one without choices is an ending. `letter` stands for it on paper."""

    letter: str
    code: str
    name: Text
    body: tuple[Prose | Picture, ...]
    turns: tuple[PaperTurn, ...]


class SceneForm(Struct, frozen=True):
    """A story in scenes, to be read from scene to scene."""

    scenes: tuple[PaperScene, ...]

    def scene(self, code: str) -> PaperScene:
        """Return the scene of a code."""
        return next(scene for scene in self.scenes if scene.code == code)


Shape = TickForm | TruthForm | PairForm | OrderForm | PassageForm | NumberForm | GridForm | WritingForm | SpotForm | SceneForm


class PaperForm(Struct, frozen=True):
    """A question on paper. `judged`: it has right answers. What else is asked and said of it is in `question`."""

    question: Interaction
    shape: Shape
    judged: bool

    @property
    def id(self) -> str:
        """The id of the question, on a screen as on paper."""
        return self.question.id


def letter_of(index: int) -> str:
    """Return the letter of the thing at an index; after Z they go on as A2, B2."""
    again = index // MOST_LETTERS
    return LETTERS[index % MOST_LETTERS] + (str(again + 1) if again else "")


def option_on_paper(option: Option, *, judged: bool = True) -> PaperAnswer:
    """Return an option as an answer on paper. `judged`: it is right or wrong."""
    return PaperAnswer(option.code, option.text, option.right if judged else None, option.feedback, option.picture)
