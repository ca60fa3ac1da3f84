"""The content of a file says the same of itself in memory and on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.package.content import digest_of, read_ends, size_in_words, size_of


@pytest.mark.parametrize("content", [b"", b"a", b"abc", bytes(range(256)) * 5000])
@pytest.mark.parametrize("length", [1, 3, 1000])
def test_in_memory_and_on_disk_are_the_same(content: bytes, length: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert size_of(path) == size_of(content) == len(content)
    assert digest_of(path) == digest_of(content)
    assert read_ends(path, length) == read_ends(content, length) == (content[:length], content[-length:])


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1 KB"), (69, "1 KB"), (1499, "1 KB"), (1500, "2 KB"), (119_600, "120 KB"), (999_400, "999 KB"), (999_600, "1 MB"),
        (1_000_000, "1 MB"), (1_440_000, "1.4 MB"), (9_960_000, "10 MB"), (10_400_000, "10 MB"), (500_000_000, "500 MB"),
    ],
)  # fmt: skip
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert size_in_words(size) == words
