"""The files of a further language in a package: a script with its words, and one for each session. Ids and codes are those of the first language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from lxml import etree, html as lxml_html
from msgspec import Struct

from builder.course.model import Course
from builder.package.content import address_of
from builder.pages.language_pack import LanguagePack, LanguageTexts, SessionAddress
from builder.pages.names import name_course
from builder.pages.pages import RenderedSession, write_script_json
from builder.sentences import SHELL_ONLY, find_sentences, language_in_preview
from builder.tracking.plan import TrackingPlan

ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
"""Those that learners hear or see; `templates/runtime/parts/translations.ts` replaces the same."""


class Translated(Struct, frozen=True):
    """A course in a further language, with its plan: the same ids, other words."""

    course: Course
    plan: TrackingPlan


class LanguageChoice(Struct, frozen=True):
    """A button of the switch.

    Attributes:
        number: of the language in the course's list, from 0, whether packages hold those before it or not: the packed state keeps it.
        tag: of the language.
        name: what its speakers call it.
        address: of its file; empty for the first language, which is here.

    """

    number: int
    tag: str
    name: str
    address: str


def list_choices(course: Course, languages: Mapping[str, Mapping[str, bytes]]) -> tuple[LanguageChoice, ...]:
    """Return the buttons of the switch, the first language first; none for a course of one language. `languages`: the files of the others, by tag."""
    listed = enumerate((course.language, *course.languages))
    numbers = {each: number for number, tag in listed for each in (tag, language_in_preview(tag))}
    files = {course.language: "", **{tag: next(iter(held)) for tag, held in languages.items()}}
    return tuple(LanguageChoice(numbers[tag], tag, name_language(tag), address) for tag, address in files.items()) if languages else ()


def name_language(tag: str) -> str:
    """Return what speakers of a language call it."""
    return find_sentences(tag).by_name["shell-language-name"]


def make_pack(other: Translated, sessions: Sequence[RenderedSession], first: Course, replacing: Iterable[tuple[str, str]]) -> LanguagePack:
    """Return what the browser gets of a language. `replacing`: as `pair_texts` found it in the shell and in the views beside the course."""
    course, plan = other.course, other.plan
    spoken, ours = find_sentences(course.language), find_sentences(first.language)
    fixed = ((text, spoken.by_name.get(name, "")) for name, text in ours.by_name.items() if "{" not in text)
    terms = {term.id: term for term in course.glossary}
    pairs = [
        (first.title, course.title),
        *((term.term, terms[term.id].term) for term in first.glossary),
        *((term.means, terms[term.id].means) for term in first.glossary),
        *replacing,
        *fixed,
    ]
    texts = LanguageTexts(
        title=name_course(plan),
        spoken=spoken.language,
        words={name: text for name, text in spoken.by_name.items() if not name.startswith(SHELL_ONLY)},
        sessions={session.id: session.title for session in plan.sessions()},
        pages={page.id: page.title for session in plan.sessions() for page in session.pages},
        files={session.id: SessionAddress(session.file, session.digest) for session in sessions},
        outcomes={objective.id: objective.text for objective in plan.objectives},
        checks={check.id: check.title for check in plan.checks},
        prompts={each.id: each.definition.description for each in plan.interactions if each.kept == "window"},
        shown={each.id: tuple(accepted[0] for accepted in each.definition.variants) for each in plan.interactions if each.definition.variants},
    )
    return LanguagePack(texts, tuple(_once(pairs)))


def _once(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that change anything, each first text once; of two with the same the first counts."""
    seen: set[str] = set()
    for before, after in ((" ".join(old.split()), " ".join(new.split())) for old, new in pairs):
        if before and after and before not in seen:
            seen.add(before)
            if before != after:
                yield before, after


def pair_texts(first: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of two documents that were made by the same templates, side by side. Raises ValueError where they differ in more than texts."""
    return zip(_texts(first), _texts(other), strict=True)


def _texts(html: str) -> Iterator[str]:
    root = lxml_html.document_fromstring(html) if "<html" in html else lxml_html.fragment_fromstring(html, create_parent="div")
    for drawn in root.xpath("//*[@data-page or @data-languages or self::script or self::style or self::noscript]"):
        drawn.drop_tree()
    for element in root.iter(etree.Element):
        yield element.text or ""
        yield from (element.get(name) or "" for name in ATTRIBUTES)
        yield element.tail or ""


def write_pack(tag: str, pack: LanguagePack) -> tuple[str, bytes]:
    """Return the address and the content of a language's script."""
    script = f"copack.language({write_script_json(tag)},{write_script_json(msgspec.to_builtins(pack))});\n".encode()
    return address_of(f"languages/{tag.lower()}.js", script), script
