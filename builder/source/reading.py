"""How every function of this room tells what it finds: it yields, and returns its value.

A function of type `Reading[T]` is a generator. It yields diagnostics, and references to what may stand elsewhere in the course, and returns a
`T`. `value = yield from read_part(...)` reads a part and hands on what was found in it; `collect` ends that, and holds value and findings
together. So nothing is shared or changed on the way, and whoever needs to know whether a part is sound asks that part alone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, has_errors

T = TypeVar("T")


class Reference(Struct, frozen=True):
    """A place where the text names something that stands elsewhere: a page that a link leads to, an outcome or a slot of course.yaml, a fact."""

    kind: Literal["page", "outcome", "slot", "fact"]
    id: str
    place: Place


Finding: TypeAlias = Diagnostic | Reference
Reading: TypeAlias = Generator[Finding, None, T]
DiagnosticReading: TypeAlias = Generator[Diagnostic, None, T]
"""A `Reading` that yields diagnostics only."""


class Collected(Struct, Generic[T], frozen=True):
    """A value and what was found on the way to it, in the order of reading."""

    value: T
    findings: tuple[Finding, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The faults among the findings."""
        return tuple(finding for finding in self.findings if isinstance(finding, Diagnostic))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references among the findings."""
        return tuple(finding for finding in self.findings if isinstance(finding, Reference))

    @property
    def sound(self) -> bool:
        """Whether none of the faults is an error."""
        return not has_errors(self.diagnostics)


def read_all(readings: Iterable[Reading[T]]) -> Reading[tuple[T, ...]]:
    """Run readings one after another and return their values."""
    values: list[T] = []
    for reading in readings:
        values.append((yield from reading))  # noqa: PERF401 - a comprehension cannot yield
    return tuple(values)


def collect(reading: Reading[T]) -> Collected[T]:
    """Run a reading to its end."""
    findings: list[Finding] = []
    while True:
        try:
            findings.append(next(reading))
        except StopIteration as stop:
            return Collected(stop.value, tuple(findings))


def pass_on_findings(collected: Collected[T]) -> Iterator[Finding]:
    """Yield the findings of a part that was collected."""
    return iter(collected.findings)
