"""What people type by habit or by chance: understood, shown as typed, or said; never lost and never shown raw."""

from __future__ import annotations

import pytest

from builder.course.document import Prose
from builder.source.markdown.leftovers import find_leftovers
from tests.unit.source.author import blocks_of, codes, html_of, places, question_of


@pytest.mark.parametrize(
    "typed",
    [
        "BMI <a and b> c",
        "Dear <name>, <insert trust here>",
        "x < y > z, a<b and c>d",
        "Dear <title> <surname>, at <time>, <address>",
        "<your text>",
        "press <Enter>, then <Ctrl+C>",
        "</name>",
        "<x-ray>",
        "a<b>c",
        "<3 and >2",
        "< name >",
        "2*3*4 = 24",
        "snake_case_name and 5 * 3 * 2",
        "Name: ____ Date: ______",
        "f*** and ***",
        "C:\\apps\\new",
        "$5 and $6, up to $7",
        "at 10:30:45, ratio 1:2:3",
        "it's the 'group's' word",
        "a == b, 1 = 1",
        "A --> B",
        "#1 of (a) [b] {c}",
        "ill@ease and @name",
        "1986. That was a year.",
        "R&D; Q&A",
        "10^3 and 2^10",
        "about ~5 to ~6",
        "S:\\to\\pounds\\par",
        "Stop! Now!",
        "100%, 50 %",
        "h2 and bq, a.png",
        "std::list",
        "[see page 3] and [1]",
        "Yes/no; and/or",
        "<name>, <name>",
    ],
)
def test_plain_writing_is_shown_as_typed(typed: str) -> None:
    (block,) = blocks_of(f"{typed}\n")
    assert isinstance(block, Prose)
    assert block.plain == typed
    assert codes(f"{typed}\n") == []


def test_an_answer_shows_its_angle_brackets() -> None:
    question = question_of("::: choose-one which\nWhich?\nOutcome: 1.1\n- [x] (a) BMI <a and b> c\n- [ ] (b) Dear <name>,\n:::\n")
    assert [choice.text for choice in question.definition.choices] == ["BMI <a and b> c", "Dear <name>,"]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<b>Look</b> <i>out</i>", "<p><strong>Look</strong> <em>out</em></p>"),
        ("H<sub>2</sub>O, m<SUP>2</SUP>", "<p>H<sub>2</sub>O, m<sup>2</sup></p>"),
        ("One<br>two<br/>three", "<p>One<br>\ntwo<br>\nthree</p>"),
        ("One  \ntwo", "<p>One<br>\ntwo</p>"),
        ("One\u00a0 \u00a0\ntwo", "<p>One two</p>"),
        ("One\\\ntwo", "<p>One<br>\ntwo</p>"),
        ("One \ntwo", "<p>One two</p>"),
        ("- One  \n  two", "<ul>\n<li>One<br>\ntwo</li>\n</ul>"),
        ("> One  \n> two", "<blockquote>\n<p>One<br>\ntwo</p>\n</blockquote>"),
        ("One <!-- ask Sam --> two", "<p>One  two</p>"),
        (
            "| A |\n|---|\n| b<br>c |",
            "<table>\n<thead>\n<tr>\n<th>A</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b<br>\nc</td>\n</tr>\n</tbody>\n</table>",
        ),
    ],
)
def test_what_is_understood(typed: str, html: str) -> None:
    assert html_of(f"{typed}\n") == html


@pytest.mark.parametrize(
    ("typed", "address", "words"),
    [
        ("[Samaritans](tel:116 123)", "tel:116123", "Samaritans"),
        ("[us](tel: 0114 271 1111 )", "tel:01142711111", "us"),
        ("[us](tel:+44 (0)20 7946 0000)", "tel:+442079460000", "us"),
        ("[us](mailto: me@a.uk)", "mailto:me@a.uk", "us"),
        ("https://a.uk/x_y__z.", "https://a.uk/x_y__z", "https://a.uk/x_y__z"),
        ("www.a.uk!", "https://www.a.uk", "www.a.uk"),
        ("(https://a.uk/b(c))", "https://a.uk/b(c)", "https://a.uk/b(c)"),
        ("**me.too+x@a-b.org.uk**", "mailto:me.too+x@a-b.org.uk", "me.too+x@a-b.org.uk"),
        ("<https://a.uk/%C3%A9>", "https://a.uk/%C3%A9", "https://a.uk/%C3%A9"),
    ],
)
def test_addresses_become_links(typed: str, address: str, words: str) -> None:
    assert f'<a href="{address}" rel="noopener noreferrer">{words}</a>' in html_of(f"{typed}\n")
    assert codes(f"{typed}\n") == []


@pytest.mark.parametrize("typed", ["`https://a.uk`", "[a form](https://a.uk/)", "S:\\a@b", "https:// and www. and a@b", "x.y@"])
def test_no_address_is_taken_where_none_is(typed: str) -> None:
    assert html_of(f"{typed}\n").count("<a ") == typed.count("](")


def test_an_answer_keeps_an_address_as_words() -> None:
    question = question_of("::: choose-one which\nWhich?\nOutcome: 1.1\n- [x] (a) https://a.uk/\n- [ ] (b) me@a.uk\n:::\n")
    assert [choice.text for choice in question.definition.choices] == ["https://a.uk/", "me@a.uk"]


LEFT_OVER = [
    "(a form)[https://a.uk/]", "[a form] (https://a.uk/)", "[a form](https://a.uk/a b)", "[a form](my page.html)", "[a form][1]", "[a form][]",
    "[1]: https://a.uk/", "[^1]", "[^note]: text", "^[a note]", "[[Another page]]", "a ![[picture.png]]", "> [!NOTE]\n> text", "[!tip]- text",
    "** bold **", "**bold", "bold**", "**Note:**text", "__ bold __", "*half", "_half open", "~~struck~~", "==marked==", "`half", "$$x$$",
    "$x^2$", "$\\alpha_1$", "\\frac{1}{2}", "\\(x^2\\)", "| a | b |\n| c | d |", "+---+---+", "|:-:|---|", "text {.class}", "{: .no_toc}", "{#id} x {#id}", "{{ name }}",
    "{% if x %}", "{mlang en}", "@@PLUGINFILE@@", "${name}", ":smile: and :+1:", ":warning:", "a&nbsp;b", "&amp;", "&#8217;", "&#x2019;", "[b]bold[/b]",
    "[url=https://a.uk]a[/url]", "[/quote]", "'''bold'''", "> # Heading", "- ## Heading", "== Heading ==", "Heading\n=======", "Heading\n~~~~~~ ",
    "> Heading\n> -------", ".. note:: text", ":ref:`page`", "<o:p></o:p>", "<w:sdt> x", "text <!-- never ends", "{code}", "{panel:title=x}",
    ":contentReference[oaicite:0]{index=0}", "a【4†source】", "the end\\", "text `` x",
    "h2. Heading", "bq. Words", "{color:red}x{color}", "[the form|https://a.uk/]", "[https://a.uk/ the form]", "!picture.png!", "!a/b.jpg|width=3!",
    '<question type="x">', "<answer fraction='100'>x", "x<ref>a note</ref>", "<text>x</text>", "%% a comment %%", "text ^block1", "name:: value", "- [/] half", "- [-] no",
    "[/] half", "||A||B||", "~gone~", "H~2~O", "x^2^", "10^-3^", "costs \\pounds 5", "a \\rightarrow b", '[caption id="x"]', "[video src=x]", "[contact-form id=3]",
    "++ins++", "a ++two words++ b", "{++ins++}", "{--gone--}", "{>>a comment<<}", "so >!hidden!< x", "[TOC]", "[toc]", "\\pagebreak", "{pagebreak}", "{youtube}x{/youtube}",
    "{# a comment #}", "<%= name %>", "#{name}", "[% name %]",
]  # fmt: skip


@pytest.mark.parametrize("typed", LEFT_OVER)
def test_markup_that_is_left_over_is_said(typed: str) -> None:
    found = set(codes(f"Text.\n\n{typed}\n"))
    assert found & {"SRC142", "SRC071"}, found


@pytest.mark.parametrize(
    "typed", ["** bold **", "~~x~~", "[x][1]", "&nbsp;", "{{ x }}", ":smile:", "$$", "[b]x[/b]", "| a | b |", "_half", "'''x'''", "==x=="]
)
def test_a_backslash_before_each_sign_shows_them(typed: str) -> None:
    escaped = "".join(sign if sign.isalnum() or sign == " " else f"\\{sign}" for sign in typed)
    (block,) = blocks_of(f"So: {escaped}\n")
    assert isinstance(block, Prose)
    assert block.plain == f"So: {typed}"
    (block,) = blocks_of(f"So: `{typed}`\n")
    assert isinstance(block, Prose)
    assert block.plain == f"So: {typed}"


def test_left_over_markup_is_told_at_its_place() -> None:
    assert places("One ~~two~~ and\nthree &nbsp; four\n") == [("SRC142", 1, 5, 2), ("SRC142", 2, 7, 6)]


@pytest.mark.parametrize("where", ["Hint: ** a **", "Feedback: a&nbsp;b", "If right: [x][1]"])
def test_labels_and_answers_are_looked_at(where: str) -> None:
    typed = f"::: choose-one which\nWhich?\nOutcome: 1.1\n- [x] (a) Yes\n- [ ] (b) No\n{where}\n:::\n"
    assert codes(typed) == ["SRC142"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ('<a href="https://a.uk">x</a>', "SRC140"),
        ("<script>alert(1)</script>", "SRC140"),
        ('<abbr title="National Health Service">NHS</abbr>', "SRC140"),
        ('<img src="x.png">', "SRC140"),
        ("<input disabled>", "SRC140"),
        ("<li>x", "SRC140"),
        ("<del>x</del>", "SRC140"),
        ("<?php x ?>", "SRC140"),
        ("a <!DOCTYPE html>", "SRC140"),
        ("a <![CDATA[x]]>", "SRC140"),
        ("<u>x</u>", "SRC070"),
        ("<p class='x'>x</p>", "SRC070"),
        ("x</b>", "SRC070"),
        ('[a form](https://a.uk/ "important words")', "SRC147"),
        ("| A |\n|---|\n| 1 | 2 |", "SRC141"),
        ("| A | B |\n|---|---|\n| 1 |", "SRC143"),
        ("A | B\n--|--\n1 | 2 | ", None),
        ("| A |\n|---|\n| 1 \\| 2 |", None),
        ("> > > a", None),
        ("> > > > a", "SRC144"),
        ("1. a\n3. b", "SRC146"),
        ("1. a\n1. b", None),
        ("4. a\n5. b\n   1. c\n   2. d\n6. e", None),
        ("2) a\n1) b", "SRC146"),
    ],
)
def test_what_would_be_lost_is_said(typed: str, code: str | None) -> None:
    assert set(codes(f"Text.\n\n{typed}\n")) == ({code} if code else set())


@pytest.mark.parametrize("spaces", [2, 3, 4])
def test_a_list_in_a_list_needs_two_blanks_or_more(spaces: int) -> None:
    assert html_of(f"- a\n{' ' * spaces}- b\n").replace("\n", "") == "<ul><li>a<ul><li>b</li></ul></li></ul>"


def test_no_list_is_deeper_than_a_phone_shows() -> None:
    deep = "".join(f"{'  ' * level}- a{level}\n" for level in range(300))
    assert [code for code in codes(deep) if code != "CRS094"] == ["SRC144"], "it is long as well"


def test_words_that_no_list_holds_are_said() -> None:
    assert codes("- " * 200 + "a\n") == ["SRC145"]


@pytest.mark.parametrize(
    ("words", "kind"), [("Some ==marked== words", "marked"), ("Some '''bold''' words", "wiki_bold"), ("Some :smile: words", "emoji")]
)
def test_a_sign_in_the_middle_of_a_line_is_looked_at_without_any_other(words: str, kind: str) -> None:
    assert [leftover.kind.name for leftover in find_leftovers(words)] == [kind]


@pytest.mark.parametrize("typed", ["C++ and D++", "a++ b++", "5 >! 3 !< 2", "Notepad++ is one, g++ is two.", "50% of [%] x", "[to c]", "See [TOC] there."])
def test_signs_that_mean_something_else_are_no_markup_of_other_tools(typed: str) -> None:
    assert codes(f"Text.\n\n{typed}\n") == []
