"""The reference of all kinds is what their rooms say: `COPACK_UPDATE=1 python -m pytest tests/unit/docs` renews it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from builder.interactions.kind import Kind
from builder.interactions.registry import KINDS
from tests.oracles.expectation import assert_expected
from tests.unit.docs.kinds_page import show, write_page

AUTHORS = Path(__file__).parents[3] / "docs" / "authors"
WIDTH = 700
MOST_BYTES = 25_000
MOST_BYTES_OF_ALL = 300_000


def test_the_page_of_kinds_is_what_the_rooms_say() -> None:
    assert_expected(AUTHORS / "kinds.md", write_page())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_each_kind_has_its_picture_and_words_for_it(kind: Kind) -> None:
    path = AUTHORS / "pictures" / f"{kind.name}.png"
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.width == WIDTH
        assert picture.height > WIDTH // 3
    shown = show(kind)
    assert f"![{shown.alt}](pictures/{kind.name}.png)" in (AUTHORS / "kinds.md").read_text(encoding="utf-8")
    assert shown.alt.startswith("A card with ")
    assert len(shown.alt) > 60, "say what stands on the card"
    assert shown.about.startswith("Learners ")
    assert "\nGood " in shown.about


def test_there_is_no_picture_of_nothing() -> None:
    pictures = list((AUTHORS / "pictures").iterdir())
    assert {picture.name for picture in pictures} == {f"{kind.name}.png" for kind in KINDS}
    assert sum(picture.stat().st_size for picture in pictures) <= MOST_BYTES_OF_ALL
