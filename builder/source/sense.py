"""What only the whole course shows: addresses, outcomes that nobody uses, the final check, links between pages, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from builder.course import rules as sense
from builder.course.blocks import Block, Box, Check, Interaction, Media, walk
from builder.course.document import Picture
from builder.course.model import Session
from builder.diagnostics import Place
from builder.source.findings import Findings, did_you_mean, nearest
from builder.source.forms import CONTENT_WARNING, SHORT_VERSION
from builder.source.sending import check_sent
from builder.source.settings import CourseFile, PassMark

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.IGNORECASE)
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:org|com|net)|example|invalid|test|localhost)$")


def check_settings(settings: CourseFile, places: Mapping[str, Place], findings: Findings) -> None:
    """Judge the values of course.yaml that have a sense of their own."""
    _check_base(settings.base, places["base"], findings)
    if not _LANGUAGE.fullmatch(settings.language):
        message = f"“{settings.language}” is not the tag of a language."
        findings.report(sense.BAD_LANGUAGE, message, places["language"], "Type `en-GB` for British English, `cy` for Welsh.")
    seen: dict[str, str] = {}
    for outcome, text in settings.outcomes.items():
        first = seen.setdefault(" ".join(text.split()).lower(), outcome)
        if first != outcome:
            message = f"The outcomes {first} and {outcome} have the same words."
            findings.report(sense.DUPLICATE_OUTCOME_TEXT, message, places[f"outcomes.{outcome}"], "Take one away, or say what is different.")


def _check_base(base: str, place: Place, findings: Findings) -> None:
    try:
        host = urlsplit(base).hostname or ""
    except ValueError:
        host = ""
    if not _IRI.fullmatch(base) or not host:
        hint = "Type a web address that belongs to you: `base: https://courses.your-trust.nhs.uk/my-course/`."
        findings.report(sense.BAD_BASE, f"“{base}” is not a web address.", place, hint)
    elif base[-1] not in "/#":
        findings.report(sense.BAD_BASE, f"“{base}” does not end in / or #.", place, f"Type `base: {base}/`.")
    elif _EXAMPLES.search(host.lower()):
        message = f"“{host}” is an example address that nobody owns."
        findings.report(sense.EXAMPLE_BASE, message, place, "Before learners use the course, type an address that belongs to you.")


def check_whole(settings: CourseFile, places: Mapping[str, Place], sessions: Sequence[Session], findings: Findings) -> None:
    """Judge what needs every session; called only when each of them could be read."""
    interactions = [block for block in _walk(sessions) if isinstance(block, Interaction)]
    checks = [block for block in _walk(sessions) if isinstance(block, Check)]
    for index, ident in enumerate(settings.record_also):
        known = [interaction.id.rpartition(".")[2] for interaction in interactions]
        if ident not in known:
            place = places[f"record_also.{index}"]
            findings.report(sense.UNKNOWN_RECORD_ALSO, f"There is no question “{ident}” in the course.", place, did_you_mean(ident, known))
    if isinstance(settings.pass_, PassMark) and not any(check.final for check in checks):
        message = f"The course asks for a mark of {settings.pass_.mark}, but no check is the final one."
        findings.report(sense.NO_FINAL_CHECK, message, places["pass"], "Type `Final: yes` under the first line of the check that counts.")
    for check in checks:
        if isinstance(settings.pass_, PassMark) and check.final and check.tries is not None:
            message = f"The final check “{check.id}” limits its tries, and so may the pass rule in course.yaml."
            hint = f"Take the line `Tries: {check.tries}` away, and type `tries: {check.tries}` under `pass:` in course.yaml."
            findings.report(sense.USELESS_TRIES, message, check.place, hint)
    check_sent(settings, places, sessions, findings)


def check_used(settings: CourseFile, places: Mapping[str, Place], used: Iterable[str], findings: Findings) -> None:
    """Report outcomes that nothing in the course is about."""
    for outcome in settings.outcomes:
        if outcome not in set(used):
            message = f"No session and no question is about the outcome {outcome}."
            hint = f"Add {outcome} to the outcomes of a session, or type `Outcome: {outcome}` in a question; or take it away here."
            findings.report(sense.UNUSED_OUTCOME, message, places[f"outcomes.{outcome}"], hint)


def check_links(pages: Sequence[str], findings: Findings) -> None:
    """Report links to pages that are not there."""
    for target, place in findings.links:
        if target not in pages:
            near = nearest(target, pages)
            hint = f"Did you mean `#{near}`?" if near else "Type # and the id of a page: it stands after `Page:` under its heading."
            findings.report(sense.UNKNOWN_PAGE, f"There is no page “{target}” in the course.", place, hint)


def check_page(blocks: Sequence[Block], findings: Findings) -> None:
    """Judge what stands where on one page: its short version, and what warns of what follows."""
    short = [block for block in blocks if isinstance(block, Box) and block.name == SHORT_VERSION]
    for again in short[1:]:
        message = f"This is the second short version of the page; the first is in line {short[0].place.line}."
        findings.report(sense.TWO_SHORT_VERSIONS, message, again.place, "Put all of it into one.")
    full = [block for block in blocks if block not in short]
    if short and all(isinstance(block, Interaction | Check) for block in full):
        hint = "Type the full text of the page as well; or take away the lines that begin with three colons, so that this is the full text."
        findings.report(sense.NO_FULL_VERSION, "This page has a short version and no full one.", short[0].place, hint)
    for row in (full, *(block.body for block in (*short, *full) if isinstance(block, Box | Check))):
        last = row[-1] if len(row) > 1 else None
        if isinstance(last, Box) and last.name == CONTENT_WARNING:
            message = "Nothing follows this “content-warning”, so it warns of what learners have read already."
            findings.report(sense.LATE_CONTENT_WARNING, message, last.place, "Put it above the text that may upset.")


def pictures(sessions: Sequence[Session]) -> Iterator[Picture]:
    """Yield every picture of the course, in order."""
    for block in _walk(sessions):
        if isinstance(block, Picture):
            yield block


def media(sessions: Sequence[Session]) -> Iterator[Media]:
    """Yield every recording, download and other website of the course, in order."""
    return (block for block in _walk(sessions) if isinstance(block, Media))


def _walk(sessions: Sequence[Session]) -> Iterator[Block]:
    return walk(block for session in sessions for page in session.pages for block in page.blocks)
