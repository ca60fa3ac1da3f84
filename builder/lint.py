"""The linter: what is wrong with a zip, ours or a stranger's. The same rules for both; ours give nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.inspection import aicc_files, inspect
from builder.package.package import PackageContents
from builder.package.zip_reader import read_zip
from builder.standards.standard import Standard

NOT_JUDGED = Rule("PKG027", "not-judged", Severity.NOTE, "Copack knows this standard, but does not know its rules.")

MOST_OF_A_RULE = 200
"""Faults of one rule that are listed one by one; the others are counted."""

LONGEST_TEXT = 600
"""Characters of a message or a hint: names and texts in a stranger's manifest may have millions."""


def check_zip(path: Path, standards: Iterable[Standard]) -> tuple[Diagnostic, ...]:
    """Return the faults of a zip file, a stranger's too, as many and as long as a person can read. Raises OSError where it cannot be read."""
    opened = read_zip(path)
    faults = opened.diagnostics if opened.value is None else (*opened.diagnostics, *lint(opened.value, standards))
    return tuple(_shorten(fault) for fault in _fold(faults, path.name))


def lint(package: PackageContents, standards: Iterable[Standard]) -> tuple[Diagnostic, ...]:
    """Return the generic faults of a package, and those that the standard which recognises it finds."""
    generic = inspect(package)
    own = next((standard for standard in standards if standard.recognises(package)), None)
    if own is not None:
        return (*generic, *own.lint(package))
    unknown = next(iter(aicc_files(package)), None)
    if unknown is None:
        return generic
    message = f"{unknown} belongs to AICC. Copack cannot check AICC courses, so it checked only the zip itself."
    return (*generic, Diagnostic(NOT_JUDGED, message, Place(unknown), "Ask the people who run your platform whether it accepts AICC."))


def _fold(faults: Iterable[Diagnostic], package: str) -> Iterator[Diagnostic]:
    """Yield the first faults of each rule, and in place of the others one that counts them."""
    last: dict[str, Diagnostic] = {}
    counts: Counter[str] = Counter()
    for fault in faults:
        counts[fault.rule.code] += 1
        last[fault.rule.code] = fault
        if counts[fault.rule.code] <= MOST_OF_A_RULE:
            yield fault
    for code, fault in last.items():
        more = counts[code] - MOST_OF_A_RULE
        if more > 0:
            yield replace(fault, message=f"The same rule is broken in {more} more places, which are not listed.", place=Place(package))


def _shorten(fault: Diagnostic) -> Diagnostic:
    place = fault.place and replace(fault.place, file=_cut(fault.place.file))
    return replace(fault, message=_cut(fault.message), hint=_cut(fault.hint), place=place)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
