"""`docs/administrators/platforms.md` is written from the platforms' files: `COPACK_UPDATE=1 python -m pytest tests/unit/docs` renews it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.platforms.platform import Fact, Platform
from builder.platforms.registry import platforms
from builder.standards.registry import STANDARDS
from tests.oracles.expectation import assert_expected

ROOT = Path(__file__).parents[3]
TITLES = {standard.name: standard.title for standard in STANDARDS}

HEAD = """\
# What is known of each platform

This page is written from the files in `builder/platforms/data/`, which the handover sheet and our tests read as well. Every statement has a
**grade** (*tried*, *read in code*, *stated by vendor*, *assumed*), a source, and the day it was last checked against that source. Where no source
says anything, the page says “not known”. "Requirements" and "platform trials" are the project's own notes.

If you know better, tell the people who gave you Copack: which version, which day, what you saw.

"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(overview()) + "".join(line for platform in platforms() for line in one_platform(platform))


def overview() -> Iterator[str]:
    yield "| platform | who can sign in | guests | takes, the best choice first | reviewed |\n| --- | --- | --- | --- | --- |\n"
    for platform in platforms():
        takes = ", ".join(f"{TITLES[choice.standard]} ({choice.grade.value})" for choice in platform.takes)
        yield f"| {platform.title} | {platform.sign_in.who} | {platform.guests.guests} | {takes} | {platform.reviewed.isoformat()} |\n"


def one_platform(platform: Platform) -> Iterator[str]:
    yield f"\n## {platform.title}\n\n{platform.about}\n\n"
    groups: tuple[tuple[str, tuple[Fact, ...]], ...] = (
        ("Who can sign in", (platform.sign_in, platform.guests)),
        ("What it takes", platform.takes),
        ("Putting a package up", platform.importing),
        ("What to set", platform.settings),
        ("Putting up a new version", platform.updating),
        ("Where records are seen", platform.records),
        ("What to know before", platform.limits),
        ("Media that it serves badly", platform.media),
        ("Why rules of `copack check` are there", platform.importer),
    )
    for title, statements in groups:
        if statements:
            yield f"**{title}**\n\n"
            yield from (f"* {about(statement)}{statement.text} *{known(platform, statement)}*\n" for statement in statements)
            yield "\n"
    yield "**Not verified**\n\n"
    yield from (f"* {scope(question.standards)}{question.text}\n" for question in platform.unverified)
    if platform.trials:
        yield "\n**Trials**\n\n"
        yield from (f"* {trial.version}, {trial.date.isoformat()}: {trial.done} Result: {trial.result}\n" for trial in platform.trials)


def known(platform: Platform, statement: Fact) -> str:
    """Grade, source and day; where the thing itself is not known there is no grade to give."""
    unknown = "not known" in (getattr(statement, "who", ""), getattr(statement, "guests", ""))
    if unknown:
        return "Not known."
    return f"{statement.grade.value.capitalize()}: {statement.source}. Reviewed {platform.reviewed_on(statement).isoformat()}."


def about(statement: Fact) -> str:
    codes = ", ".join(getattr(statement, "codes", ()))
    where = f" (courses with: {', '.join(statement.course)})" if statement.course else ""
    return scope((getattr(statement, "standard", ""),) if hasattr(statement, "standard") else statement.standards, codes, where)


def scope(standards: tuple[str, ...], codes: str = "", where: str = "") -> str:
    said = ", ".join(part for part in (", ".join(TITLES[name] for name in standards), codes) if part) + where
    return f"{said.strip()}: " if said else ""


def test_the_page_of_platforms_is_what_their_files_say() -> None:
    assert_expected(ROOT / "docs" / "administrators" / "platforms.md", page())


def test_the_readme_for_administrators_leads_to_the_page() -> None:
    assert "(platforms.md)" in (ROOT / "docs" / "administrators" / "README.md").read_text("utf-8")
