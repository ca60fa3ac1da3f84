"""What the computer refuses, in plain words: what is wrong with which file, and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY)


def explain_system_error(error: OSError) -> str:
    """Return two or three sentences for authors: what happened to which file, and what to do about it."""
    name = _name_of(error)
    about = f"“{name}”" if name else "a file"
    if error.errno in _FULL:
        return f"The disk is full: there was no room for {about}. Delete files that you do not need, or use a folder on another disk."
    if error.errno in _REFUSED and name and Path(name).is_dir():
        return f"The computer does not let Copack write into the folder {about}. Allow yourself to write there, or use another folder."
    if error.errno in _REFUSED:
        return f"The computer does not let Copack use {about}. Close programs that have it open, or check that you may change it."
    if error.errno == errno.EROFS:
        return f"The disk of {about} can only be read. Use a folder on another disk."
    if error.errno == errno.EISDIR:
        return f"There is a folder with the name {about}, where Copack needs a file. Rename the folder, or move it to another place."
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{about} cannot be a folder, because a file or a broken link is in its place. Rename that file, or use another folder."
    if error.errno == errno.ENOENT:
        return f"{about} is not there any more. Put it back, or check its name."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {about} is too long for this disk. Use a shorter name, or a folder with a shorter path."
    if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        return "The computer has too much open at the same time. Close other programs."
    return f"The computer could not use {about}: {error.strerror or error}. Check that its disk is connected and works."


def _name_of(error: OSError) -> str:
    names = [name for name in (error.filename2, error.filename) if isinstance(name, str | bytes)]
    return os.fsdecode(names[0]).encode("utf-8", "backslashreplace").decode() if names else ""
