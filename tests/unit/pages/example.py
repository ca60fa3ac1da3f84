"""A course made by hand that holds every block and every kind once, without a compiler between the test and the pages."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from builder.course.blocks import Block, Box, Check, Interaction
from builder.course.cmi import Choice, Component, Definition, InteractionType, Matching, Numeric, Sequence, Texts, Truth
from builder.course.document import GAP_MARK, Gap, GapChoice, Picture, Prose, Text
from builder.course.model import Course, Outcome, Page, PassRule, Record, Session
from builder.diagnostics import Place
from builder.interactions.kinds.choose_gaps.interaction import ChooseGaps
from builder.interactions.kinds.choose_one.interaction import ChooseOne
from builder.interactions.kinds.choose_several.interaction import ChooseSeveral
from builder.interactions.kinds.fill_gaps.interaction import FillGaps
from builder.interactions.kinds.match.interaction import Match
from builder.interactions.kinds.number.interaction import Number
from builder.interactions.kinds.put_in_order.interaction import OrderedLine, PutInOrder
from builder.interactions.kinds.sort.interaction import Sort
from builder.interactions.kinds.true_or_false.interaction import TrueOrFalse
from builder.interactions.matching import Pair, Target
from builder.interactions.reading import Option

HERE = Place("sessions/01-one/session.md", 3, 1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180"/></svg>'


def text(plain: str, html: str | None = None) -> Text:
    return Text(plain, plain if html is None else html, HERE)


def prose(kind: str, html: str, level: int = 0) -> Prose:
    return Prose(kind, html, "plain words", HERE, level)


def paragraph(html: str) -> Prose:
    return prose("paragraph", f"<p>{html}</p>")


TABLE = prose(
    "table",
    "<table><thead><tr><th>Word</th><th>In <em>short</em></th></tr></thead><tbody><tr><td>Involvement</td><td>You help</td></tr></tbody></table>",
)
PICTURE = Picture(
    "sessions/01-one/media/boxes.svg", "Two boxes.", decorative=False, caption=text("Boxes"), description=text("Left, right."), place=HERE
)

_OPTIONS = (Option("a", text("No"), right=True, feedback=text("Right you are.")), Option("b", text("Yes"), right=False, feedback=None))


def choose_one(question_id: str = "must-you", **changes: object) -> Interaction:
    definition = Definition(InteractionType.CHOICE, "Must you?", (Choice(("a",)),), choices=(Component("a", "No"), Component("b", "Yes")))
    made = ChooseOne(
        kind="choose-one",
        id=question_id,
        definition=definition,
        prompt=(paragraph("Sam sits still."), paragraph("Must you tell?")),
        outcomes=("1.1",),
        points=1,
        hint=text("Think of the rules."),
        if_right=text("Well read."),
        if_wrong=text("Read again."),
        key="",
        place=HERE,
        options=_OPTIONS,
    )
    return replace(made, **changes)


def choose_several(question_id: str = "which-two", **changes: object) -> Interaction:
    codes = ("a", "b", "c")
    definition = Definition(
        InteractionType.CHOICE, "Which?", (Choice(("a", "c")),), choices=tuple(Component(code, code.upper()) for code in codes), most_chosen=3
    )
    made = ChooseSeveral(
        kind="choose-several",
        id=question_id,
        definition=definition,
        prompt=(paragraph("Which two?"),),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        options=tuple(Option(code, text(code.upper()), right=code != "b", feedback=None) for code in codes),
    )
    return replace(made, **changes)


def match(question_id: str = "three-words", **changes: object) -> Interaction:
    sources = (Component("a", "A carer writes"), Component("b", "Joining a trial"))
    targets = (Component("x", "Involvement"), Component("y", "Participation"), Component("z", "Audit"))
    made = Match(
        kind="match",
        id=question_id,
        definition=Definition(InteractionType.MATCHING, "Match.", (Matching((("a", "x"), ("b", "y"))),), sources=sources, targets=targets),
        prompt=(paragraph("Match each."),),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        pairs=(Pair("a", text("A carer writes"), "x", text("She shapes it.")), Pair("b", text("Joining a trial"), "y", None)),
        targets=tuple(Target(target.code, text(target.text), extra=target.code == "z") for target in targets),
    )
    return replace(made, **changes)


def fill_gaps(question_id: str = "who-decides", accepted: tuple[str, ...] = ("ethics", "ethical"), **changes: object) -> Interaction:
    gap = Gap(0, "a", accepted, HERE, HERE)
    passage = Prose("paragraph", f"<p>A research {GAP_MARK.format(0)} committee must say yes.</p>", "plain", HERE, gaps=(gap,))
    made = FillGaps(
        kind="fill-gaps",
        id=question_id,
        definition=Definition(InteractionType.FILL_IN, "A gap.", (Texts((accepted[0],)),), choices=(Component("a", "Gap 1"),), variants=(accepted,)),
        prompt=(),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        passage=(passage,),
        gaps=(gap,),
    )
    return replace(made, **changes)


def true_or_false(question_id: str = "may-stop", **changes: object) -> Interaction:
    made = TrueOrFalse(
        kind="true-or-false",
        id=question_id,
        definition=Definition(InteractionType.TRUE_FALSE, "You may stop.", (Truth(value=True),)),
        prompt=(paragraph("You may stop."),),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        true=True,
    )
    return replace(made, **changes)


def put_in_order(question_id: str = "safe-start", **changes: object) -> Interaction:
    lines = tuple(OrderedLine(code, text(words)) for code, words in (("a", "Say hello"), ("b", "Agree the rules"), ("c", "Start")))
    made = PutInOrder(
        kind="put-in-order",
        id=question_id,
        definition=Definition(
            InteractionType.SEQUENCING,
            "A safe start.",
            (Sequence(("a", "b", "c")),),
            choices=tuple(Component(line.code, line.text.plain) for line in lines),
        ),
        prompt=(paragraph("Put a safe start in order."),),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        lines=lines,
        shown=(lines[2], lines[0], lines[1]),
    )
    return replace(made, **changes)


def sort(question_id: str = "which-group", names: tuple[str, ...] = ("Research", "Audit"), **changes: object) -> Interaction:
    groups = tuple(Target(name[0].lower(), text(name), extra=at > 1) for at, name in enumerate(names))
    lines = (Pair("a", text("Comparing"), "r", text("It learns.")), Pair("b", text("Checking"), "a", None))
    made = Sort(
        kind="sort",
        id=question_id,
        definition=Definition(
            InteractionType.MATCHING,
            "Sort these.",
            (Matching((("a", "r"), ("b", "a"))),),
            sources=tuple(Component(line.code, line.text.plain) for line in lines),
            targets=tuple(Component(group.code, group.text.plain) for group in groups),
        ),
        prompt=(paragraph("Sort these."),),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        lines=lines,
        groups=groups,
    )
    return replace(made, **changes)


def choose_gaps(question_id: str = "your-choice", **changes: object) -> Interaction:
    words = (("a", (("m", "may"), ("n", "must not"))), ("b", (("o", "now"), ("p", "later"))))
    gaps = tuple(
        Gap(
            at,
            code,
            tuple(choice for _code, choice in choices),
            HERE,
            HERE,
            tuple(GapChoice(nth == 0, one, choice, HERE, HERE) for nth, (one, choice) in enumerate(choices)),
        )
        for at, (code, choices) in enumerate(words)
    )
    passage = Prose("paragraph", f"<p>You {GAP_MARK.format(0)} change your mind {GAP_MARK.format(1)}.</p>", "plain", HERE, gaps=gaps)
    made = ChooseGaps(
        kind="choose-gaps",
        id=question_id,
        definition=Definition(
            InteractionType.MATCHING,
            "You ____ change.",
            (Matching((("a", "m"), ("b", "o"))),),
            sources=(Component("a", "Gap 1"), Component("b", "Gap 2")),
            targets=tuple(Component(one, choice) for _code, choices in words for one, choice in choices),
        ),
        prompt=(),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        passage=(passage,),
        gaps=gaps,
    )
    return replace(made, **changes)


def number(question_id: str = "how-much", least: str = "53.10", unit: str = "£", **changes: object) -> Interaction:
    made = Number(
        kind="number",
        id=question_id,
        definition=Definition(
            InteractionType.NUMERIC, "How much?", (Numeric(Decimal("53.10"), Decimal("53.10")), Numeric(Decimal(least), Decimal(54)))
        ),
        prompt=(paragraph("How much?"),),
        outcomes=("1.1",),
        points=1,
        hint=None,
        if_right=None,
        if_wrong=None,
        key="",
        place=HERE,
        answer=Decimal("53.10"),
        unit=unit,
        before=unit == "£",
    )
    return replace(made, **changes)


def check(*questions: Interaction, **changes: object) -> Check:
    made = Check("last-check", text("Last check"), final=True, body=(paragraph("Answer all."), *questions), key="", place=HERE)
    return replace(made, **changes)


def page(page_id: str, *blocks: Block, title: Text | None = None) -> Page:
    return Page(page_id, title or text(page_id.capitalize()), core=True, minutes=2, key="", blocks=blocks, place=HERE)


def every_kind() -> tuple[Interaction, ...]:
    return (
        choose_one(),
        choose_several(),
        match(),
        fill_gaps(),
        true_or_false(),
        put_in_order(),
        sort(),
        choose_gaps(),
        number(),
    )


ALL_BLOCKS: tuple[Block, ...] = (
    paragraph('Text with a <a href="https://www.hra.nhs.uk/">link</a>.'),
    prose("heading", "<h2>A list</h2>", 2),
    prose("list", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    TABLE,
    prose("quote", "<blockquote>\n<p>Who pays for the bus?</p>\n<footer>— Asha, made up</footer>\n</blockquote>"),
    PICTURE,
    Box("callout", None, (paragraph("You choose."),), HERE),
    Box("warning", text("Before you say yes"), (paragraph("Get advice."),), HERE),
    Box("expander", text("Where from?"), (paragraph("Nobody remembers."),), HERE),
)


def course(*pages: Page, **changes: object) -> Course:
    made = Course(
        id="small",
        title="A small course",
        version="1.0",
        base="https://copack.invalid/small/",
        language="en-GB",
        description="A course for tests.",
        audience="",
        organisation="",
        contact="",
        licence="CC BY 4.0",
        outcomes=(Outcome("1.1", "Say something.", HERE),),
        pass_rule=PassRule(),
        record=Record.ANSWERS,
        record_also=(),
        people=(),
        standards=("scorm12",),
        sessions=(
            Session(
                "one",
                "The only session",
                "",
                ("1.1",),
                pages
                or (
                    page("blocks", *ALL_BLOCKS),
                    page("practice", choose_one("practice-one")),
                    page("final", check(*every_kind())),
                ),
                HERE,
            ),
        ),
        media={PICTURE.file: SVG},
    )
    return replace(made, **changes)
