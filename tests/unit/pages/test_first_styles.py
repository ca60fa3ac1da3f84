"""Which rules of a sheet come with the first page."""

from __future__ import annotations

import pytest

from builder.pages.first_styles import select_first, shown_first, split_rules
from builder.resources import find_templates

PAGE = '<body class="copack-body"><p class="a b">Words</p><button class="nhsuk-button">Next</button></body>'


@pytest.mark.parametrize(
    ("css", "first"),
    [
        (".a{x:1}.c{x:2}", ".a{x:1}"),
        (".a.b,.a .c,p>.b{x:1}", ".a.b,p>.b{x:1}"),
        ("table{x:1}p{x:2}*{x:3}:root{x:4}", "p{x:2}*{x:3}:root{x:4}"),
        (".a:not(.c):focus{x:1}", ".a:not(.c):focus{x:1}"),
        (".a:hover,.a:focus,.b:active{x:1}.a:hover{x:2}", ".a:focus{x:1}"),
        (".a:focus:not(:active):not(:hover){x:1}", ".a:focus:not(:active):not(:hover){x:1}"),
        (".a::-moz-focus-inner{x:1}.a::before{x:2}", ".a::before{x:2}"),
        ("@media(forced-colors:active){.a{x:1}}", ""),
        ("@media screen and (prefers-color-scheme:dark){.a{x:1}}", "@media screen and (prefers-color-scheme:dark){.a{x:1}}"),
        ("@media(min-width:40em){.a{x:1}.c{x:2}}", "@media(min-width:40em){.a{x:1}}"),
        ("@media(min-width:40em){.c{x:2}}", ""),
        ("@media print{.a{x:1}}", ""),
        ("@supports (x:1){@media(y){.a{x:1}}}.b{x:2}", ".b{x:2}"),
        ("@keyframes k{from{x:1}to{x:2}}", "@keyframes k{from{x:1}to{x:2}}"),
        ('.a{content:"}"}.c{x:1}.b{x:2}', '.a{content:"}"}.b{x:2}'),
        (".a:is(.b,.c){x:1}", ""),
        ("input[type=radio]{x:1}.a[data-state=right]{x:2}", ".a[data-state=right]{x:2}"),
    ],
)
def test_a_rule_comes_first_when_all_that_it_names_is_on_the_page(css: str, first: str) -> None:
    assert select_first(css, PAGE) == first


def test_rules_are_parted_whole() -> None:
    assert list(split_rules("a{b:c}@media x{d{e:f}g{h:i}}")) == [("a", "b:c"), ("@media x", "d{e:f}g{h:i}")]


def test_what_shows_after_an_action_asks_for_no_rule() -> None:
    shell = '<p class="a"></p><section class="view" data-view="page"><div class="b" data-problem hidden><i class="c"></i></div></section>'
    pager = '<nav class="e" data-pager hidden></nav>'
    back = '<div class="f" data-slot="welcome" hidden></div><a class="g" href="#main" data-action="back">Back</a>'
    assert shown_first(shell + back + pager) == '<p class="a"></p><section class="view" data-view="page"></section><nav class="e" data-pager hidden></nav>'


GONE = ("data-ask", "data-problem", 'data-action="back"', 'data-slot="welcome"')


def test_the_shell_still_has_what_shows_after_an_action() -> None:
    """A renamed attribute would bring the rules back unseen."""
    shell = (find_templates() / "pages" / "index.html.jinja").read_text("utf-8")
    gone = [mark for mark in GONE if mark not in shown_first(shell)]
    assert gone == list(GONE)
    assert all(mark in shown_first(shell) for mark in ("data-pager", "data-bar", "data-start-failed", 'data-view="page"'))
