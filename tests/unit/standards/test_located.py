"""A manifest that was read equals the one that was made, although its parts know their lines."""

from __future__ import annotations

from builder.standards.scorm.manifest import Item, Resource


def test_the_line_counts_in_no_comparison() -> None:
    made, read = Item("item_a", "A"), Item("item_a", "A", line=12)
    assert made == read
    assert hash(made) == hash(read)
    assert Item("item_top", "Top", items=(made,)) == Item("item_top", "Top", items=(read,))


def test_everything_else_does() -> None:
    assert Item("item_a", "A") != Item("item_a", "B")
    assert Item("item_a", "A", visible=None) != Item("item_a", "A")
    assert Item("item_a", "A") != Resource("item_a", "A", "", "", ())
