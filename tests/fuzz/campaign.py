"""A run of many cases at one target: resumable, guided by coverage where the target asks for it, its finds made small and kept as files."""

from __future__ import annotations

import hashlib
import json
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random

from msgspec import Struct

from tests.fuzz.coverage import LineCoverage
from tests.fuzz.target import Target

TRACED = 8
"""One case of so many is traced: a traced call takes ten times as long as another."""

KEPT_UNSEEN = 500
"""Where no coverage is counted, one case of so many is kept, so that changes add up."""

MOST_KEPT = 2_000
"""Cases that are kept so; more would only thin out the seeds."""

WORK = 300_000
WORK_OF_BYTE = 3_000
"""Lines that a call may run, and more for each byte of its case: the largest seeds stay below a tenth of both."""

HANG = 20
"""Seconds of the processor's time after which a call counts as a hang, where it runs no Python lines that could be counted."""

SMALLER = 400
"""Attempts at making a find smaller."""


class Hang(BaseException):
    """A call took the processor for too long. No `except Exception` inside the call stops it."""


class Find(Struct, frozen=True):
    """A case that goes wrong, and what is said of it: the last line of the traceback and its place, or the answer that differs."""

    case: bytes
    words: str


class Progress(Struct):
    """What is kept between runs.

    Attributes:
        seed: of chance.
        cases: tried so far, in all runs.
        finds: what was found, by its words.
        lines: lines reached, where coverage is counted.

    """

    seed: int = 1
    cases: int = 0
    finds: dict[str, str] = {}
    lines: int = 0


class Campaign:
    """All runs at one target. What it keeps lies in a folder: `progress.json`, and the cases that reached something new."""

    def __init__(self, target: Target, folder: Path, found: Path, seed: int = 1) -> None:
        self.target = target
        self._folder = folder / target.name
        self._found = found / target.name
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._folder / "progress.json"
        self.progress = Progress(**json.loads(kept.read_text(encoding="utf-8"))) if kept.exists() else Progress(seed=seed)
        self.cases = [*target.seeds(), *(path.read_bytes() for path in sorted(self._folder.glob("*.case")))]
        self._coverage = LineCoverage(target.rooms) if target.rooms else None

    def run(self, count: int) -> list[Find]:
        """Try `count` more cases and return the finds that are new in their words."""
        new: list[Find] = []
        if self._coverage is not None:
            for case in self.cases:
                self._judge([case], traced=True)
        end = self.progress.cases + count
        while self.progress.cases < end:
            number = self.progress.cases
            chance = Random(f"{self.progress.seed} {number}")
            batch = [self._make(chance) for _ in range(min(self.target.batch, end - number))]
            traced = self._coverage is not None and number % TRACED == 0
            reached = self._reached()
            new += [find for find in self._judge(batch, traced=traced) if self._keep_find(find)]
            if self._reached() > reached or (self._coverage is None and number % KEPT_UNSEEN == 0 and len(self.cases) < MOST_KEPT):
                self._keep_case(batch[0])
            self.progress.cases += len(batch)
        self.progress.lines = self._reached()
        (self._folder / "progress.json").write_text(json.dumps(to_builtins(self.progress), indent=1), encoding="utf-8")
        return new

    def _make(self, chance: Random) -> bytes:
        return self.target.mutate(chance, chance.choice(self.cases), self.cases)[: self.target.longest]

    def _reached(self) -> int:
        return len(self._coverage.lines) if self._coverage is not None else 0

    def _judge(self, batch: Sequence[bytes], *, traced: bool) -> list[Find]:
        return judge(self.target, batch, self._coverage if traced else None)

    def _keep_case(self, case: bytes) -> None:
        self.cases.append(case)
        (self._folder / f"{hashlib.sha256(case).hexdigest()[:16]}.case").write_bytes(case)

    def _keep_find(self, find: Find) -> bool:
        """Write a find that is new in its words, made small, where `make test` replays it."""
        if find.words in self.progress.finds:
            return False
        small = shrink(self.target, find)
        name = hashlib.sha256(small.case).hexdigest()[:16]
        self.progress.finds = {**self.progress.finds, find.words: name}
        self._found.mkdir(parents=True, exist_ok=True)
        (self._found / f"{name}.case").write_bytes(small.case)
        return True


def to_builtins(progress: Progress) -> dict[str, object]:
    """Return the fields of a progress for JSON."""
    return {name: getattr(progress, name) for name in progress.__struct_fields__}


def judge(target: Target, batch: Sequence[bytes], coverage: LineCoverage | None = None) -> list[Find]:
    """Return the finds among a batch."""
    watching = coverage.watching(WORK + WORK_OF_BYTE * sum(map(len, batch))) if coverage is not None else nullcontext()
    try:
        with _ending_hangs(), watching:
            answers = target.run(batch)
    except (Exception, Hang) as fault:  # noqa: BLE001 - whatever comes out of a public function is what is looked for
        return [Find(batch[0], _words_of(fault))] if len(batch) == 1 else [find for case in batch for find in judge(target, [case])]
    return [Find(case, words) for case, words in zip(batch, answers, strict=True) if words]


def shrink(target: Target, find: Find) -> Find:
    """Return the same find with a smaller case: pieces are taken out as long as the words stay the same."""
    case, attempts = find.case, 0
    size = max(1, len(case) // 2)
    while size and attempts < SMALLER:
        at = 0
        while at < len(case) and attempts < SMALLER:
            attempts += 1
            smaller = case[:at] + case[at + size :]
            if any(other.words == find.words for other in judge(target, [smaller])):
                case = smaller
            else:
                at += size
        size //= 2
    return Find(case, find.words)


def _words_of(fault: BaseException) -> str:
    """Return the class of an exception and the line of the product that raised it, so that one fault is one find."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "/builder/" in frame.filename or "/tests/fuzz/targets/" in frame.filename]
    where = f"in {Path(frames[-1].filename).name}, {frames[-1].name}" if frames else "outside of the product"
    return f"{type(fault).__name__}, {where}"


@contextmanager
def _ending_hangs() -> Iterator[None]:
    """Raise Hang in the middle of a call that takes the processor for too long; where the system has no such timer, nothing."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(_signal: int, _frame: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit_memory(megabytes: int) -> None:
    """Let the process have no more memory than this, so that a case that wants more is a find (MemoryError); Linux alone has such a limit."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
