"""The evidence pack for programs: every section of the page as JSON, from the same values. docs/developers/evidence-json.md names each field.

What the page hides is hidden here too: small counts of pilots, sums that few people share, names without consent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import json, to_builtins

from builder.diagnostics import Diagnostic
from builder.evidence.question_bank import BankedQuestion
from builder.evidence.record_sections import RECORD_SECTIONS, Values
from builder.tracking.plan import PlannedInteraction

Written = dict[str, object]


def evidence_json(values: Values) -> bytes:
    """Return the pack as JSON: a field a section, by its id on the page; then the advice, and the questions as platforms know them.

    `values`: what the page is drawn from (`builder.evidence.pack.gather_pack`).
    """
    return json.format(json.encode({name: write(values) for name, write in SECTION_WRITERS.items()}), indent=2)


def _matrix(values: Values) -> object:
    return {
        "outcomes": [
            {
                "id": one.objective.id,
                "shown_in": one.kind,
                "marked": len(one.marked),
                "points": one.points,
                "activities": len(one.activities),
                "pages": len(one.pages),
                "statements": len(one.statements),
                "advice": len(values["weak"][one.objective.id]),
            }
            for one in values["outcomes"]
        ],
        "reviewers_ask": to_builtins(values["questions"]),
    }


def _course(values: Values) -> object:
    course, records, build = values["course"], values["records"], values["build"]
    same = ("id", "title", "version", "description", "audience", "language", "organisation", "accreditation", "licence")
    dates = ("prepared", "revised", "expires", "sponsorship")
    return {
        **{name: getattr(course, name) for name in same},
        "version_word": build.word,
        "build": build.letters,
        "copack": build.version,
        "packages": [standard.title for standard in values["standards"]],
        **{name: getattr(records.accreditation, name) if records.accreditation is not None else "" for name in dates},
        "need": records.involvement.need if records.involvement is not None else "",
    }


def _outcomes(values: Values) -> object:
    return [
        {
            "id": outcome.objective.id,
            "text": outcome.objective.text,
            "shown_in": outcome.kind,
            "verb": outcome.verb,
            "level": outcome.level,
            "pages": [page.id for _session, page in outcome.pages],
            "activities": [question.id for question in outcome.activities],
            "marked": [question.id for question in outcome.marked],
            "points": outcome.points,
            "statements": [template.name for template in outcome.statements],
            "objective": outcome.objective.tracked_id,
            "advice": [_advice(told) for told in values["weak"][outcome.objective.id]],
        }
        for outcome in values["outcomes"]
    ]


def _assessment(values: Values) -> object:
    rule, (questions, minutes) = values["plan"].pass_rule, values["asked"]
    figures = ("id", "minutes", "marked", "wanted")
    return {
        "rule": values["pass_rule"],
        "mark": rule.mark,
        "tries": rule.tries,
        "asked_for": {"questions": questions, "minutes": minutes},
        "sessions": [{name: getattr(session, name) for name in figures} for session in values["sessions"]],
    }


def _banked(question: BankedQuestion) -> Written:
    same = ("id", "kind", "asked", "outcomes", "points", "judged")
    return {
        **{name: getattr(question, name) for name in same},
        "session": question.session.id,
        "page": question.page.id,
        "check": question.check.id if question.check is not None else None,
        "sent": question.recorded,
        "answers_html": str(question.answers),
        "remarks": [{"what": what, "html": str(words)} for what, words in question.remarks],
    }


def _time(values: Values) -> object:
    figures = ("id", "title", "core", "minutes", "estimate", "outcomes")
    return {
        "rule": list(values["rule"]),
        "measured": False,
        "sessions": [
            {
                **{name: getattr(session, name) for name in ("id", "title", "minutes", "estimate")},
                "pages": [{name: getattr(page, name) for name in figures} for page in session.pages],
            }
            for session in values["sessions"]
        ],
    }


def _reading(values: Values) -> object:
    age, least = values["judged"]
    return {
        "highest_age": age,
        "fewest_words": least,
        "pages": [
            {
                **{name: getattr(page, name) for name in ("session", "page", "title", "short", "hard")},
                "words": page.reading.words,
                "sentences": page.reading.sentences,
                "age_flesch_kincaid": None if page.short else page.reading.ages[0],
                "age_smog": None if page.short else page.reading.ages[1],
            }
            for session in values["readings"]
            for page in session.pages
        ],
        "left_as_they_are": [
            {**{name: getattr(page, name) for name in ("session", "page", "title", "reason")}, "advice": [_found(told) for told in page.advice]}
            for page in values["left"]
        ],
    }


def _records(values: Values) -> object:
    return {
        "statements": [{"name": template.name, "when": template.when} for template in values["plan"].statements],
        "kept": {group: list(sentences) for group, sentences in values["recorded"].groups.items()},
    }


def _health(values: Values) -> object:
    """Answers without a right or wrong: they may be about health."""
    own = [question for question in values["plan"].interactions if not question.definition.correct]
    return {
        "title": values["course"].title,
        "audience": values["course"].audience,
        "kept_in_packed_state": [question.id for question in own if question.kept == "state"],
        "sent": [question.id for question in own if question.recorded],
    }


def _question(question: PlannedInteraction) -> Written:
    same = ("id", "kind", "definition", "session", "page", "check", "outcomes", "points")
    return {**{name: getattr(question, name) for name in same}, "sent": question.recorded}


def _advice(told: Diagnostic) -> Written:
    return {"code": told.rule.code, "message": told.message, "hint": told.hint, "source": told.rule.clause}


def _found(told: Diagnostic) -> Written:
    place = told.place
    return {"code": told.rule.code, "message": told.message, "file": place.file if place else "", "line": place.line if place else 0}


def _accessibility(values: Values) -> object:
    return {
        "tool": f"Copack {values['build'].version}",
        "this_course": to_builtins(values["judgements"]),
        "found": [_found(told) for told in values["found"]],
        "found_in_local_words": [_found(told) for told in values["found_local"]],
    }


SECTION_WRITERS: Final[Mapping[str, Callable[[Mapping[str, Any]], object]]] = {
    "matrix": _matrix,
    "course": _course,
    "outcomes": _outcomes,
    "assessment": _assessment,
    "bank": lambda values: [_banked(question) for question in values["bank"]],
    "time": _time,
    "reading": _reading,
    "records": _records,
    "privacy": lambda values: {"data": to_builtins(values["data"]), "never_sent": list(values["never"]), "people": len(values["course"].people)},
    "health": _health,
    "accessibility": _accessibility,
    **RECORD_SECTIONS,
    "digests": lambda values: {"files": {file.path: file.digest for file in values["files"]}, "texts": to_builtins(values["texts"])},
    "advice": lambda values: [_advice(told) for told in values["advice"]],
    "questions": lambda values: [_question(question) for question in values["plan"].interactions],
}
"""By id of a section, or by another name of the document, what writes it."""
