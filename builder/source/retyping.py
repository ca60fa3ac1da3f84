"""Fixes of single lines: the author's own line as it must be, ready to copy."""

from __future__ import annotations

from builder.diagnostics.changes import Replacement
from builder.diagnostics.fixes import Fix, delete_lines
from builder.source.tree.lines import Line


def retype_line(line: Line, text: str, words: str = "Type this line instead: `{}`.") -> Fix:
    """Return the fix that makes another text of a line. `words` hold `{}` where the new line is shown; line ends in it make more lines."""
    start, end = changed_part(line.raw, text)
    change = Replacement(line.file, (line.number, start + 1), (line.number, end + 1), text[start : len(text) - (len(line.raw) - end)])
    return Fix(words.replace("{}", text.rstrip()), (change,))


def retype_part(line: Line, start: int, end: int, text: str, words: str = "Type this line instead: `{}`.") -> Fix:
    """Return the fix that puts a text in place of the characters from `start` to `end` of a line's text."""
    return retype_line(line, line.text[:start] + text + line.text[end:], words)


def delete_line(line: Line, words: str = "Delete this line.") -> Fix:
    """Return the fix that takes a line out of its file."""
    return Fix(words, (delete_lines(line.file, line.number, line.number),))


def changed_part(old: str, new: str) -> tuple[int, int]:
    """Return where the part of `old` begins and ends that is not in `new`."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] != new[index]), most)
    same = next((index for index in range(most - start) if old[-1 - index] != new[-1 - index]), most - start)
    return start, len(old) - same
