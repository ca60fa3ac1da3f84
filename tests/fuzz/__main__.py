"""`make fuzz`: so many more cases at one target or at all, and what came out of it."""

from __future__ import annotations

import argparse

from tests.fuzz.campaign import Campaign, limit_memory
from tests.fuzz.registry import TARGETS
from tests.fuzz.target import ROOT

STATE = ROOT / "build" / "fuzz"
"""Where a run goes on from; not under version control."""

FOUND = ROOT / "tests" / "fuzz" / "found"
SLICE = 2_000
"""Cases after which a run writes down how far it came."""

MEMORY = 1_500
"""Megabytes that a process of this may take."""


def main() -> int:
    """Try the cases and print a line for each slice; 1 where something new was found."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", default="all", choices=["all", *TARGETS])
    parser.add_argument("cases", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="of a target's first run; later ones go on from where it came to")
    chosen = parser.parse_args()
    limit_memory(MEMORY)
    finds = 0
    for name in TARGETS if chosen.target == "all" else (chosen.target,):
        campaign = Campaign(TARGETS[name], STATE, FOUND, chosen.seed)
        left = chosen.cases
        while left > 0:
            for find in campaign.run(min(SLICE, left)):
                finds += 1
                print(f"{name}: {find.words}\n    {find.case[:200]!r}", flush=True)
            left -= SLICE
            progress = campaign.progress
            print(f"{name}: {progress.cases} cases, {len(campaign.cases)} kept, {progress.lines} lines, {len(progress.finds)} finds in all", flush=True)
    return 1 if finds else 0


if __name__ == "__main__":
    raise SystemExit(main())
