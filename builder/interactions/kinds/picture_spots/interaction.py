"""`picture-spots`: every right place in a picture and no other; CMI type `choice`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.course.answer_rows import AnswerRows
from builder.course.blocks import Interaction
from builder.course.document import Fence, Picture, Prose
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions.kind import Kind
from builder.interactions.kinds.picture_spots.areas import Area, read_areas
from builder.interactions.paper_form import PaperSpot, Shape, SpotForm, option_on_paper
from builder.interactions.reading import Option, define_choice, read_asked, read_options

NAME = "picture-spots"

ONE_PICTURE = Rule("CRS260", "one-picture", Severity.ERROR, "Learners point at places in one picture. The question must have exactly one.")
SILENT_PICTURE = Rule(
    "CRS264", "silent-picture", Severity.ERROR, "Learners who cannot see the picture need to know what it shows, or they cannot answer the question."
)


PICTURE, OPTION, HELP = 292, 64, 56
"""px that the picture is wide on a phone, of an answer below it, and of the sentence that says how to choose (`widget.css`)."""


class Spot(Struct, frozen=True):
    """A place in the picture, with the answer that it stands for."""

    option: Option
    area: Area


class PictureSpots(Interaction, frozen=True):
    """A picture and places in it, in the author's order. `prompt` is without the picture."""

    picture: Picture
    spots: tuple[Spot, ...]

    @property
    def answer_rows(self) -> AnswerRows:
        """The answers, below the picture, which is as wide as the card."""
        return AnswerRows(tuple(spot.option.text.plain for spot in self.spots), OPTION, HELP, PICTURE)


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `picture-spots`."""
    faults: list[Diagnostic] = []
    prompt = tuple(block for block in fence.prose() if not isinstance(block, Picture))
    asked = read_asked(fence, prompt, faults)
    picture = _picture(fence, fence.prose(), faults)
    options = read_options(fence, faults)
    areas = read_areas(fence.items(), faults)
    if has_errors(faults) or picture is None:
        return Checked(None, tuple(faults))
    interaction = PictureSpots(
        kind=NAME,
        definition=define_choice(prompt, options, most_chosen=len(options)),
        picture=picture,
        spots=tuple(Spot(option, area) for option, area in zip(options, areas, strict=True)),
        **asked,
    )
    return Checked(interaction, tuple(faults))


def _picture(fence: Fence, prose: Sequence[Prose | Picture], faults: list[Diagnostic]) -> Picture | None:
    pictures = [block for block in prose if isinstance(block, Picture)]
    if not pictures:
        hint = "Type it above the answers: `![What the picture shows](media/meeting.svg)`."
        faults.append(Diagnostic(ONE_PICTURE, f"The question “{fence.id}” has no picture.", fence.place, hint))
        return None
    if len(pictures) > 1:
        message = f"This is the second picture of the question “{fence.id}”."
        faults.append(Diagnostic(ONE_PICTURE, message, pictures[1].place, "Keep the one in which learners find something, and delete the other."))
    if pictures[0].decorative:
        message = f"The picture of the question “{fence.id}” has no words for people who cannot see it."
        faults.append(Diagnostic(SILENT_PICTURE, message, pictures[0].place, "Type what it shows in place of “decorative”."))
    return pictures[0]


def draw_on_paper(question: Interaction) -> Shape:
    """Return the picture and its places."""
    assert isinstance(question, PictureSpots)
    spots = ((option_on_paper(spot.option), spot.area) for spot in question.spots)
    return SpotForm(question.picture, tuple(PaperSpot(answer, area.left, area.top, area.width, area.height) for answer, area in spots))


KIND = Kind(
    name=NAME,
    title="Find places in a picture",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items"}),
    labels=frozenset(),
    item_labels=frozenset({"feedback", "area"}),
    one_line=frozenset({"area"}),
    keyed=True,
    also_called=frozenset({"hotspot", "hotspots", "hot-spot", "image-hotspot"}),
)
