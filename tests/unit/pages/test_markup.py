"""Dressing safe HTML: whole tags at a time, so that an attribute's value is never taken for a tag."""

from __future__ import annotations

import nh3
from hypothesis import given, strategies as st
from lxml import html as lxml_html

from builder.pages.markup import QuoteMarkup, finish_html, inner, read_quote, read_table, strip_tags

LISTS = ("<ul>", "</ul>", "<li>", "<ol start=3>", "&lt;ol&gt;", "<table><tr><td>", "</table>")
LINKS = ("<a href='https://x.org/<ul '>", '<a href="#page" title="<ol onclick=alert(1)>">', "</a>")
WORDS = ("<p>", "</p>", "word", '<em title="\'">', "</em>", "<", ">", '"', "'", "\n", "<script>", "<img src=x onerror=alert(1)>")
PIECES = st.sampled_from((*LISTS, *LINKS, *WORDS))


def elements(html: str) -> list[tuple[str, tuple[str, ...]]]:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [(str(element.tag), tuple(sorted(element.keys()))) for element in root.iter()]


def test_lists_get_the_design_systems_classes_and_keep_their_attributes() -> None:
    assert finish_html('<ol start="3"><li>x</li></ol>', "") == '<ol class="nhsuk-list nhsuk-list--number" start="3"><li>x</li></ol>'


def test_a_title_that_holds_a_tag_stays_a_title() -> None:
    dressed = finish_html('<em title="<ol onclick=alert(1)>">x</em><ul><li>y</li></ul>', "")
    assert elements(dressed) == [("div", ()), ("em", ("title",)), ("ul", ("class",)), ("li", ())]


@given(st.lists(PIECES, max_size=12).map("".join))
def test_dressing_sanitised_html_never_adds_an_element_or_a_handler(typed: str) -> None:
    safe = nh3.clean(typed)
    before, after = elements(safe), elements(finish_html(safe, "(opens in a new tab)"))
    assert [name for name, _ in before] == [name for name, _ in after]
    allowed = {"class", "target", "rel", "data-action"}
    for (_, old), (_, new) in zip(before, after, strict=True):
        assert set(new) - set(old) <= allowed


@given(st.lists(PIECES, max_size=12).map("".join))
def test_taking_apart_never_fails(typed: str) -> None:
    safe = nh3.clean(typed)
    read_table(safe)
    read_quote(safe)
    inner(safe, "p")


@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_tag_that_the_sanitiser_leaves_is_seen(typed: str) -> None:
    assert "<" not in strip_tags(nh3.clean(typed))


def test_a_quote_without_a_name_stays_whole() -> None:
    assert read_quote("<blockquote><p>One.</p><p>— not a name</p></blockquote>") == QuoteMarkup("<p>One.</p><p>— not a name</p>", "")


def test_a_quote_in_a_quote_keeps_its_own_footer() -> None:
    quote = read_quote("<blockquote><p>a</p><blockquote><p>b</p><footer>— B</footer></blockquote><footer>— A</footer></blockquote>")
    assert quote == QuoteMarkup("<p>a</p><blockquote><p>b</p><footer>— B</footer></blockquote>", "A")
