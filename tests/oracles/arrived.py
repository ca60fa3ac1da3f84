"""What a platform, or the device, was given in a whole walk of a package, played without a browser (`tests/runtime/package_walk.ts`)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from builder.package.package import Package
from builder.standards.script import LATE_FILE, SCRIPT_FILE
from tests.addresses import address_in
from tests.oracles.packed_state import State, unpack

ROOT = Path(__file__).parents[2]
STATE_ELEMENTS = ("cmi.suspend_data",)
PLACE_ELEMENTS = ("cmi.core.lesson_location", "cmi.location")


class Arrived(Struct, dict=True, frozen=True):
    """The bytes of one walk.

    Attributes:
        sets: (element, value) of each SCORM call, in order.
        gets: elements that were asked for.
        statements: at the record store.
        documents: states as the record store was given them, as JSON, in order.
        addresses: origins that requests went to.
        device: (name, value) that is left on the device.

    """

    sets: tuple[tuple[str, str], ...]
    gets: tuple[str, ...]
    statements: tuple[dict[str, Any], ...]
    documents: tuple[str, ...]
    addresses: tuple[str, ...]
    device: tuple[tuple[str, str], ...]

    @cached_property
    def text(self) -> str:
        """All that left the window, as one text."""
        return json.dumps([self.sets, self.statements, self.documents, self.device], ensure_ascii=False)

    @cached_property
    def elements(self) -> Mapping[str, str]:
        """The last value of each SCORM element."""
        return dict(self.sets)

    @cached_property
    def progress(self) -> tuple[dict[str, Any], ...]:
        """Each window's progress as it came: in the state document, or on the device."""
        windows = [window for document in self.documents for window in json.loads(document)["windows"].values()]
        return (*windows, *(json.loads(value) for name, value in self.device if "#" in name))

    @cached_property
    def states(self) -> tuple[State, ...]:
        """Each packed state that came, in order, read by its documentation alone."""
        packed = [value for name, value in self.sets if name in STATE_ELEMENTS] + [window["state"] for window in self.progress]
        states = [unpack(text) for text in packed]
        assert None not in states, packed
        return tuple(state for state in states if state is not None)

    @property
    def state(self) -> State:
        """The packed state that came last."""
        return self.states[-1]

    @cached_property
    def place(self) -> str:
        """Where the learner stopped."""
        placed = [value for name, value in self.sets if name in PLACE_ELEMENTS] + [window["location"] for window in self.progress]
        return str(placed[-1])

    def told(self, verb: str) -> tuple[dict[str, Any], ...]:
        """Return the statements with a verb, by the last part of its IRI."""
        return tuple(statement for statement in self.statements if statement["verb"]["id"].rsplit("/", 1)[-1] == verb)


def read_scripts(package: Package, script: str) -> str:
    """Return the script of a unit with that of what comes after its first page."""
    late = LATE_FILE if script == SCRIPT_FILE else script.replace("unit-", "late-", 1)
    return "".join(package.read(address_in(package.files, path)).decode() for path in (script, late))


def play_packages(packages: Sequence[tuple[Package, Iterable[str]]], standards: Sequence[str]) -> list[list[Arrived]]:
    """Return what arrived, for each package and each of its scripts; `standards` are the packages' own, by name."""
    walks, counts = [], []
    for (package, scripts), name in zip(packages, standards, strict=True):
        version = "1.2" if name == "scorm12" else "2004" if name.startswith("scorm2004") else None
        found = [{"script": read_scripts(package, script), "scorm": version} for script in scripts or (SCRIPT_FILE,)]
        walks += found
        counts.append(len(found))
    command = ["node", "--import", "tsx", str(ROOT / "tests/runtime/package_walk.ts")]
    ended = subprocess.run(command, cwd=ROOT, input=json.dumps(walks), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    arrived = iter(convert(json.loads(ended.stdout), list[Arrived]))
    return [[next(arrived) for _ in range(count)] for count in counts]
