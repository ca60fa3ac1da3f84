"""A fault of some entries takes out those alone: the rest of a stranger's zip is judged in the same run, and nothing untrue follows from what was taken out."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from builder.lint import check_zip, lint
from builder.package.limits import Limits
from builder.package.package import Package, PartialPackage
from builder.package.zip_reader import read_zip
from builder.standards.registry import STANDARDS
from tests.unit.package.zips import RawEntry, write_entries
from tests.unit.standards.packages import example_package

Break = Callable[[bytes], tuple[RawEntry, ...]]

UNREADABLE: dict[str, Break] = {
    "PKG002": lambda name: (RawEntry(name, flags=0x801),),
    "PKG004": lambda name: (RawEntry(name, b"/etc/passwd", mode=stat.S_IFLNK | 0o777),),
    "PKG005": lambda name: (RawEntry(name), RawEntry(name, b"another")),
    "PKG006": lambda name: (RawEntry(name, size=2_000_000),),
    "PKG007": lambda name: (RawEntry(name, method=12),),
    "PKG008": lambda name: (RawEntry(name, wrong_by=1),),
}
"""Rule -> entries that break it alone, whatever their name."""

UNSAFE: dict[str, Break] = {
    "PKG003": lambda name: (RawEntry(b"../" + name),),
    "PKG035": lambda name: (RawEntry(name + b"\xff"),),
}
"""The same for rules about a name."""

ALONE: dict[str, Break] = {**UNREADABLE, **UNSAFE, "PKG036": lambda name: (RawEntry(name), RawEntry(name + b"/inside.txt"))}


def entries_of(standard: str, *, broken: bool = False) -> list[RawEntry]:
    """The small course's package; `broken`: its manifest lists a file that is not there."""
    package = example_package(standard, schemas=False)
    contents = {name: package.read(name) for name in package.files}
    if broken:
        contents["imsmanifest.xml"] = contents["imsmanifest.xml"].replace(b"<file ", b'<file href="gone.html"/><file ', 1)
    return [RawEntry(name.encode(), content) for name, content in contents.items()]


def codes_of(entries: list[RawEntry], folder: Path) -> Counter[str]:
    path = folder / "stranger.zip"
    path.write_bytes(write_entries(entries))
    return Counter(fault.rule.code for fault in check_zip(path, STANDARDS))


@pytest.fixture(scope="module")
def manifest_fault(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    folder = tmp_path_factory.mktemp("manifest")
    assert codes_of(entries_of("scorm12"), folder) == Counter()
    codes = codes_of(entries_of("scorm12", broken=True), folder)
    assert codes == Counter(["S12010"])
    return codes


@pytest.mark.parametrize("code", sorted(ALONE))
def test_a_fault_of_an_entry_does_not_hide_one_of_the_manifest(code: str, manifest_fault: Counter[str], tmp_path: Path) -> None:
    """The files with safe names are told as well because the manifest does not list them."""
    entries = [*entries_of("scorm12", broken=True), *ALONE[code](b"extra")]
    codes = codes_of(entries, tmp_path)
    unlisted = 0 if code in UNSAFE else len({entry.name for entry in ALONE[code](b"extra")})
    assert codes == manifest_fault + Counter({code: 1}) + Counter({"S12011": unlisted})


@pytest.mark.parametrize("code", sorted(UNREADABLE))
@pytest.mark.parametrize(
    ("standard", "victim"),
    [(standard.name, victim) for standard in STANDARDS for victim in ("index.html", ".js", ".css", ".xml") if (standard.name, victim) != ("web", ".xml")],
)
def test_nothing_untrue_follows_from_a_file_that_was_taken_out(code: str, standard: str, victim: str, tmp_path: Path) -> None:
    """It is not called missing, and no rule says what no script does."""
    entries = entries_of(standard)
    taken = next(entry.name for entry in entries if entry.name.endswith(victim.encode()))
    broken = [made for entry in entries for made in (UNREADABLE[code](taken) if entry.name == taken else (entry,))]
    assert codes_of(broken, tmp_path) == Counter({code: 1})


@settings(max_examples=60)
@given(picked=st.lists(st.tuples(st.sampled_from(sorted(ALONE)), st.booleans()), max_size=8))
def test_any_mix_of_faults_gives_one_diagnostic_for_each(picked: list[tuple[str, bool]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Some lie before the others in the zip and some behind; each has a name of its own."""
    before: list[RawEntry] = []
    behind: list[RawEntry] = []
    for number, (code, first) in enumerate(picked):
        (before if first else behind).extend(ALONE[code](b"file%d.bin" % number))
    codes = codes_of([*before, *entries_of("web"), *behind], tmp_path_factory.getbasetemp())
    assert codes == Counter(code for code, _ in picked)


def test_a_zip_with_a_fault_gives_no_package_that_could_be_written_or_served(tmp_path: Path) -> None:
    path = tmp_path / "stranger.zip"
    path.write_bytes(write_entries([RawEntry(b"index.html"), RawEntry(b"a.js", wrong_by=1), RawEntry(b"../b.js"), RawEntry(b"folder/", b"", flags=1)]))
    partial = read_zip(path).value
    assert isinstance(partial, PartialPackage)
    assert not isinstance(partial, Package)
    assert set(partial.files) == {"index.html"}
    assert partial.unreadable == {"a.js": 1}
    assert partial.unsafe == {"../b.js"}


def test_other_faults_of_a_file_that_was_taken_out_are_told(tmp_path: Path) -> None:
    """A name that Windows reserves, and capitals that differ from another name's, are there to be seen without the content."""
    entries = [*entries_of("web"), RawEntry(b"con.txt", wrong_by=1), RawEntry(b"INDEX.html", flags=0x801)]
    assert codes_of(entries, tmp_path) == Counter(["PKG008", "PKG039", "PKG002", "PKG014"])


def test_the_bytes_that_a_file_promises_count_although_it_is_taken_out(tmp_path: Path) -> None:
    entries = [*entries_of("web"), RawEntry(b"film.mp4", b"x" * 3_000_000, method=12, size=300_000_000)]
    assert codes_of(entries, tmp_path) == Counter(["PKG007", "PKG023"])


def test_a_bomb_as_a_whole_is_not_read_and_the_faults_of_its_list_are_told_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(write_entries([RawEntry(b"a.bin", b"x" * 100), RawEntry(b"../b.bin"), RawEntry(b"c.bin", flags=0x801)]))
    read = read_zip(path, Limits(total=50))
    assert read.value is None
    assert [fault.rule.code for fault in read.diagnostics] == ["PKG006", "PKG003", "PKG002"]


def test_an_entry_that_covers_several_others_is_told_with_each_of_them(tmp_path: Path) -> None:
    """Only the first of those inside touches its neighbour in the order of the offsets."""
    inner = write_entries([RawEntry(b"a.txt"), RawEntry(b"b.txt"), RawEntry(b"c.txt")])
    content = inner[: inner.index(b"PK\x01\x02")]
    outer = write_entries([RawEntry(b"outer.bin", content)])
    start = outer.index(content)
    listed = bytearray(inner[len(content) : inner.rindex(b"PK\x05\x06")])
    at = 0
    while (at := listed.find(b"PK\x01\x02", at)) >= 0:
        listed[at + 42 : at + 46] = (int.from_bytes(listed[at + 42 : at + 46], "little") + start).to_bytes(4, "little")
        at += 46
    end = outer.rindex(b"PK\x05\x06")
    joined = bytearray(outer[:end] + listed + outer[end:])
    joined[-14:-10] = (2 * (4).to_bytes(2, "little"))
    joined[-10:-6] = (len(listed) + end - outer.index(b"PK\x01\x02")).to_bytes(4, "little")
    path = tmp_path / "cover.zip"
    path.write_bytes(joined)
    faults = check_zip(path, STANDARDS)
    assert [fault.rule.code for fault in faults].count("PKG006") == 3


def test_a_file_that_rules_read_is_compared_with_its_checksum_whatever_lies_before_it(tmp_path: Path) -> None:
    entries = [RawEntry(b"a.bin", b"x" * 5000), *entries_of("scorm12"), RawEntry(b"zzz.html", b"<p>", wrong_by=1)]
    path = tmp_path / "stranger.zip"
    path.write_bytes(write_entries(entries))
    read = read_zip(path, Limits(verified=1000))
    assert sorted(fault.rule.code for fault in read.diagnostics) == ["PKG008", "PKG038"]
    assert read.value is not None
    lint(read.value, STANDARDS)
