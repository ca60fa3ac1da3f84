"""What `make` does where system parts are missing: apt when it may, else one line to type; never a half-made start."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEBKIT = ("WebKitWebDriver", "Xvfb")
"""Programs without which nothing is played in WebKit."""


class Machine:
    """A machine whose only programs are those that a test puts there. `apt-get` writes down how it was called."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.log = folder / "apt.log"

    def add(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)

    def add_apt(self, status: int = 0) -> None:
        self.add("apt-get", f'echo "$@" >> {self.log}\necho "apt says this"\nexit {status}')

    def offer(self, package: str) -> None:
        self.add("apt-cache", f'[ "$2" = {package} ]')

    def add_user(self, number: int) -> None:
        self.add("id", f"echo {number}")

    def ask(self, part: str) -> subprocess.CompletedProcess[str]:
        variables = {"PATH": str(self.bin)}
        return subprocess.run(["/bin/sh", str(ROOT / ".ci/system"), part], env=variables, capture_output=True, text=True, check=False)

    def calls(self) -> list[str]:
        return self.log.read_text("utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize(("part", "browsers"), [("test", ["chromium-headless-shell"]), ("test-full", ["chromium-headless-shell", "chromium"])])
def test_nothing_is_installed_where_nothing_is_missing(machine: Machine, part: str, browsers: list[str]) -> None:
    for browser in browsers:
        machine.add(browser, "exit 0")
    for program in ("firefox-esr", *WEBKIT):
        machine.add(program, "exit 0")
    machine.add_apt()
    machine.add_user(0)
    done = machine.ask(part)
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.calls() == []


def installed(machine: Machine) -> list[str]:
    """The packages of the one call that installs."""
    (call,) = [call.split() for call in machine.calls() if "install" in call]
    return [word for word in call if not word.startswith("-") and word not in {"install", "libatomic1"}]


@pytest.mark.parametrize(
    ("part", "offered", "expected"),
    [
        ("test", "chromium-headless-shell", ["chromium-headless-shell", "fonts-liberation", "firefox-esr"]),
        ("test", "nothing", ["chromium", "fonts-liberation", "firefox-esr"]),
        ("test-full", "chromium-headless-shell", ["chromium-headless-shell", "fonts-liberation", "chromium", "firefox-esr"]),
        ("test-full", "nothing", ["chromium", "fonts-liberation", "firefox-esr"]),
    ],
)
def test_the_small_chromium_is_taken_where_the_system_offers_it(machine: Machine, part: str, offered: str, expected: list[str]) -> None:
    machine.add_apt()
    machine.offer(offered)
    machine.add_user(0)
    assert machine.ask(part).returncode == 0
    assert installed(machine) == expected


@pytest.mark.parametrize(("offered", "status"), [("nothing", 0), ("chromium-headless-shell", 100)], ids=["not offered", "apt fails"])
def test_the_whole_chromium_will_do_where_the_small_one_cannot_be_had(machine: Machine, offered: str, status: int) -> None:
    machine.add("chromium", "exit 0")
    machine.add("firefox-esr", "exit 0")
    machine.add_apt(status)
    machine.offer(offered)
    machine.add_user(0)
    done = machine.ask("test")
    assert done.returncode == 0
    assert "The tests take longer without chromium-headless-shell." in done.stderr


@pytest.fixture
def with_browsers(machine: Machine) -> Machine:
    """Nothing is missing but WebKit."""
    for program in ("chromium-headless-shell", "firefox-esr"):
        machine.add(program, "exit 0")
    return machine


@pytest.mark.parametrize("there", [(), WEBKIT[:1], WEBKIT[1:]], ids=["nothing", "the driver alone", "the screen alone"])
def test_webkit_is_installed_where_the_system_offers_it(with_browsers: Machine, there: tuple[str, ...]) -> None:
    for program in there:
        with_browsers.add(program, "exit 0")
    with_browsers.add_apt()
    with_browsers.offer("webkit2gtk-driver")
    with_browsers.add_user(0)
    assert with_browsers.ask("test").returncode == 0
    assert installed(with_browsers) == ["webkit2gtk-driver", "xvfb"]


@pytest.mark.parametrize(("user", "offered", "status"), [(0, "nothing", 0), (0, "webkit2gtk-driver", 100), (1000, "webkit2gtk-driver", 0)])
def test_without_webkit_the_tests_run_and_say_what_is_lacking(with_browsers: Machine, user: int, offered: str, status: int) -> None:
    with_browsers.add_apt(status)
    with_browsers.offer(offered)
    with_browsers.add_user(user)
    done = with_browsers.ask("test")
    assert done.returncode == 0
    assert "sudo apt-get install -y --no-install-recommends webkit2gtk-driver xvfb" in done.stderr


def test_root_installs_what_is_missing(machine: Machine) -> None:
    machine.add_apt()
    machine.add_user(0)
    assert machine.ask("test").returncode == 0
    assert any("install" in call and "chromium" in call for call in machine.calls())


def test_a_user_with_free_sudo_installs_through_it(machine: Machine) -> None:
    machine.add_apt()
    machine.add_user(1000)
    machine.add("sudo", '[ "$1" = -n ] || exit 1\nshift\n[ "$1" = true ] && exit 0\nexec "$@"')
    assert machine.ask("test").returncode == 0
    assert any("install" in call and "chromium" in call for call in machine.calls())


@pytest.mark.parametrize("sudo", [None, "exit 1"], ids=["no sudo", "sudo asks for a password"])
def test_anybody_else_reads_the_one_line_to_type(machine: Machine, sudo: str | None) -> None:
    machine.add_apt()
    machine.add_user(1000)
    if sudo is not None:
        machine.add("sudo", sudo)
    done = machine.ask("test")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.strip() for line in lines if line.startswith(" ")] == [
        "sudo apt-get install -y --no-install-recommends chromium fonts-liberation firefox-esr",
    ]
    assert machine.calls() == []


def test_without_apt_the_parts_are_named(machine: Machine) -> None:
    done = machine.ask("test")
    assert done.returncode == 1
    assert "chromium" in done.stderr


def test_what_apt_says_is_shown_when_it_fails(machine: Machine) -> None:
    machine.add_apt(status=100)
    machine.add_user(0)
    done = machine.ask("test")
    assert done.returncode != 0
    assert "apt says this" in done.stderr
