"""The reference course of the budgets: 8 sessions of 5 pages of 330 words, 40 questions of four options. Always the same bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SESSIONS, PAGES, WORDS, QUESTIONS = 8, 5, 330, 40

VOCABULARY = (  # noqa: SIM905  # two hundred words read best as a text
    "a about advice after agree all and answer ask at be because before board care carer change choose clear clinic comment committee "
    "consent could course data decide design doctor each early evidence example explain fair few find for form from fund give good group "
    "have health hear help how if in include information into is it job know learn letter like list listen made make many may meeting "
    "member more most need new next not of on one open or other our paper part patient people person place plan point power public "
    "question read reason record report research result review right risk role safe say service share should show side small some speak "
    "staff start study summary support take talk team tell than that the their them then they thing think this time to trial trust use "
    "user visit voice want was way we week what when where which who why will with word work write year you your"
).split()


def write_reference_course(folder: Path, standards: str = "scorm12, scorm2004-3rd, scorm2004-4th, cmi5, xapi, web") -> Path:
    """Write the course's files below `folder` and return it. Nothing is left to chance: the generator has a fixed seed."""
    chance = random.Random(2017)  # words for a benchmark, not secrets
    outcomes = "".join(f"  {number}.1: Say what session {number} is about.\n" for number in range(1, SESSIONS + 1))
    head = (
        "id: reference\ntitle: Reference course\nversion: 1\nbase: https://courses.copack.nhs.uk/reference/\nlanguage: en-GB\n"
        "description: A course of a known size.\naudience: Nobody.\nlicence: CC BY 4.0\npass: complete\nrecord: answers\n"
        f"standards: [{standards}]\noutcomes:\n{outcomes}"
    )
    _write(folder / "course.yaml", head)
    for number in range(1, SESSIONS + 1):
        _write(folder / "sessions" / f"{number:02}-session-{number}" / "session.md", "".join(_session(number, chance)))
    return folder


def _session(number: int, chance: random.Random) -> Iterator[str]:
    yield f"---\nid: session-{number}\ntitle: Session number {number}\noutcomes: [{number}.1]\nsummary: One of eight.\n---\n"
    for page in range(1, PAGES + 1):
        yield f"\n# Page {page} of session {number}\nPage: page-{number}-{page}\n\n{_prose(chance)}\n"
        if page == PAGES:
            questions = "\n".join(_question(number, at, chance) for at in range(1, QUESTIONS // SESSIONS + 1))
            yield f"\n::: check check-{number}\nTitle: Quick check {number}\n\n{questions}\n:::\n"


def _prose(chance: random.Random) -> str:
    """Return paragraphs of 330 words in all, with a sub-heading and a list, as real pages have."""
    words = [chance.choice(VOCABULARY) for _ in range(WORDS)]
    sentences = [" ".join(words[at : at + 15]).capitalize() + "." for at in range(0, WORDS, 15)]
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, 16, 4)]
    listed = "\n".join(f"- {sentence}" for sentence in sentences[16:])
    return "\n\n".join([*paragraphs[:2], "## A part of this page", *paragraphs[2:], listed])


def _question(session: int, at: int, chance: random.Random) -> str:
    options = "\n".join(
        f"- [{'x' if code == 'b' else ' '}] ({code}) {code.upper()} is {' '.join(chance.choice(VOCABULARY) for _ in range(6))}\n"
        f"  Feedback: {' '.join(chance.choice(VOCABULARY) for _ in range(10)).capitalize()}."
        for code in "abcd"
    )
    prompt = " ".join(chance.choice(VOCABULARY) for _ in range(12)).capitalize()
    return f"::: choose-one question-{session}-{at}\n{prompt}?\nOutcome: {session}.1\n{options}\n:::\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
