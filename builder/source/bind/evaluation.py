"""evaluation.yaml: the form at the end of each session, or of the course, as pages like any other.

Its questions are of the kinds without right answers. The form is handed in by the learner: nothing of it leaves the window unless
`record_also` lists it (tracking contract 5).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import HAND_IN, Block, Box, Interaction
from builder.course.document import Fence, Item, Label, Node, Prose, Text
from builder.course.learning_time import page_minutes, page_seconds
from builder.course.model import Page, Session
from builder.course.slots import EVALUATION, SLOT_TARGET
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.interactions.registry import KINDS, find
from builder.source.files import Source
from builder.source.reading import DiagnosticReading
from builder.source.suggestions import did_you_mean
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import Filled, fill
from builder.source.yaml.settings import EvaluationFile, EvaluationQuestion

EMPTY_EVALUATION = Rule("CRS043", "empty-evaluation", Severity.ERROR, "A form needs at least one question.")
BAD_FORM_KIND = Rule(
    "CRS044", "bad-form-kind", Severity.ERROR, "A form asks what learners think. Questions with right answers belong on the pages of a session."
)

PAGE_ID = "evaluation"

class BoundForm(Struct, frozen=True):
    """The form as far as it could be read. `interactions` are its sound questions, with the ids that authors gave them: those of the long form."""

    file: Filled[EvaluationFile]
    interactions: tuple[Interaction, ...]

    @property
    def questions(self) -> Iterator[tuple[EvaluationQuestion, Place]]:
        """Yield each question with the place of its id."""
        typed = self.file.values.get("questions", ())
        for index, question in enumerate(typed if isinstance(typed, tuple) else ()):
            yield question, self.file.places[f"questions.{index}.id"]

    def is_on_screen(self, question: EvaluationQuestion) -> bool:
        """Tell whether learners are asked on a screen. What they are not asked there is in the long form on paper."""
        return question.form != "long" or self.file.values.get("on_screen") == "long"

    @property
    def on_screen(self) -> tuple[Interaction, ...]:
        """Those of `interactions` that the form on a screen asks."""
        asked = {question.id for question, _place in self.questions if self.is_on_screen(question)}
        return tuple(interaction for interaction in self.interactions if interaction.id in asked)

    def page_id(self, session: str) -> str:
        """Return the id of the page that the form is in a session."""
        return PAGE_ID if self.file.values.get("at") == "course" else f"{PAGE_ID}-{session}"


def read_evaluation(source: Source, first_session: str) -> DiagnosticReading[BoundForm | None]:
    """Return the form; `None` where there is none, or no YAML in it. `first_session` is an id, for messages."""
    if source.evaluation is None:
        return None
    document = yield from parse_document(source.evaluation)
    if document is None or document.root is None:
        return None
    file = yield from fill(document.root, EvaluationFile)
    form = file.model
    if form is None:
        return BoundForm(file, ())
    if not form.questions:
        yield Diagnostic(EMPTY_EVALUATION, "The form has no question.", file.places["questions"], "Type a question under `questions:`.")
    elif form.on_screen == "short" and all(question.form == "long" for question in form.questions):
        message = "Every question is in the long form alone, so the form on a screen has none."
        hint = "Delete the line `form: long` of the three questions that matter most. Or add the line `on_screen: long`."
        yield Diagnostic(EMPTY_EVALUATION, message, file.places["questions"], hint)
    prefix = "" if form.at == "course" else f"{first_session}."
    interactions: list[Interaction] = []
    for index, question in enumerate(form.questions):
        interaction = yield from _read_question(question, index, file.places, prefix)
        if interaction is not None:
            interactions.append(replace(interaction, id=question.id))
    return BoundForm(file, tuple(interactions))


def add_evaluation(form: BoundForm, sessions: Sequence[Session], *, at_own_form: bool = False) -> tuple[Session, ...]:
    """Return the sessions with the form as their last page: of each of them, or of the last one. The form has no faults.

    Where a screen does not ask all of it, they also have the long form, which is no page of theirs.

    `at_own_form`: an organisation may have a form of its own, whose address stands in a slot.
    """
    file = form.file.model
    assert file is not None
    once = file.at == "course"
    asked = [session for session in sessions if not once or session is sessions[-1]]
    has_long_form = len(form.on_screen) < len(form.interactions)

    def with_form(session: Session) -> Session:
        page = _page(form, file, session, form.on_screen, at_own_form=at_own_form)
        long_form = _page(form, file, session, form.interactions, at_own_form=at_own_form) if has_long_form else None
        return replace(session, pages=(*session.pages, page), long_form=long_form)

    return tuple(with_form(session) if session in asked else session for session in sessions)


def sent_ids(form: BoundForm | None, record_also: Sequence[str], sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return `record_also` with each question of the form named as it stands on the pages: once for each session."""
    asked = {question.id for question, _place in form.questions} if form is not None and form.file.values.get("at") == "session" else frozenset[str]()
    named = ([f"{session.id}.{ident}" for session in sessions] if ident in asked else [ident] for ident in record_also)
    return tuple(ident for idents in named for ident in idents)


def form_blocks(form: BoundForm, file: EvaluationFile, prefix: str, asked: Sequence[Interaction], *, at_own_form: bool = False) -> tuple[Block, ...]:
    """Return what a page with the questions `asked` holds; `prefix` goes before each question's id, `at_own_form` as in `add_evaluation`."""
    places = form.file.places
    intro = [_paragraph(file.intro, places["intro"])] if file.intro else []
    questions = [replace(interaction, id=prefix + interaction.id) for interaction in asked]
    slot = Prose("paragraph", f'<p><a href="{SLOT_TARGET}{EVALUATION}">{EVALUATION}</a></p>', EVALUATION, places["title"])
    hand_in = (_paragraph(file.hand_in, places["hand_in"]), *((slot,) if at_own_form else ()))
    return (*intro, *questions, Box(HAND_IN, None, hand_in, places["title"]))


def _page(form: BoundForm, file: EvaluationFile, session: Session, asked: Sequence[Interaction], *, at_own_form: bool) -> Page:
    place = form.file.places["title"]
    prefix = "" if file.at == "course" else f"{session.id}."
    blocks = form_blocks(form, file, prefix, asked, at_own_form=at_own_form)
    minutes = page_minutes(page_seconds(blocks, {}))
    return Page(form.page_id(session.id), _text(file.title, place), False, minutes, "", blocks, place, minutes)


def _read_question(question: EvaluationQuestion, index: int, places: Mapping[str, Place], prefix: str) -> DiagnosticReading[Interaction | None]:
    at = f"questions.{index}"
    kind, known = find(question.kind), tuple(kind.name for kind in KINDS if not kind.judged and not kind.arrows)
    if kind is None or kind.name not in known:
        message = f"“{question.kind}” is not a kind of question for a form."
        yield Diagnostic(BAD_FORM_KIND, message, places[f"{at}.kind"], did_you_mean(question.kind, known))
        return None
    interaction = kind.read(_fence(question, at, places, prefix))
    yield from interaction.diagnostics
    return replace(interaction.value, private=True) if interaction.value is not None else None


def _fence(question: EvaluationQuestion, at: str, places: Mapping[str, Place], prefix: str) -> Fence:
    """Return a question of the form as an author would have typed it between three colons."""
    place = places[f"{at}.id"]
    items = tuple(_item(code, words, places[f"{at}.items.{code}"]) for code, words in question.items.items())
    body: tuple[Node, ...] = (_paragraph(question.ask, places[f"{at}.ask"]), *items)
    return Fence(question.kind, prefix + question.id, body, tuple(_labels(question, at, places)), place, place)


def _labels(question: EvaluationQuestion, at: str, places: Mapping[str, Place]) -> Iterator[Label]:
    values = {"scale": " | ".join(question.scale), "choose": question.choose, "lines": str(question.lines or "")}
    for name, value in values.items():
        if value:
            place = places[f"{at}.{name}"]
            yield Label(name, _text(value, place), place)


def _item(code: str, words: str, place: Place) -> Item:
    text = _text(words, place)
    return Item(None, code, text, None, (), place, place)


def _paragraph(words: str, place: Place) -> Prose:
    text = _text(words, place)
    return Prose("paragraph", f"<p>{text.html}</p>", text.plain, place)


def _text(words: str, place: Place) -> Text:
    plain = " ".join(words.split())
    return Text(plain, html.escape(plain, quote=False), place)
