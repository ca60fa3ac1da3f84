"""The page of the packed state says the layout that the program has: `COPACK_UPDATE=1 python -m pytest tests/unit/docs` renews it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.tracking import layout
from tests.oracles.expectation import assert_expected

PAGE = Path(__file__).parents[3] / "docs" / "developers" / "state.md"
BEGIN, END = "<!-- layout -->\n", "<!-- /layout -->\n"


def list_fields(fields: tuple[layout.Field, ...]) -> str:
    return ", ".join(f"{field.holds} ({field.width})" for field in fields)


def write_layout() -> Iterator[str]:
    yield "| record | fields, with their characters |"
    yield "| --- | --- |"
    for version, fields in layout.HEADS.items():
        yield f"| outcome, in version {version} | {list_fields(fields)} |"
    yield f"| each page seen | {list_fields(layout.PAGE)} |"
    yield f"| each check | {list_fields(layout.CHECK)} |"
    yield f"| each answer | {list_fields(layout.ANSWER)}, payload, `{layout.ANSWER_END}` |"
    yield f"| each draft | {list_fields(layout.DRAFT)}, payload, `{layout.ANSWER_END}` |"
    yield ""
    letters = ", ".join(f"`{letter}` {kind}" for kind, letter in layout.OUTCOMES.items())
    flags = ", ".join(f"{1 << at} `{name}`" for at, name in enumerate(layout.FLAGS))
    yield f"Letters of the outcome: {letters}. The flags are a sum: {flags}."


def test_the_page_says_the_layout() -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    assert_expected(PAGE, before + BEGIN + "\n".join(write_layout()) + "\n" + END + after)


def test_the_page_names_the_numbers_of_payloads() -> None:
    text = PAGE.read_text("utf-8")
    assert f"{layout.EMPTY_GAP} empty, {layout.OWN_WORDS} own words" in text
    assert f"at most {layout.PACKED_TEXT}\ncharacters" in text
    assert f"A version above {layout.VERSION}" in text
