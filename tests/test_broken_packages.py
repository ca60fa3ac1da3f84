"""Every rule about a package fires on its fixture, alone, and says what is in the golden file.

A fixture `tests/broken/<CODE>/` holds `package.json`: which package of the small hand-made course it is `of` (its files are named without the
digests of their contents, so a fixture says `style.css`), and what is done to it:
`remove` paths, `put` texts (or `hex`), `replace` [path, old, new], `grow` files to a size (on disk, sparse); `entries` are added to the zip
as no honest program would write them, `around` before and behind it; `limits` replaces limits of reading; `file` is the whole zip, as text.
A folder `delivered/` is what a build left, with names of builds and nothing else in its files. A fixture without either holds files that are laid over the good
course `tests/courses/small`, for rules about what a standard cannot carry. `COPACK_UPDATE=1` writes `expected.txt` anew.
"""

from __future__ import annotations

import io
import json
import shutil
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import Diagnostic
from builder.diagnostics.reporters import as_text
from builder.lint import lint
from builder.output_lint import lint_output
from builder.package.limits import Limits
from builder.package.package import Package, PackageContents
from builder.package.zip import seal
from builder.package.zip_reader import read_zip
from builder.pipeline import compile_folder
from builder.rulebook import collect_rules
from builder.standards.registry import STANDARDS
from tests.addresses import with_plain_names
from tests.oracles.expectation import assert_expected
from tests.test_broken import lay_over
from tests.unit.standards.packages import example_package

BROKEN = Path(__file__).parent / "broken"
FAMILIES = ("PKG", "S12", "S04", "CM5", "XAP", "WEB")
FIXTURES = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir() and folder.name.startswith(FAMILIES))
CODES = {rule.code for rule in collect_rules() if rule.code.startswith(FAMILIES)}
LIMITED = {"S12": "scorm12", "S04": "scorm2004-3rd", "CM5": "cmi5"}
"""Family of rules -> the standard whose limits a course is held against."""

BESIDE = {"S04101": {"CRS094"}, "S12101": {"CRS094"}, "S12104": {"CRS041"}}
"""What a fixture cannot be without: too much to remember makes a long page, and a long text is sent only where `record_also` lists it, which is told as well."""


def edit(package: Package, recipe: dict[str, Any], folder: Path) -> Package:
    files: dict[str, bytes | Path] = {name: package.content(name) for name in package.files if name not in recipe.get("remove", ())}
    for path, text in recipe.get("put", {}).items():
        files[path] = text.encode()
    for path, text in recipe.get("hex", {}).items():
        files[path] = bytes.fromhex(text)
    for path, old, new in recipe.get("replace", ()):
        content = package.read(path).decode() if path not in files or isinstance(files[path], Path) else bytes(files[path]).decode()
        assert old in content, f"{path} does not hold {old}"
        files[path] = content.replace(old, new).encode()
    for number, (path, size) in enumerate(recipe.get("grow", {}).items()):
        large = folder / f"large-{number}"
        with large.open("wb") as stream:
            stream.truncate(size)
        files[path] = large
    return Package(package.name, files)


def add_entries(sealed: bytes, entries: Sequence[dict[str, Any]]) -> bytes:
    """Append entries that a well-meaning program would not write; what zipfile refuses to write is patched in afterwards."""
    written = io.BytesIO(sealed)
    with pytest.warns() if any(entry.get("twice") for entry in entries) else no_warning(), zipfile.ZipFile(written, "a") as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry["name"], (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if entry.get("deflated") else entry.get("method", zipfile.ZIP_STORED)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if entry.get("link") else 0o100644 << 16
            archive.writestr(info, entry.get("text", "x") * entry.get("times", 1))
    content = bytearray(written.getvalue())
    for entry in entries:
        for signature, flags_at, crc_at in ((b"PK\x03\x04", 6, 14), (b"PK\x01\x02", 8, 16)):
            name = entry["name"].encode()
            at = next(
                place
                for place in range(len(content))
                if content.startswith(signature, place) and name in content[place + 30 : place + 46 + len(name)]
            )
            if entry.get("utf8"):
                content[at + flags_at + 1] |= 8
            if entry.get("name_bytes"):
                content[content.index(name, at) : content.index(name, at) + len(name)] = bytes.fromhex(entry["name_bytes"])
            if entry.get("encrypted"):
                content[at + flags_at] |= 1
            if entry.get("damaged"):
                content[at + crc_at] ^= 0xFF
    return bytes(content)


class no_warning:  # noqa: N801 - stands where pytest.warns does
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def lay_delivered(fixture: Path, output: Path, recipe_file: str) -> Path:
    """What a build left, in a folder of its own; with what the recipe removes and puts, if there is one."""
    shutil.copytree(fixture / "delivered", output)
    recipe = json.loads((fixture / recipe_file).read_text(encoding="utf-8")) if (fixture / recipe_file).exists() else {}
    for path in recipe.get("remove", ()):
        (output / path).unlink()
    for path, text in recipe.get("put", {}).items():
        (output / path).write_text(text, encoding="utf-8", newline="")
    return output


def find_faults(fixture: Path, folder: Path, recipe_file: str = "package.json") -> tuple[tuple[Diagnostic, ...], PackageContents | None]:
    if (fixture / "delivered").exists():
        return lint_output(lay_delivered(fixture, folder / recipe_file, recipe_file)), None
    recipe = json.loads((fixture / recipe_file).read_text(encoding="utf-8"))
    if "file" in recipe:
        content = recipe["file"].encode()
    else:
        package = edit(with_plain_names(example_package(recipe["of"])), recipe, folder)
        if "grow" in recipe:
            return lint(package, STANDARDS), package
        content = add_entries(seal(package), recipe.get("entries", ()))
    before, after = recipe.get("around", ("", ""))
    path = folder / "small.zip"
    path.write_bytes(before.encode() + content + after.encode())
    read = read_zip(path, Limits(**recipe.get("limits", {})))
    return (*read.diagnostics, *(lint(read.value, STANDARDS) if read.value else ())), read.value


def find_course_faults(fixture: Path, folder: Path, *, laid: bool = False) -> tuple[Diagnostic, ...]:
    """What the standard of a fixture says of its course. `laid`: the course is in the folder already."""
    if not laid:
        lay_over(fixture, folder / "course")
    compilation = compile_folder(folder / "course", standards=(LIMITED[fixture.name[:3]],))
    assert compilation.plan is not None, compilation.diagnostics
    return compilation.diagnostics


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_broken_package_fires_its_rule_alone(fixture: Path, tmp_path: Path) -> None:
    package: PackageContents | None = None
    if (fixture / "delivered").exists() or (fixture / "package.json").exists():
        found, package = find_faults(fixture, tmp_path)
    else:
        found = find_course_faults(fixture, tmp_path)

    def lines(file: str) -> Sequence[str]:
        if package is None or file not in package.files or package.size(file) > 1_000_000:
            return ()
        return package.read(file).decode("utf-8", "replace").splitlines()

    report = as_text(found, lines, colour=False) + "\n"
    assert {one.rule.code for one in found} == {fixture.name, *BESIDE.get(fixture.name, ())}, report
    assert_expected(fixture / "expected.txt", report)


def test_every_rule_has_a_fixture() -> None:
    assert {folder.name for folder in FIXTURES} == CODES
    assert set(BESIDE) <= CODES


@pytest.mark.parametrize("name", [standard.name for standard in STANDARDS])
def test_our_own_packages_give_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "small.zip"
    path.write_bytes(seal(example_package(name)))
    read = read_zip(path)
    assert read.value is not None
    assert (*read.diagnostics, *lint(read.value, STANDARDS)) == ()


def test_without_schemas_there_is_nothing_to_say_either() -> None:
    assert lint(example_package("scorm12", schemas=False), STANDARDS) == ()
