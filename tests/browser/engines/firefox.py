"""Firefox ESR without its window, with a profile of its own."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.browser.engines.marionette import MarionetteConnection
from tests.browser.engines.outside import watch_outside
from tests.browser.engines.processes import await_answer, list_processes, run_group
from tests.browser.engines.webdriver import WebDriverBrowser

NAMES: Final = ("firefox-esr", "firefox")
PAGES: Final = ("Isolated Web Content", "Web Content")
PORT_FILE: Final = "MarionetteActivePort"
PREFERENCES: Final[Mapping[str, object]] = {
    "marionette.port": 0,
    "network.proxy.type": 1,
    "network.proxy.no_proxies_on": "127.0.0.1, localhost",
    "network.proxy.allow_hijacking_localhost": False,
    "browser.sessionstore.resume_from_crash": False,
    "toolkit.startup.max_resumed_crashes": -1,
}


def find_firefox() -> str | None:
    """Path of the installed Firefox, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browse_firefox(program: str) -> Iterator[WebDriverBrowser]:
    """A browser for the length of a `with` block, which reaches nothing outside this machine."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, watch_outside() as outside:
        profile = Path(home) / "profile"
        profile.mkdir()
        host, port = outside.place.split(":")
        proxy = {f"network.proxy.{scheme}{end}": value for scheme in ("http", "ssl") for end, value in (("", host), ("_port", int(port)))}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in {**PREFERENCES, **proxy}.items())
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "MOZ_CRASHREPORTER_DISABLE": "1"}
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile), "about:blank"]
        with run_group(command, environment) as group:
            connection = await_answer(lambda: MarionetteConnection(int((profile / PORT_FILE).read_text("utf-8"))), program)
            given = connection.send("NewSession", {})

            def list_page_processes() -> list[int]:
                return [process for name in PAGES for process in list_processes(group.pid, name)]

            yield WebDriverBrowser(connection, given["capabilities"]["browserVersion"], list_page_processes)
            connection.close()
