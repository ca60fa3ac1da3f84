"""Standard output and standard error, made sound once for all commands.

- Into a pipe or a file goes UTF-8, whatever the locale, `PYTHONIOENCODING` or the console's code page say.
- A terminal keeps its own encoding; a character that it cannot show becomes a question mark.
- When a reader goes (`copack plan | head`), what comes later is dropped; the command does its work and ends with its own exit code.
- A closed stream becomes the null device, so that no file of a course is ever opened under its number.
- A full disk behind standard output is said on standard error, and the command ends with 1.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer

STANDARD_STREAMS = 3
"""Input, output, error: the numbers below it."""

_GONE = {errno.EPIPE, errno.ESHUTDOWN, errno.ECONNRESET} | ({errno.EINVAL} if sys.platform == "win32" else set())
"""What the system answers when nobody reads any more."""


class DroppingOutput(io.RawIOBase):
    """Bytes to a stream of the process. After its reader went away, or once a refusal was raised, bytes are dropped."""

    def __init__(self, number: int) -> None:
        """Write to an open stream by its number, without owning it."""
        super().__init__()
        self._number, self._dropping = number, False

    def writable(self) -> bool:
        """Tell that it is written to."""
        return True

    def fileno(self) -> int:
        """Return the number of the stream."""
        return self._number

    def write(self, content: ReadableBuffer, /) -> int:
        """Write some bytes and return how many. Raises OSError once, for what is not the reader's leaving."""
        length = memoryview(content).nbytes
        if self._dropping:
            return length
        try:
            return os.write(self._number, content)
        except OSError as error:
            self._dropping = True
            if error.errno in _GONE:
                return length
            raise


def prepare_streams() -> None:
    """Give `sys.stdout` and `sys.stderr` what the module promises. Called once, before anything is written."""
    _open_closed_streams()
    sys.stdout = _prepare(sys.stdout, number=1)
    sys.stderr = _prepare(sys.stderr, number=2)


def finish_streams(code: int) -> int:
    """Write what is still held back, and return the exit code: 1 where a stream could not take all of it."""
    try:
        sys.stdout.flush()
    except OSError as error:
        code = code or 1
        _report(error)
    try:
        sys.stderr.flush()
    except OSError:
        code = code or 1
    return code


def _report(error: OSError) -> None:
    from builder.diagnostics.system_errors import explain_system_error

    print(explain_system_error(OSError(error.errno, error.strerror, "the output of this command")), file=sys.stderr)


def _open_closed_streams() -> None:
    number = os.open(os.devnull, os.O_RDWR)
    while number < STANDARD_STREAMS:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)


def _prepare(stream: TextIO | None, number: int) -> TextIO:
    """Return the stream that takes the place of one of the process; `None` was closed before it began."""
    if stream is not None and stream.isatty():
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
        return stream
    return utf_8(io.BufferedWriter(DroppingOutput(number)))


def utf_8(binary: io.BufferedWriter | io.BytesIO) -> io.TextIOWrapper:
    """Return a text stream in UTF-8; half characters, as names of files may hold, become escapes that JSON reads too."""
    return io.TextIOWrapper(binary, encoding="utf-8", errors="backslashreplace", line_buffering=True)
