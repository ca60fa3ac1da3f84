"""Which files of a package are text that lint reads, and how far: the limits hold for the package as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from builder.package.limits import JudgingLimits

MANIFESTS = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")
"""The file that tells a standard, always at the root."""

PAGE_ENDS = (".htm", ".html", ".xhtml")
MARKUP_ENDS = (*PAGE_ENDS, ".css", ".svg")
SCRIPT_ENDS = (".js", ".mjs")


class TextFiles(Struct, frozen=True):
    """The files that are judged by what they say, in the order of their names.

    Attributes:
        manifests: at the root, under their exact names.
        markup: pages, styles and SVG pictures.
        scripts: scripts alone.
        skipped: files of these kinds that are over a limit.

    """

    manifests: tuple[str, ...]
    markup: tuple[str, ...]
    scripts: tuple[str, ...]
    skipped: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages among the markup."""
        return tuple(name for name in self.markup if name.lower().endswith(PAGE_ENDS))


def count_marks(content: bytes) -> int:
    """Return the number of `<` and `=`: no text has more elements and attributes."""
    return content.count(b"<") + content.count(b"=")


def select_text_files(sizes: Mapping[str, int], read: Callable[[str], bytes], limits: JudgingLimits) -> TextFiles:
    """Return what is judged of a package.

    Args:
        sizes: path -> bytes of every file.
        read: gives the content of one; asked only for manifests and markup within the limits of bytes.
        limits: of the package.

    """
    manifests, markup, scripts, oversized = _fit_bytes(sizes, limits)
    marks = {name: count_marks(read(name)) for name in (*manifests, *markup)}
    manifests, full = _fit(marks, manifests, limits.manifest_marks, limits.manifest_marks * len(MANIFESTS))
    markup, dense = _fit(marks, markup, limits.markup_marks, limits.markup_marks)
    return TextFiles(tuple(manifests), tuple(markup), tuple(scripts), (*full, *dense, *oversized))


def within_limits(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """Return the files of a stranger's package that may be read for what they say: no rule reads another one.

    Args:
        sizes: path -> bytes of every file.

    """
    manifests, markup, scripts, _ = _fit_bytes(sizes, JudgingLimits())
    return (*manifests, *markup, *scripts)


def _fit_bytes(sizes: Mapping[str, int], limits: JudgingLimits) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return manifests, markup and scripts within the limits of bytes, and what is over."""
    manifests, large = _fit(sizes, [name for name in MANIFESTS if name in sizes], limits.manifest, limits.manifest * len(MANIFESTS))
    markup, much = _fit(sizes, _ending(sizes, MARKUP_ENDS), limits.markup, limits.markup)
    scripts, long = _fit(sizes, _ending(sizes, SCRIPT_ENDS), limits.script, limits.scripts)
    return manifests, markup, scripts, [*large, *much, *long]


def _ending(names: Iterable[str], ends: tuple[str, ...]) -> list[str]:
    return sorted(name for name in names if name.lower().endswith(ends))


def _fit(costs: Mapping[str, int], names: Iterable[str], each: int, together: int) -> tuple[list[str], list[str]]:
    """Return the names that fit into a limit for each and one for all, and those that do not; a large one does not crowd out small ones."""
    kept, skipped = [], []
    for name in names:
        if costs[name] <= min(each, together):
            kept.append(name)
            together -= costs[name]
        else:
            skipped.append(name)
    return kept, skipped
