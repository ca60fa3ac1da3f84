"""Plants faults in the browser half of a standard: a named change of its source, compiled by the project's own step.

A package that holds the changed script instead of the healthy one is played like any other, to see that the proofs notice.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.resources import read_asset
from tests.browser.harness.server import read_files

ROOT: Final = Path(__file__).resolve().parents[3]
ESBUILD: Final = ROOT / "node_modules" / "esbuild" / "package.json"
SOURCES: Final = ("builder/standards/*/*.ts", "templates/runtime/*.ts", "templates/runtime/start/*.ts", "templates/runtime/parts/**/*.ts", "builder/_assets/layout.ts")
UNIT_PAGE: Final = re.compile(r"unit-[^/]+\.html")
COMPILE: Final = """
import { readFileSync, writeFileSync } from "node:fs";
const { step, jobs } = JSON.parse(readFileSync(process.argv[1], "utf8"));
const { bundle, listScripts } = await import(step);
for (const { root, script, out } of jobs) writeFileSync(out, await bundle(listScripts(root).find((one) => one.out === script), root));
"""


@dataclass(frozen=True)
class Seed:
    """One planted fault.

    Attributes:
        script: the script that it lands in, `drivers/scorm12.js`.
        file: the source that is changed, from the root of the repository.
        before, after: the text as it is, and as it becomes. The same twice: no fault.

    """

    script: str
    file: str
    before: str
    after: str

    def plant(self, root: Path) -> None:
        """Change the source below `root`. Fails when its text is not there any more: then the seed would prove nothing."""
        path = root / self.file
        source = path.read_text(encoding="utf-8")
        assert self.before in source, f"{self.file} no longer says {self.before!r}: write this seed anew"
        path.write_text(source.replace(self.before, self.after), encoding="utf-8")


def copy_sources(root: Path) -> None:
    """Copy what seeds may change to another root."""
    for pattern in SOURCES:
        for path in ROOT.glob(pattern):
            target = root / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def compile_seeds(seeds: Mapping[str, Seed], work: Path) -> dict[str, bytes]:
    """Name -> the changed script, made by templates/assets/build.mjs. Fails when a seed has no place or does not compile."""
    jobs = []
    for number, seed in enumerate(seeds.values()):
        root = work / str(number)
        copy_sources(root)
        seed.plant(root)
        jobs.append({"root": str(root), "script": seed.script, "out": str(work / f"{number}.js")})
    order = work / "jobs.json"
    order.write_text(json.dumps({"step": (ROOT / "templates" / "assets" / "build.mjs").as_uri(), "jobs": jobs}), encoding="utf-8")
    done = subprocess.run(["node", "--input-type=module", "-e", COMPILE, str(order)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: Path(job["out"]).read_bytes() for name, job in zip(seeds, jobs, strict=True)}


def put_script(package: Path, script: str, content: bytes) -> dict[str, bytes]:
    """The files of a package with another text in place of one of its scripts. Its address stays: it is the one that the launch page names."""
    files = read_files(package)
    healthy = read_asset(script).rstrip()
    addresses = [address for address, found in files.items() if address.endswith(".js") and found.count(healthy) == 1]
    # A course of several units carries it in a file for each, or in one for all of them
    units = 1 + sum(bool(UNIT_PAGE.fullmatch(address)) for address in files)
    assert len(addresses) in (1, units), f"{script} is not in one file of the package for each unit, nor in one for all: {addresses}"
    return files | {address: files[address].replace(healthy, content.rstrip()) for address in addresses}
