"""Renew requirements.lock: every distribution that Copack is installed, built and tested with, hash by hash.

One file, three sections, because most machines need only the first:

    install   what `copack` needs at run time, and hatchling, which installs it
    test      what `make test` adds, and what writes PDF
    node      a Node, for machines that have none (or too old a one) on PATH

    python .ci/lock.py                     writes the file anew (asks the package index)
    python .ci/lock.py --print install     prints one section, for `pip install -r`
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
MARK = "# section: "
SECTIONS = ("install", "test", "node")
HEAD = "# Written by `make lock`. Sections are told apart by .ci/lock.py; do not edit by hand.\n"
COMPILE = (
    *(sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"),
)


def compile_requirements(folder: Path, name: str, *arguments: str) -> str:
    """The pinned and hashed requirements that pip-tools resolves for `arguments`, as text."""
    out = folder / f"{name}.txt"
    subprocess.run([*COMPILE, "--output-file", str(out), *arguments], cwd=ROOT, check=True)
    return out.read_text("utf-8")


def split_requirements(text: str) -> dict[str, str]:
    """Each requirement of a lock text (`name==version \\` and its hash lines) by its first word."""
    blocks: dict[str, str] = {}
    current = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            current = line.split()[0]
        blocks[current] = blocks.get(current, "") + line
    return blocks


def read_section(name: str) -> str:
    """The text of one section of the lock file."""
    parts = LOCK.read_text("utf-8").split(MARK)[1:]
    return dict(part.split("\n", 1) for part in parts)[name]


def renew() -> None:
    """Resolve everything once, so that the sections agree, and write the file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = "pyproject.toml"
        every = compile_requirements(folder, "all", "--extra=build", "--extra=pdf", "--extra=test", "--extra=node", project)
        pins = folder / "all.txt"
        known = split_requirements(every)
        wanted = {
            section: split_requirements(
                compile_requirements(folder, section, f"--extra={extra}", f"--constraint={pins}", project)
            )
            for section, extra in (("install", "build"), ("node", "node"))
        }
    node = {key for key in wanted["node"] if key.startswith("nodejs")}
    chosen = {
        "install": set(wanted["install"]),
        "test": set(known) - set(wanted["install"]) - node,
        "node": node,
    }
    text = HEAD
    for section in SECTIONS:
        text += f"{MARK}{section}\n" + "".join(known[key] for key in sorted(chosen[section]))
    LOCK.write_text(text, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--print"]:
        sys.stdout.write(read_section(sys.argv[2]))
    else:
        renew()
