"""A course in a further language: words alone, matched by ids and codes; what is missing, changed, left over or not reviewed is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from builder.course.document import Prose
from builder.course.edition import CoursePilot
from builder.diagnostics import Diagnostic, Place
from builder.source.compile import compile_course, parse_course
from builder.source.load import load
from builder.source.translations.accepted import accept_every_language
from builder.source.translations.compile import compile_translation, find_translations
from builder.source.translations.session_passages import passages_of_session
from builder.source.translations.update import NewWords, update_translation
from builder.source.tree.parse import write
from builder.source.write.edits import apply
from tests.unit.source.author import FILE, PAGE, TOP, source_of
from tests.unit.source.translated import LANGUAGE, LISTED, course_in, every_word, session_source, states, translated, translation_of, with_files

COURSES = Path(__file__).parents[2] / "courses"
OTHER = FILE.replace(".md", ".cy.md")
QUESTION = (
    "::: choose-one must-you-tell\nMust you tell your story?\nOutcome: 1.1\n- [x] (a) No\n  Feedback: Right.\n- [ ] (b) Yes\nHint: It is yours.\n:::\n"
)
SESSION = f"{TOP}{PAGE}You choose what to share.\n\nNobody may ask for more.\n\n{QUESTION}"
TEXT = "any/a-page/text.1"


def faults(files: dict[str, str], session: str = SESSION) -> list[Diagnostic]:
    source = with_files(session_source(session), files)
    return list(find_translations(source, course_in(source), (LANGUAGE,)).diagnostics)


def codes(files: dict[str, str]) -> set[str]:
    return {fault.rule.code for fault in faults(files)}


def without_places(value: Any) -> Any:
    """Return what a value holds, as lists, without the places where it was typed."""
    if isinstance(value, tuple):
        return [without_places(part) for part in value]
    if isinstance(value, Struct):
        fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return [type(value), *((name, without_places(held)) for name, held in fields if not isinstance(held, Place))]
    return value


@pytest.mark.parametrize("name", ["small", "every_interaction", "every-block", "media"])
def test_each_passage_stands_where_its_place_says(name: str) -> None:
    source = load(COURSES / name).value
    assert source is not None
    for tree in parse_course(source).trees:
        passages = passages_of_session(tree, "s")
        retyped = apply(tree, [passage.retyped(passage.words) for passage in passages if not passage.quoted])
        assert write(retyped) == write(tree)
        assert len({passage.id for passage in passages}) == len(passages)


@pytest.mark.parametrize("name", ["small", "every_interaction", "every-block"])
def test_a_whole_course_is_translated_and_nothing_but_words_differs(name: str) -> None:
    source = load(COURSES / name).value
    assert source is not None
    words = every_word(source)
    source = translated(source, words)
    assert set(states(source).values()) == {"reviewed"}
    first = course_in(source)
    found = compile_translation(source, first, translation_of(source), compile_course(source).diagnostics)
    assert found.value is not None, found.diagnostics
    assert [page.id for _session, page in found.value.pages()] == [page.id for _session, page in first.pages()]
    assert found.value.language == LANGUAGE
    assert found.value.title == f"ŵ {first.title} ŵ"
    assert all(page.title.plain.startswith("ŵ ") for _session, page in found.value.pages() if not page.is_form)
    for (*_where, ours), (*_there, theirs) in zip(first.interactions(), found.value.interactions(), strict=True):
        assert (ours.id, ours.key, ours.outcomes, ours.points) == (theirs.id, theirs.key, theirs.outcomes, theirs.points)


def test_the_label_of_a_pilot_is_words_and_its_id_is_not() -> None:
    pilot = "pilot: {id: spring-2027, label: A pilot}\n"
    source = translated(source_of(SESSION, course=LISTED + pilot), {"course/pilot/label": "Peilot"})
    found = compile_translation(source, course_in(source), translation_of(source), compile_course(source).diagnostics).value
    assert found is not None
    assert found.pilot == CoursePilot("spring-2027", "Peilot")
    assert "course/pilot/id" not in states(source)


def test_the_same_words_again_leave_the_course_the_same() -> None:
    source = load(COURSES / "every_interaction").value
    assert source is not None
    first = course_in(source)
    same = {each.origin.id: each.origin.words for each in translation_of(source).match.passages}
    source = translated(source, same)
    found = compile_translation(source, first, translation_of(source), compile_course(source).diagnostics).value
    assert found is not None
    assert without_places(replace(found, language=first.language)) == without_places(first)


def test_what_nobody_has_translated_is_missing_and_stays_as_it_is() -> None:
    source = translated(session_source(SESSION), {TEXT: "Chi sy’n dewis."})
    assert {ident for ident, state in states(source).items() if state == "reviewed"} == {TEXT}
    assert "Must you tell your story?" in source.translations[LANGUAGE][0].raw
    course = compile_translation(source, course_in(source), translation_of(source)).value
    assert course is not None
    texts = [block.html for block in course.sessions[0].pages[0].blocks if isinstance(block, Prose)]
    assert texts == ["<p>Chi sy’n dewis.</p>", '<p lang="en-GB">Nobody may ask for more.</p>']
    assert course.sessions[0].pages[0].title.html == '<span lang="en-GB">A page</span>'


def test_words_that_nobody_has_reviewed_are_for_the_preview_alone() -> None:
    source = translated(session_source(SESSION), {TEXT: "Chi sy’n dewis."}, reviewed=False)
    translation, first = translation_of(source), course_in(source)
    shown = {
        drafts: compile_translation(source, first, translation, drafts=drafts).value.sessions[0].pages[0].blocks[0].plain  # type: ignore[union-attr]
        for drafts in (False, True)
    }
    assert shown == {False: "You choose what to share.", True: "Chi sy’n dewis."}


def test_a_translation_that_is_typed_over_is_no_longer_reviewed() -> None:
    source = translated(session_source(SESSION), {TEXT: "Chi sy’n dewis."})
    session = source.find_translation(FILE, LANGUAGE)
    assert session is not None
    assert states(with_files(source, {OTHER: session.raw.replace("dewis", "penderfynu")}))[TEXT] == "draft"


def test_words_that_changed_in_the_first_language_are_told() -> None:
    source = translated(session_source(SESSION), {TEXT: "Chi sy’n dewis."})
    changed = replace(session_source(SESSION.replace("You choose", "You alone choose")), translations=source.translations)
    assert states(changed)[TEXT] == "changed"
    course = compile_translation(changed, course_in(changed), translation_of(changed)).value
    assert course is not None
    assert course.sessions[0].pages[0].blocks[0].plain == "You alone choose what to share."  # type: ignore[union-attr]


def test_a_new_paragraph_in_the_first_language_moves_no_translation_to_other_words() -> None:
    words = {TEXT: "Chi sy’n dewis.", "any/a-page/text.2": "Chaiff neb ofyn mwy."}
    source = translated(session_source(SESSION), words)
    added = replace(session_source(SESSION.replace("You choose", "Welcome.\n\nYou choose")), translations=source.translations)
    found = {each.origin.words: each.words.words for each in translation_of(added).match.passages if each.words is not None}
    assert found == {"You choose what to share.": "Chi sy’n dewis.", "Nobody may ask for more.": "Chaiff neb ofyn mwy."}
    assert states(added)[TEXT] == "missing"
    written = translated(added, {TEXT: "Croeso."})
    assert [states(written)[f"any/a-page/text.{number}"] for number in (1, 2, 3)] == ["reviewed"] * 3


def test_a_paragraph_that_is_gone_leaves_words_that_translate_nothing() -> None:
    source = translated(session_source(SESSION), {TEXT: "Chi sy’n dewis.", "any/a-page/text.2": "Chaiff neb ofyn mwy."})
    shorter = replace(session_source(SESSION.replace("You choose what to share.\n\n", "")), translations=source.translations)
    assert [extra.words for extra in translation_of(shorter).match.extra] == ["Chi sy’n dewis."]
    update = update_translation(shorter, translation_of(shorter), {})
    assert [passage.words for passage in update.dropped] == ["Chi sy’n dewis."]


def test_marks_and_settings_are_refused_in_a_translation() -> None:
    typed = "---\ntitle: Sesiwn\nid: any\n---\n# Tudalen\nPage: a-page\nCore: no\n\n::: choose-one must-you-tell\nX?\nOutcome: 1.1\n- [x] (a) Nac oes\n:::\n"
    told = [fault.message for fault in faults({OTHER: typed}) if fault.rule.code == "SRC180"]
    assert told == [f"“{typed}” is not for translation." for typed in ("id:", "Core:", "Outcome:", "[x]")]


def test_answers_that_a_line_names_by_their_words_are_marked_all_the_same() -> None:
    session = f"{TOP}{PAGE}::: choose-one must-you-tell\nMust you tell?\nOutcome: 1.1\n- (a) No\n- (b) Yes\nAnswer: No\n:::\n"
    source = session_source(session)
    question = "any/a-page/must-you-tell"
    source = translated(source, {f"{question}/a": "Nac oes", f"{question}/b": "Oes"})
    found = compile_translation(source, course_in(source), translation_of(source))
    assert found.value is not None, found.diagnostics
    (*_where, asked), (*_there, same) = *course_in(source).interactions(), *found.value.interactions()
    assert asked.definition.correct == same.definition.correct


def test_links_to_the_glossary_find_entries_by_the_words_of_both_languages() -> None:
    session = f"{TOP}{PAGE}Ask about [ethics](glossary) first.\n\nThen ask about [ethics](glossary) again.\n"
    glossary = "ethics:\n  term: Ethics\n  means: What is right.\n"
    source = replace(session_source(session), glossary=source_of(glossary).sessions[0].file)
    assert source.glossary is not None
    source = replace(source, glossary=replace(source.glossary, path="glossary.yaml"))
    source = translated(source, {TEXT: "Holwch am [foeseg](glossary).", "glossary/ethics/term": "Foeseg", "glossary/ethics/means": "Yr hyn sy’n iawn."})
    found = compile_translation(source, course_in(source), translation_of(source))
    assert found.value is not None, found.diagnostics
    assert found.value.glossary[0].term == "Foeseg"


def test_a_fault_in_a_translation_is_told_at_its_place_in_its_own_file() -> None:
    source = translated(session_source(SESSION), {TEXT: "Gweler [yma](#no-such-page)."})
    found = compile_translation(source, course_in(source), translation_of(source))
    assert found.value is None
    assert {(one.place.file, one.place.line) for one in found.diagnostics if one.place is not None} == {(OTHER, 7)}


@pytest.mark.parametrize("words", ["One.\n\nTwo.", "::: callout", "# A page", ":::", "- one", "<!-- hidden", "Page: other"])
def test_words_that_would_be_more_than_words_are_refused(words: str) -> None:
    source = session_source(SESSION)
    translation = translation_of(source)
    digest = next(each.origin.digest for each in translation.match.passages if each.origin.id == TEXT)
    assert TEXT in update_translation(source, translation, {TEXT: NewWords(words, digest)}).refused


def test_a_file_that_is_there_keeps_what_is_not_translated_anew() -> None:
    source = translated(session_source(SESSION), dict.fromkeys(["any/title", TEXT], "Geiriau"))
    session = source.find_translation(FILE, LANGUAGE)
    assert session is not None
    noted = session.raw.replace("# A page", "<!-- ask Sam -->\n# A page")
    again = translated(with_files(source, {OTHER: noted}), {"any/a-page/text.2": "Mwy"}).find_translation(FILE, LANGUAGE)
    assert again is not None
    assert again.raw == noted.replace("Nobody may ask for more.", "Mwy")


def test_a_damaged_record_is_told_and_nothing_is_shown() -> None:
    assert codes({"translation.cy.yaml": "passages:\n  any/title: whatever\n"}) == {"SRC187"}
    assert codes({"translation.cy.yaml": "- one\n"})


def test_a_language_that_is_not_listed_is_told() -> None:
    source = with_files(source_of(SESSION), {OTHER: "# Tudalen\n"})
    assert [one.rule.code for one in find_translations(source, course_in(source), ()).diagnostics] == ["SRC184"]


@pytest.mark.parametrize("listed", ["[english]", "[en-GB]", "[cy, CY]"])
def test_a_language_is_named_once_by_its_tag(listed: str) -> None:
    source = source_of(SESSION, course=LISTED.replace(f"[{LANGUAGE}]", listed))
    assert {one.rule.code for one in compile_course(source).diagnostics} == {"CRS022"}


def test_what_may_be_typed_in_one_language_may_be_typed_in_all_in_one_order() -> None:
    session = f"{TOP}{PAGE}::: fill-gaps who-decides\nFill in.\nOutcome: 1.1\n\nAn [[(a) ethics | ethical]] committee reads [[(b) it]].\n:::\n"
    gaps = "any/a-page/who-decides/text.2"
    source = translated(session_source(session), {gaps: "Mae pwyllgor [[(a) moeseg | Ethics]] yn ei [[(b) ddarllen]]."})
    first = course_in(source)
    other = compile_translation(source, first, translation_of(source)).value
    assert other is not None
    (*_where, question), *_others = accept_every_language(first, [other]).interactions()
    assert question.definition.variants == (("ethics", "ethical", "moeseg"), ("it", "ddarllen"))
    assert [correct.texts for correct in question.definition.correct][:2] == [("ethics", "it"), ("ethics", "ddarllen")]  # type: ignore[union-attr]
    assert accept_every_language(first, [first]) == first
