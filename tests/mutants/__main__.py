"""Plants each fault in a copy of the tree, runs the room's own tests, and prints who noticed. Fails when one survives.

python -m tests.mutants                  all rooms
python -m tests.mutants pages tracking   some
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.faults import MUTANTS
from tests.mutants.mutant import Mutant, copy_tree
from tests.rooms import ROOT, Run, run_tests

WIDTHS = (22, 62, 74)


def main(rooms: Sequence[str]) -> int:
    """Return 0 when every fault was noticed, 1 when one survived, 2 when one cannot be planted or the tests fail without any."""
    mutants = [mutant for mutant in MUTANTS if not rooms or mutant.room in rooms]
    rotten = [fault for mutant in mutants for fault in mutant.list_faults(ROOT)]
    if rotten or not mutants:
        print("\n".join(rotten) or f"No fault is planted in {', '.join(rooms)}.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        return _plant_all(mutants, copy_tree(ROOT, Path(folder)))


def _plant_all(mutants: Sequence[Mutant], tree: Path) -> int:
    for selection in dict.fromkeys(mutant.selection for mutant in mutants):
        whole = run_tests(tree, selection)
        if whole.killed_by:
            print(f"Without any fault {whole.killed_by} fails:\n{whole.output[-3000:]}")
            return 2
    _print_row("room", "fault", "killed by", "seconds")
    survivors = 0
    for mutant in mutants:
        with mutant.planted(tree):
            run = run_tests(tree, mutant.selection)
        survivors += not run.killed_by
        _print_mutant(mutant, run)
    print(f"{len(mutants)} faults, {survivors} survived")
    return 1 if survivors else 0


def _print_mutant(mutant: Mutant, run: Run) -> None:
    _print_row(mutant.room, mutant.fault, run.killed_by or "SURVIVED", f"{run.seconds:.1f}")


def _print_row(*cells: str) -> None:
    print("  ".join((*(cell[:width].ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)), cells[-1].rjust(7))), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
