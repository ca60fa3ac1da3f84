"""`python -m tests.benchmarks.growth`: seconds of the processor for sources of 100, 1,000 and 10,000 repetitions, shape by shape.

`tests/unit/source/test_linear.py` counts calls of functions for the same shapes and fails where they grow faster than the source; this table
also shows the work inside of a call, which nothing counts. A growth of 10 is linear; fixed costs make it smaller.
"""

from __future__ import annotations

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
    begun = time.process_time()
    compile_course(source)
    return time.process_time() - begun


def rows(names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each shape."""
    for name in names:
        costs = [seconds(SHAPES[name], size) for size in SIZES]
        growth = costs[-1] / max(costs[-2], 1e-6)
        mark = "  steep" if growth > STEEP and costs[-1] > FEWEST else ""
        yield f"{name:<48} {''.join(f'{1000 * cost:>10.1f}' for cost in costs)} ms {growth:>6.1f}{mark}"


def main() -> None:
    """Print the table, of the shapes that are named or of all."""
    seconds(lambda _: "Words.\n", 1)
    print(f"{'shape':<48} {''.join(f'{size:>10}' for size in SIZES)}    growth")
    for row in rows(sys.argv[1:] or SHAPES):
        print(row, flush=True)


if __name__ == "__main__":
    main()
