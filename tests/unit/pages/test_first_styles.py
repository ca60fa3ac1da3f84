"""Which rules of a sheet come with the first page."""

from __future__ import annotations

import pytest

from builder.pages.first_styles import select_first, split_rules

PAGE = '<body class="copack-body"><p class="a b">Words</p><button class="nhsuk-button">Next</button></body>'


@pytest.mark.parametrize(
    ("css", "first"),
    [
        (".a{x:1}.c{x:2}", ".a{x:1}"),
        (".a.b,.a .c,p>.b{x:1}", ".a.b,p>.b{x:1}"),
        ("table{x:1}p{x:2}*{x:3}:root{x:4}", "p{x:2}*{x:3}:root{x:4}"),
        (".a:not(.c):hover{x:1}", ".a:not(.c):hover{x:1}"),
        ("@media(min-width:40em){.a{x:1}.c{x:2}}", "@media(min-width:40em){.a{x:1}}"),
        ("@media(min-width:40em){.c{x:2}}", ""),
        ("@media print{.a{x:1}}", ""),
        ("@supports (x:1){@media(y){.a{x:1}}}", "@supports (x:1){@media(y){.a{x:1}}}"),
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
