"""What is fuzzed: a public function, the cases to begin with, how a case is changed, and what an answer must be like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
"""Packages of other people's tools; absent where only the repository is."""

Mutate = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""(chance, case, other cases) -> a new case."""


class Target(Struct, frozen=True):
    """One public function under fuzz.

    Attributes:
        name: as in `make fuzz TARGET=yaml` and `found/yaml/`.
        about: what is called, in a line.
        seeds: makes the first cases.
        mutate: changes a case.
        run: calls the function with each case of a batch and yields what is wrong with it, or an empty text. What it raises is a find as well.
        rooms: parts of paths; only lines of these files count as coverage. None: the target is not guided by it.
        batch: cases that are handed over at a time; 1 wherever an exception would end a batch.
        longest: bytes of a case.

    """

    name: str
    about: str
    seeds: Callable[[], Sequence[bytes]]
    mutate: Mutate
    run: Callable[[Sequence[bytes]], Sequence[str]]
    rooms: tuple[str, ...] = ()
    batch: int = 1
    longest: int = 20_000


def one_by_one(judge: Callable[[bytes], str]) -> Callable[[Sequence[bytes]], Sequence[str]]:
    """Return the `run` of a target whose function takes a case at a time."""
    return lambda cases: [judge(case) for case in cases]


def read_seeds(*patterns: str, most: int = 8_000, count: int = 60) -> list[bytes]:
    """Return files of the repository that match, without those that are long, each content once, in the order of their paths.

    Where there are more than `count`, every second or third is taken: a run of a guided target traces each of them first.
    """
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
    contents = list(dict.fromkeys(content for path in paths if len(content := path.read_bytes()) <= most))
    return contents[:: -(-len(contents) // count)] if contents else []
