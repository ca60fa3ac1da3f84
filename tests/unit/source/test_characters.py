"""Every character of an author's text is read in one form, reported, or both; places stay those of the file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from builder.source.characters import canonical, canonical_text
from builder.source.compile import compile_course
from builder.source.files import Source
from tests.properties.test_source import source_of
from tests.unit.source.author import COURSE, TOP, html_of, question_of

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"

FORMS = {
    "a soft hyphen": ("ethi\u00adcal", "ethical"),
    "a zero-width space": ("eth\u200bical", "ethical"),
    "a word joiner": ("eth\u2060ical", "ethical"),
    "a byte order mark in the middle": ("eth\ufeffical", "ethical"),
    "a grapheme joiner": ("eth\u034fical", "ethical"),
    "a filler of Hangul": ("eth\u3164ical", "ethical"),
    "a decomposed letter": ("w\u0302yr", "\u0175yr"),
    "a letter with two marks": ("e\u0302\u0301", "\u1ebf"),
    "marks in another order": ("q\u0307\u0323", "q\u0323\u0307"),
    "a soft hyphen between a letter and its mark": ("w\u00ad\u0302y", "\u0175y"),
    "a sign with two code points": ("5 \u212b", "5 \u00c5"),
    "decomposed Hangul": ("\u1112\u1161\u11ab", "\ud55c"),
    "direction marks among Latin letters": ("\u200e12 May\u200f", "12 May"),
    "the embedding that Windows copies with a path": ("\u202aC:\\form\u202c", "C:\\form"),
    "isolates among Latin letters": ("\u2068Asha\u2069", "Asha"),
    "a direction mark beside Hebrew": ("\u05d0\u05d1\u200e (a)", "\u05d0\u05d1\u200e (a)"),
    "an isolate beside Arabic": ("\u0646\u0635 \u2068NHS\u2069", "\u0646\u0635 \u2068NHS\u2069"),
    "an isolate beside Arabic that never ends": ("\u0646\u0635 \u2068NHS", "\u0646\u0635 NHS"),
    "a non-joiner in a Persian word": ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    "a joiner in a Hindi word": ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
    "a joiner among Latin letters": ("co\u200dop", "coop"),
    "joined emoji": (FAMILY, FAMILY),
    "a heart that is an emoji": ("\u2764\ufe0f", "\u2764\ufe0f"),
    "a burning heart": ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
    "a keycap": ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
    "a variation selector after a letter": ("a\ufe0fb", "ab"),
    "the flag of Wales": (f"Cymru {WALES}", f"Cymru {WALES}"),
    "words in tag characters": ("free\U000e0079\U000e0065\U000e0073", "free"),
    "blanks of other widths": ("5\u2009mg\u2003daily\u3000now", "5 mg daily now"),
    "a hard space": ("5\u00a0mg", "5\u00a0mg"),
    "hard spaces of other widths": ("5\u202fmg\u2007x", "5\u00a0mg\u00a0x"),
    "a line separator": ("one\u2028two\u2029three", "one two three"),
    "a next line and a form feed": ("one\u0085two\x0cthree\x0bfour", "one two three four"),
    "controls": ("a\x00b\x07c\x1b[31m\x7fd\x9b", "abc[31md"),
    "noncharacters": ("a\ufffeb\ufdd0c\U0001ffff", "abc"),
    "a lone surrogate": ("a\ud83db", "ab"),
    "marks of gaps": ("\ue0000\ue001", "0"),
    "a bullet of Word, which is read as one": ("\uf0b7 one", "\uf0b7 one"),
    "curly quotes, which are good": ("\u201cx\u2019s\u201d", "\u201cx\u2019s\u201d"),
    "letters of any script": ("\u0175 \u0633 \u0939 \u4e2d \u00df", "\u0175 \u0633 \u0939 \u4e2d \u00df"),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "read"), FORMS.values(), ids=FORMS)
def test_characters_have_one_form(typed: str, read: str) -> None:
    assert canonical(typed) == read


@pytest.mark.parametrize("typed", [form[0] for form in FORMS.values()], ids=FORMS)
def test_each_character_knows_where_it_was_typed(typed: str) -> None:
    form = canonical_text(typed)
    origins = form.origins or tuple(range(len(typed) + 1))
    assert len(origins) == len(form.text) + 1
    assert list(origins) == sorted(origins)
    assert origins[-1] == len(typed)
    for character, origin in zip(form.text, origins, strict=False):
        if character.isascii() and character.isalnum() and typed[origin : origin + 2].isascii():
            assert typed[origin] == character


@given(st.text(max_size=60))
def test_the_form_is_final_and_composed(typed: str) -> None:
    read = canonical(typed)
    assert canonical(read) == read
    assert all(unicodedata.is_normalized("NFC", line) for line in read.split("\n"))
    assert not set(read) & set("\ue000\ue001\u202e\u00ad\u200b\x00\x85\u2028\ufeff\ufffe")


def codes(source: Source) -> list[str]:
    return [found.rule.code for found in compile_course(source, drafts=True).diagnostics]


PAGE = "# A page\nPage: a-page\n\n{}\n"
REPORTED = {
    "SRC110": ["one\x00", "\x07", "bell\x07s", "it\x92s", "a\x1b[31mb", "x\ufffey", "<!-- a\x02note -->"],
    "SRC111": ["pay \u202e001\u202c pounds", "\u202dx"],
    "SRC112": ["a \uf0fc tick", "an \ufffc object", "lost \ufffd letter", "\ue000", "\U000f0000"],
    "SRC113": ["free\U000e0079\U000e0065\U000e0073", "a\U000e0101\U000e0102b"],
    "SRC114": ["one\u2028two", "one\x0btwo", "one \u0085 two", "one\x0ctwo"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REPORTED.items() for text in texts], ids=ascii)
def test_what_learners_would_see_otherwise_is_reported_in_every_file(code: str, text: str) -> None:
    assert code in codes(source_of(TOP + PAGE.format(f"Text {text}")))
    assert code in codes(source_of(TOP + PAGE.format("Text."), course=COURSE + f"audience: x{text.replace('<!--', '')}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "\u2028",
        f"{FAMILY} and {WALES}",
        "w\u0302y",
        "x\u00ad\u200b\ufeff",
        "5\u2009mg",
        "\u202aC:\\x\u202c",
        "line\u2028",
        "\uf0b7 one\n\uf0b7 two",
        "- \uf0fe one",
        "1. \uf0a8 one",
    ],
)
def test_what_changes_nothing_is_not_reported(text: str) -> None:
    assert [code for code in codes(source_of(TOP + PAGE.format(f"Text.\n\n{text}\n\nText."))) if code.startswith("SRC11")] == []


def test_places_are_those_of_the_file() -> None:
    typed = "\u00adw\u0302y a\u200d \x07 then [form](http://a.uk/x)."
    found = compile_course(source_of(TOP + PAGE.format(typed)), drafts=True).diagnostics
    places = {each.rule.code: each.place for each in found}
    for code, needle in (("SRC110", "\x07"), ("TXT001", "http://a.uk/x")):
        place = places[code]
        assert place is not None
        assert typed[place.column - 1 : place.column - 1 + place.length] == needle


def test_text_is_read_alike_from_every_file() -> None:
    assert html_of("w\u0302y\u00ad\u200b\n") == "<p>\u0175y</p>"
    course = compile_course(source_of(TOP + PAGE.format("Text."), course=COURSE.replace("Any course", '"A\\u0302n\\u200by\u00ad"'))).value
    assert course is not None
    assert course.title == "\u00c2ny"


ESCAPES = [
    r"S:\apps",
    r"S:\new",
    r"C:\temp",
    r"\\server\files and \b",
    r"x\0",
    r"x\x07",
    r"x\u0007",
    r"a\u2028b",
    r"a\Nb",
    r"a\Lb",
    r"a\u202eb",
    r"a\ud83d",
    r"a\tb",
    r"\e[31m",
    r"a\r",
]


@pytest.mark.parametrize("value", ESCAPES)
@pytest.mark.parametrize("field", ["title", "audience"])
def test_a_backslash_never_loses_what_was_typed(value: str, field: str) -> None:
    rest = COURSE.replace("title: Any course\n", "") if field == "title" else COURSE
    found = compile_course(source_of(TOP + PAGE.format("Text."), course=f'{field}: "{value}"\n{rest}')).diagnostics
    (fault,) = (each for each in found if each.rule.code in {"SRC115", "SRC010"} and each.place is not None and each.place.file == "course.yaml")
    if fault.rule.code == "SRC115":
        typed = fault.hint.split("`")[1]
        course = compile_course(source_of(TOP + PAGE.format("Text."), course=f"{typed}\n{rest}")).value
        assert course is not None
        assert getattr(course, field) == value.replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("value", "read"),
    [(r"a \"b\"", 'a "b"'), (r"S:\\apps", r"S:\apps"), (r"a\_b", "a b"), (r"\u0175y", "\u0175y"), (r"\U0001f600", "\U0001f600"), (r"a\/b", "a/b")],
)
def test_a_backslash_that_means_text_is_read(value: str, read: str) -> None:
    course = compile_course(source_of(TOP + PAGE.format("Text."), course=COURSE.replace("Any course", f'"{value}"'))).value
    assert course is not None
    assert course.title == read


def test_the_classes_hold_what_xml_refuses() -> None:
    """XML 1.0, 2.2: Char is tab, line ends, U+0020 to U+D7FF, U+E000 to U+FFFD and U+10000 to U+10FFFF."""
    refused = [chr(code) for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)]
    assert not set(canonical("".join(refused))) - {" "}


@pytest.mark.parametrize("typed", ["w\u0302yr", "\u0175y\u00adr", "\u200b\u0175yr", "\u0175yr\ufeff"])
def test_the_answer_of_a_gap_is_read_as_learners_type_it(typed: str) -> None:
    question = question_of(f"::: fill-gaps who\nMy [[(a) {typed} ]] sings.\n:::\n")
    assert question.definition.variants == (("\u0175yr",),)
