"""`python -m tests.benchmarks.growth`: seconds of the processor for sources of 100, 1,000 and 10,000 repetitions, shape by shape.

`tests/unit/source/test_linear.py` counts calls of functions for the same shapes and fails where they grow faster than the source; this table
also shows the work inside of a call, which nothing counts. A growth of 10 is linear; fixed costs make it smaller.

Python's collector of cycles is off while a source is read: it goes through all that is alive again and again, which alone makes a growth of 14 of one of 10.4
("nested emphasis", 0.80 s with it and 0.54 s without, at 10,000).
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterable, Iterator

from builder.source.compile import compile_course
from tests.unit.source.test_linear import SHAPES, Shape, make_source

SIZES = (100, 1_000, 10_000)

STEEP = 13
"""Growth from which a row is marked: a third above linear is noise on a busy machine."""

FEWEST = 0.05
"""Seconds below which growth says nothing."""


def seconds(shape: Shape, count: int) -> float:
    """Return the processor's time for reading one source."""
    source = make_source(shape, count)
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        compile_course(source)
        return time.process_time() - begun
    finally:
        gc.enable()


def rows(names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each shape."""
    for name in names:
        costs = [seconds(SHAPES[name], size) for size in SIZES]
        growth = costs[-1] / max(costs[-2], 1e-6)
        mark = "  steep" if growth > STEEP and costs[-1] > FEWEST else ""
        yield f"{name:<48} {''.join(f'{1000 * cost:>10.1f}' for cost in costs)} ms {growth:>6.1f}{mark}"


def main() -> None:
    """Print the table, of the shapes that are named or of all; a name that is no shape ends it with the names that are."""
    unknown = [name for name in sys.argv[1:] if name not in SHAPES]
    if unknown:
        sys.exit(f"No shape is called “{unknown[0]}”. Type one or more of these, each in quotation marks:\n  " + "\n  ".join(SHAPES))
    seconds(lambda _: "Words.\n", 1)
    print(f"{'shape':<48} {''.join(f'{size:>10}' for size in SIZES)}    growth")
    for row in rows(sys.argv[1:] or SHAPES):
        print(row, flush=True)


if __name__ == "__main__":
    main()
