"""The wheel works alone: on a machine without clone, Node or network, an author goes from nothing to packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from builder.package.content import plain_path
from builder.standards.registry import STANDARDS

ROOT = Path(__file__).resolve().parents[2]
SITE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def build_wheel(folder: Path) -> Path:
    """The wheel of the clone. Needs no network: hatchling is installed and the assets are made."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (found,) = folder.glob("copack-*.whl")
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def list_required(name: str, known: set[str] | None = None) -> set[str]:
    """The distributions that `name` says it needs, and those that they need, as this machine would choose them."""
    from packaging.requirements import Requirement

    known = set() if known is None else known
    for text in distribution(name).requires or []:
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        if requirement.name.lower() not in known:
            known.add(requirement.name.lower())
            list_required(requirement.name, known)
    return known


def link_distribution(name: str, site: Path) -> None:
    """Put one installed distribution into another environment, without a network: links to its top-level files and folders."""
    for file in distribution(name).files or []:
        top = file.parts[0]
        if top in {"..", "__pycache__"} or (site / top).exists():
            continue
        (site / top).symlink_to(Path(str(distribution(name).locate_file(top))).resolve())


@dataclass(frozen=True)
class Machine:
    """An environment with the wheel and what it declares, nothing else; an empty home; no clone, no Node on PATH."""

    environment: Path
    home: Path

    def run(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        variables = {"HOME": str(self.home), "PATH": str(self.environment / "bin"), "LANG": "C.UTF-8"}
        return subprocess.run(words, cwd=folder or self.home, env=variables, capture_output=True, text=True, timeout=120, check=False)


def make_machine(folder: Path) -> Machine:
    environment, home = folder / "environment", folder / "home"
    venv.create(environment, with_pip=False, symlinks=True)
    home.mkdir()
    return Machine(environment, home)


@pytest.fixture(scope="module")
def machine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    made = make_machine(tmp_path_factory.mktemp("machine"))
    pip = [sys.executable, "-m", "pip", "--python", str(made.environment / "bin/python")]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    for name in sorted(list_required("copack")):
        link_distribution(name, made.environment / SITE)
    yield made
    shutil.rmtree(made.environment)


def test_the_machine_has_the_wheel_and_not_the_clone(machine: Machine) -> None:
    code = "import builder, sys; print(builder.__file__); print([place for place in sys.path if place])"
    shown = machine.run("python", "-c", code).stdout
    assert str(machine.environment) in shown.splitlines()[0]
    assert str(ROOT) not in shown
    assert machine.run("python", "-c", "import pytest").returncode == 1


def test_an_author_goes_from_nothing_to_packages(machine: Machine) -> None:
    for words in (["copack", "--version"], ["copack", "new", "course"]):
        done = machine.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    done = machine.run("copack", "build", folder=machine.home / "course")
    assert done.returncode == 0, done.stdout + done.stderr
    packages = sorted((machine.home / "course/dist").glob("*.zip"))
    assert len(packages) == len(STANDARDS)
    for path in packages:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            addresses = {plain_path(name): name for name in names}
            assert {"index.html", "start.js", "style.css", "runtime.js", "standard.js"} <= set(addresses)
            assert b"nhsuk" in package.read(addresses["style.css"])
            if path.name.endswith("scorm12.zip"):
                assert {"imsmanifest.xml", "imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd", "ims_xml.xsd", "imsmd_rootv1p2p1.xsd"} <= names


def test_a_course_may_also_be_named_from_outside(machine: Machine) -> None:
    machine.run("copack", "new", "other")
    done = machine.run("copack", "build", "other", "-o", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in (machine.home / "out").glob("*.zip"))


def test_the_wheel_brings_its_templates_compiled(machine: Machine) -> None:
    code = (
        "from builder.pages import environment as pages; from builder.reports import sheet\n"
        "print([type(made.loader).__name__ for made in (pages.environment(), sheet.environment())])"
    )
    assert machine.run("python", "-c", code).stdout.strip() == "['ModuleLoader', 'ModuleLoader']"


def test_the_wheel_holds_what_runs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        text = {name: archive.read(name) for name in names}
    assert {"builder/_assets/runtime.js", "builder/_assets/styles.json", "builder/_templates/pages/index.html.jinja"} <= set(names)
    assert [name for name in names if name.startswith("copack-") and name.endswith("licenses/LICENSE")]
    strangers = [name for name in names if name.endswith((".ts", ".mjs", ".map", ".pyc")) or "node_modules" in name]
    assert strangers == []
    assert not [name for name in names if name.split("/")[0] != "builder" and ".dist-info" not in name.split("/")[0]]
    # Nobody's machine is named in what is shipped.
    assert [name for name, content in text.items() if str(ROOT).encode() in content or re.search(rb"/home/\w+|/root/", content)] == []


def test_the_same_sources_give_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    os.utime(ROOT / "LICENSE")
    assert build_wheel(later).read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_the_wheel_installs_from_the_package_index(wheel: Path, tmp_path: Path) -> None:
    """As `pipx install` does it: a fresh environment, and what the wheel declares from the index."""
    made = make_machine(tmp_path)
    pip = [sys.executable, "-m", "pip", "--python", str(made.environment / "bin/python")]
    subprocess.run([*pip, "install", "--quiet", str(wheel)], check=True, capture_output=True)
    for words in (["copack", "new", "course"], ["copack", "build", "course", "-o", "out"]):
        done = made.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((made.home / "out").glob("*.zip"))) == len(STANDARDS)
