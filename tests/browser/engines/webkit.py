"""WebKit for GTK on a screen in memory: the engine of every browser on iPhones and iPads, as Debian builds it. No phone."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tests.browser.engines.outside import watch_outside
from tests.browser.engines.processes import await_answer, list_processes, run_display, run_group
from tests.browser.engines.protocol import HttpConnection
from tests.browser.engines.webdriver import WebDriverBrowser

DRIVER: Final = "WebKitWebDriver"
DISPLAY: Final = "Xvfb"
BROWSERS: Final = "*/webkit2gtk-4.*/MiniBrowser"
"""Below /usr/lib: Debian keeps the browser with the library."""
PAGES: Final = "WebKitWebProcess"
SETTINGS: Final = {
    # No graphics card, no session of a desktop, no sound, no settings of whoever runs the tests
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    "GIO_USE_VFS": "local",
    "GSETTINGS_BACKEND": "memory",
    "NO_AT_BRIDGE": "1",
    "LANG": "C.UTF-8",
}


@dataclass(frozen=True)
class Programs:
    """Paths of what it takes."""

    driver: str
    browser: str
    display: str


def find_webkit() -> Programs | None:
    """What is installed, or None where a part is missing."""
    driver, display = shutil.which(DRIVER), shutil.which(DISPLAY)
    browser = next(iter(sorted(Path("/usr/lib").glob(BROWSERS))), None)
    return Programs(driver, str(browser), display) if driver and display and browser else None


@contextmanager
def browse_webkit(programs: Programs) -> Iterator[WebDriverBrowser]:
    """A browser for the length of a `with` block, with driver, screen and home folder of its own, which reaches nothing outside this machine."""
    with run_display(programs.display) as display, tempfile.TemporaryDirectory() as home, watch_outside() as outside:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, "DISPLAY": display, **SETTINGS}
        port = find_free_port()
        with run_group([programs.driver, f"--port={port}"], environment) as group:
            connection = HttpConnection(port)
            await_answer(connection.is_ready, DRIVER)
            proxy = {"proxyType": "manual", "httpProxy": outside.place, "sslProxy": outside.place, "noProxy": ["127.0.0.1", "localhost"]}
            wanted = {"webkitgtk:browserOptions": {"binary": programs.browser, "args": ["--automation"]}, "proxy": proxy}
            given = connection.send("NewSession", {"capabilities": {"alwaysMatch": wanted}})
            yield WebDriverBrowser(connection, str(given["capabilities"]["browserVersion"]), partial(list_processes, group.pid, PAGES))
        assert outside.asked == [], "requests that leave this machine"


def find_free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
