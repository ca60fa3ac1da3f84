"""The rendered pages as a value. Imports no renderer, so that standards can read it for nothing."""

from __future__ import annotations

from msgspec import Struct

from builder.package.content import Content

SCRIPT_MARK = "@@script@@"
"""Stands in the shell for the name of the file with driver and tables."""

CONNECT_MARK = "@@connect-src@@"
"""Stands in the shell's content security policy where a standard says which origins it must reach."""


class RenderedPage(Struct, frozen=True):
    """One page: the inner HTML of its screen."""

    id: str
    title: str
    html: str


class RenderedSession(Struct, frozen=True):
    """A session's pages and the path and digest of the script that carries them.

    Attributes:
        file: `sessions/<id>.js`.
        digest: first 12 hex digits of the SHA-256 of the session's content; the script registers itself with it (tracking contract 6).
        script: the classic script's bytes.

    """

    id: str
    file: str
    digest: str
    script: bytes
    pages: tuple[RenderedPage, ...]


class Pages(Struct, frozen=True):
    """Everything of a package that is the same for all standards.

    Attributes:
        shells: by id of unit, `index.html` with `CONNECT_MARK` in its policy and `SCRIPT_MARK` for its script: the shell and the first page.
        sessions: in order.
        files: path -> bytes of what else is shared: `runtime.js` (player, and the scripts of blocks and kinds used), `style.css`, `media/...`.
        kinds: names of the kinds that the course uses.
        blocks: names of the blocks that the course uses.
        words: the player's sentences in the course's language, by name; they go into the tables.
        media: path -> content of recordings, captions and downloads.

    """

    shells: dict[str, str]
    sessions: tuple[RenderedSession, ...]
    files: dict[str, bytes]
    kinds: frozenset[str]
    blocks: frozenset[str]
    words: dict[str, str]
    media: dict[str, Content] = {}

    def index(self, connect_src: str, unit: str = "", script: str = "standard.js") -> bytes:
        """Return the page that opens a unit, the first by default.

        Args:
            connect_src: origins that its policy allows connections to, `'self'`.
            unit: id of the unit.
            script: the file with driver and tables.

        """
        shell = self.shells.get(unit, next(iter(self.shells.values())))
        return shell.replace(CONNECT_MARK, connect_src).replace(SCRIPT_MARK, script).encode()

    def shared_files(self) -> dict[str, Content]:
        """Return path -> content of everything but `index.html` and `standard.js`."""
        return {**self.files, **self.media, **{session.file: session.script for session in self.sessions}}
