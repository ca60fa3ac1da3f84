"""What the computer refuses is told by file and with what to do, whatever it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from builder.diagnostics.system_errors import explain_system_error

ADVICE = ("Delete", "Allow", "Close", "Use ", "Rename", "Put it back", "Check", "or use")


@pytest.mark.parametrize("code", sorted(errno.errorcode), ids=errno.errorcode.get)
def test_every_refusal_names_the_file_and_says_what_to_do(code: int) -> None:
    told = explain_system_error(OSError(code, os.strerror(code), "dist/course-web.zip"))
    assert "“dist/course-web.zip”" in told or code in {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
    assert any(word in told for word in ADVICE)
    assert "None" not in told


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "Close programs that have it open"),
        (errno.EBUSY, "Close programs that have it open"),
        (errno.EROFS, "can only be read"),
        (errno.EISDIR, "There is a folder with the name"),
        (errno.ENOTDIR, "cannot be a folder"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_happens_most_has_words_of_its_own(code: int, words: str) -> None:
    assert words in explain_system_error(OSError(code, os.strerror(code), "x.zip"))


def test_a_folder_that_refuses_is_called_a_folder(tmp_path: Path) -> None:
    assert "write into the folder" in explain_system_error(PermissionError(errno.EACCES, "denied", str(tmp_path)))


def test_the_file_that_was_to_be_replaced_is_named_and_not_its_source() -> None:
    assert "“dist/a.zip”" in explain_system_error(OSError(errno.EACCES, "denied", "part", None, "dist/a.zip"))


@pytest.mark.parametrize("error", [OSError(), OSError("plain words"), OSError(None, None), OSError(errno.EIO, None, b"caf\xe9")])
def test_a_refusal_without_a_name_or_with_a_strange_one_is_told_too(error: OSError) -> None:
    explain_system_error(error).encode("utf-8")
