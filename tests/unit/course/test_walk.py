"""Going through blocks: each is opened once in a build, however many stages ask, and never taken for another that holds the same."""

from __future__ import annotations

from builder.course import walk as walk_module
from builder.course.blocks import Box
from builder.course.document import Prose, Text
from builder.course.walk import inner, texts, walk
from builder.diagnostics import Place

PLACE = Place("sessions/01-any/session.md", 3, 1)


def make_box() -> Box:
    """Return a box with a title and two paragraphs, of new values throughout."""
    return Box("key-point", Text("Know this", "Know this", PLACE), (make_prose("First."), make_prose("Second.")), PLACE)


def make_prose(words: str) -> Prose:
    return Prose("paragraph", f"<p>{words}</p>", words, PLACE)


def test_a_block_is_opened_once_however_often_it_is_walked() -> None:
    outer = Box("short-version", None, (make_box(), make_prose("Last.")), PLACE)
    walked = list(walk([outer]))
    opened = walk_module._parts.cache_info().misses
    assert [id(block) for block in walk([outer])] == [id(block) for block in walked]
    assert len(walked) == 5
    assert walk_module._parts.cache_info().misses == opened


def test_each_of_two_equal_blocks_gives_what_itself_holds() -> None:
    box, same = make_box(), make_box()
    assert box == same
    for block in (box, same, box):
        assert [id(part) for part in inner(block)] == [id(part) for part in block.body]
        assert [id(text) for text in texts(block)] == [id(block.title)]
