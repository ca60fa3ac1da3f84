"""evaluation.yaml: the form at the end of each session, or of the course, as pages like any other.

Its questions are of the kinds without right answers. The form is handed in by the learner: nothing of it leaves the window unless
`record_also` lists it (tracking contract 5).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.course import rules as sense
from builder.course.blocks import Block, Box, Interaction
from builder.course.document import Fence, Item, Label, Node, Prose, Text
from builder.course.model import Page, Session
from builder.diagnostics import Place
from builder.interactions.registry import KINDS, find
from builder.source.fields import fill_file
from builder.source.files import Source
from builder.source.findings import Findings, did_you_mean
from builder.source.identifiers import Ids
from builder.source.settings import EvaluationFile, EvaluationQuestion

PAGE_ID = "evaluation"
HAND_IN = "hand-in"
"""The block under the questions: what to do with the form, and the buttons to print and to download it."""

MINUTES = 3


def read_evaluation(source: Source, findings: Findings) -> tuple[EvaluationFile | None, Mapping[str, Place]]:
    """Return the form and the places of its values; `None` where there is none, or where it is at fault."""
    form, places = fill_file(source.evaluation, EvaluationFile, findings)
    if form is not None and not form.questions:
        findings.report(sense.EMPTY_EVALUATION, "The form asks nothing.", places["questions"], "Type a question under `questions:`.")
    return form, places


def add_evaluation(
    form: EvaluationFile, places: Mapping[str, Place], sessions: Sequence[Session], ids: Ids, findings: Findings
) -> tuple[Session, ...]:
    """Return the sessions with the form as their last page: of each of them, or of the last one."""
    if form.at == "course":
        page = _page(form, places, PAGE_ID, "", ids, findings)
        return tuple(replace(one, pages=(*one.pages, page)) if page and one is sessions[-1] else one for one in sessions)
    pages = [_page(form, places, f"{PAGE_ID}-{one.id}", f"{one.id}.", ids, findings, first=one is sessions[0]) for one in sessions]
    return tuple(replace(one, pages=(*one.pages, page)) if page else one for one, page in zip(sessions, pages, strict=True))


def sent_ids(form: EvaluationFile | None, record_also: Sequence[str], sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return `record_also` with each question of the form named as it stands on the pages: once for each session."""
    asked = {question.id for question in form.questions} if form is not None and form.at == "session" else frozenset[str]()
    named = ([f"{session.id}.{one}" for session in sessions] if one in asked else [one] for one in record_also)
    return tuple(ident for some in named for ident in some)


def _page(
    form: EvaluationFile, places: Mapping[str, Place], ident: str, prefix: str, ids: Ids, findings: Findings, *, first: bool = True
) -> Page | None:
    """Return one page of the form. `prefix` goes before each question's id; faults of the questions are reported for the `first` page alone."""
    told = findings if first else Findings()
    place = places["title"]
    if ident in ids.page_places:
        message = f"The form needs a page “{ident}”, and the course has one."
        findings.report(sense.DUPLICATE_PAGE_ID, message, ids.page_places[ident], "Give your page another id.")
        return None
    blocks: list[Block] = [_paragraph(form.intro, places["intro"])] if form.intro else []
    for index, question in enumerate(form.questions):
        found = _question(question, index, places, prefix, ids, told)
        if found is not None:
            blocks.append(found)
    blocks.append(Box(HAND_IN, None, (_paragraph(form.hand_in, places["hand_in"]),), place))
    return Page(ident, _text(form.title, place), False, MINUTES, "", tuple(blocks), place)


def _question(
    question: EvaluationQuestion, index: int, places: Mapping[str, Place], prefix: str, ids: Ids, findings: Findings
) -> Interaction | None:
    at = f"questions.{index}"
    kind, known = find(question.kind), tuple(one.name for one in KINDS if not one.judged and not one.arrows)
    if kind is None or kind.name not in known:
        message = f"“{question.kind}” is no kind of question for a form."
        findings.report(sense.BAD_FORM_KIND, message, places[f"{at}.kind"], did_you_mean(question.kind, known))
        return None
    place = places[f"{at}.id"]
    earlier = ids.question_places.setdefault(question.id, place)
    if earlier != place:
        message = f"The id “{question.id}” is used twice: first in {earlier.file}, line {earlier.line}."
        findings.report(sense.DUPLICATE_QUESTION_ID, message, place, "Type another id here.")
    read = kind.read(_fence(question, at, places, prefix))
    findings.extend(read.diagnostics)
    return replace(read.value, private=True) if read.value is not None else None


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
    return Item(None, code, text, None, text, (), place, place)


def _paragraph(words: str, place: Place) -> Prose:
    text = _text(words, place)
    return Prose("paragraph", f"<p>{text.html}</p>", text.plain, place)


def _text(words: str, place: Place) -> Text:
    plain = " ".join(words.split())
    return Text(plain, html.escape(plain, quote=False), place)
