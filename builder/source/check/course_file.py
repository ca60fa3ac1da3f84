"""Values of course.yaml that have a sense of their own: its address, its language, the words of its outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.addresses import host_of, is_example_host
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.iri import is_iri
from builder.language_tag import names_language
from builder.sentences import has_draft, speaks
from builder.source.bind.course import BoundCourse

DUPLICATE_OUTCOME_TEXT = Rule(
    "CRS012", "duplicate-outcome-text", Severity.WARNING, "Two outcomes with the same words look like one to learners and reviewers."
)
BAD_BASE = Rule(
    "CRS020",
    "bad-base",
    Severity.ERROR,
    "The base address is the start of every name in learners' records; it must be a web address that more can be added to.",
    "RFC 3987",
)
EXAMPLE_BASE = Rule(
    "CRS021",
    "example-base",
    Severity.WARNING,
    "Records under an example address do not belong to you, and may clash with other people's.",
    "RFC 2606",
)
BAD_HOSTED = Rule(
    "CRS024",
    "bad-hosted-address",
    Severity.ERROR,
    "Learners open this address from a file on their device. Anything but https: would not be safe, or leads nowhere.",
)
BAD_LANGUAGE = Rule("CRS022", "bad-language", Severity.ERROR, "Screen readers choose their voice by this tag.", "RFC 5646")
UNSPOKEN_LANGUAGE = Rule(
    "CRS023",
    "unspoken-language",
    Severity.WARNING,
    "Buttons and notices stay in British English; they are marked as English for screen readers.",
    "WCAG 2.2 3.1.2",
)

WEB = ("https:", "http:")


def check_base(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a base address that nothing can be added to, or that is nobody's."""
    base = course.file.values.get("base") if course.file is not None else None
    if course.file is not None and isinstance(base, str):
        yield from _check_base(base, course.file.places["base"])


def _check_base(base: str, place: Place) -> Iterator[Diagnostic]:
    host = host_of(base)
    if not is_iri(base) or not base.lower().startswith(WEB) or not host:
        hint = "Type a web address that belongs to you: `base: https://courses.your-trust.nhs.uk/my-course/`."
        yield Diagnostic(BAD_BASE, f"“{base}” is not a web address.", place, hint)
    elif base[-1] not in "/#":
        yield Diagnostic(BAD_BASE, f"“{base}” does not end in / or #.", place, f"Type `base: {base}/`.")
    elif is_example_host(host):
        message = f"“{host}” is only an example address."
        yield Diagnostic(EXAMPLE_BASE, message, place, "Before learners use the course, type an address that belongs to you.")


def check_hosted(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a place of the course on the internet that is no https address, or that is nobody's."""
    hosted = course.file.values.get("hosted") if course.file is not None else None
    if course.file is None or not isinstance(hosted, str) or not hosted:
        return
    host = host_of(hosted)
    if not is_iri(hosted) or not hosted.lower().startswith("https://") or not host or is_example_host(host):
        hint = "Type the address that learners open, such as `hosted: https://courses.northtown.nhs.uk/partners/`. Or delete this line."
        what = "is only an example address" if host and is_example_host(host) else "is not an address that begins with https://"
        yield Diagnostic(BAD_HOSTED, f"“{hosted}” {what}.", course.file.places["hosted"], hint)


def check_language(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a language that is not named by a tag, or in which the player has no sentences."""
    language = course.file.values.get("language") if course.file is not None else None
    if course.file is not None and isinstance(language, str) and not names_language(language):
        message = f"“{language}” is not the tag of a language."
        yield Diagnostic(BAD_LANGUAGE, message, course.file.places["language"], "Type `en-GB` for British English, `cy` for Welsh.")
    elif course.file is not None and isinstance(language, str) and not speaks(language):
        if has_draft(language):
            known = f"Copack’s sentences in “{language}” are a draft that no one has checked"
            message = f"{known}: in packages, buttons and notices stay in English. The preview shows the draft."
        else:
            message = f"Copack does not speak “{language}” yet: buttons and notices stay in English."
        hint = "Nothing needs to be done. Is the course in English? Then type `language: en-GB`."
        yield Diagnostic(UNSPOKEN_LANGUAGE, message, course.file.places["language"], hint)


def check_languages(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of a further language that is not named by a tag, or that is listed twice."""
    languages = course.file.values.get("languages", ()) if course.file is not None else ()
    if course.file is None or not isinstance(languages, tuple):
        return
    seen = {str(course.file.values.get("language")).lower()}
    for index, language in enumerate(languages):
        place = course.file.places[f"languages.{index}"]
        if not names_language(language):
            yield Diagnostic(BAD_LANGUAGE, f"“{language}” is not the tag of a language.", place, "Type `languages: [cy]` for Welsh.")
        elif language.lower() in seen:
            hint = "Delete it. `language:` names the first language, and `languages:` those into which the course is translated."
            yield Diagnostic(BAD_LANGUAGE, f"“{language}” is a language of the course already.", place, hint)
        seen.add(language.lower())


def check_outcome_words(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of two outcomes with the same words."""
    outcomes = course.file.values.get("outcomes") if course.file is not None else None
    if course.file is None or not isinstance(outcomes, dict):
        return
    seen: dict[str, str] = {}
    for outcome, text in outcomes.items():
        first = seen.setdefault(" ".join(text.split()).lower(), outcome)
        if first != outcome:
            message = f"The outcomes {first} and {outcome} have the same words."
            place = course.file.places[f"outcomes.{outcome}"]
            yield Diagnostic(DUPLICATE_OUTCOME_TEXT, message, place, "Delete one, or change its words.")
