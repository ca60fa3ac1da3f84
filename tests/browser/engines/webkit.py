"""WebKit for GTK on a screen in memory: the engine of every browser on iPhones and iPads, as Debian builds it. No phone."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.browser.engines.outside import Outside, watch_outside
from tests.browser.engines.processes import await_answer, list_processes, run_display, run_group
from tests.browser.engines.protocol import HttpConnection
from tests.browser.engines.webdriver import WebDriverBrowser

DRIVER: Final = "WebKitWebDriver"
DISPLAY: Final = "Xvfb"
BROWSERS: Final = "*/webkit2gtk-4.*/MiniBrowser"
"""Below /usr/lib: Debian keeps the browser with the library."""
PAGES: Final = "WebKitWebProcess"
STARTS: Final = 4
START_SECONDS: Final = 45
"""How long a browser may take to start before it is started again."""
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
        environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, "DISPLAY": display, **SETTINGS, **lead_outside(outside)}
        wanted = {"webkitgtk:browserOptions": {"binary": programs.browser, "args": ["--automation"]}}
        with ExitStack() as running:
            yield _begin(running, programs.driver, environment, wanted)
        assert outside.asked == [], "requests that leave this machine"


def lead_outside(outside: Outside) -> dict[str, str]:
    """Variables by which libproxy, which WebKit asks, sends all that is not for this machine to a proxy.

    The same as a capability ("noProxy") makes one start in six of WebKitGTK 2.50 end in a fault: `webkit_network_proxy_settings_new` reads beyond the end of its list.
    """
    proxy = f"http://{outside.place}"
    return {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "127.0.0.1,localhost"}


def _begin(running: ExitStack, driver: str, environment: Mapping[str, str], wanted: Mapping[str, Any]) -> WebDriverBrowser:
    """Start driver and browser; once more where the driver stays silent, as it does when it cannot reach the browser that it has started."""
    for _ in range(STARTS):
        with ExitStack() as started:
            port = find_free_port()
            group = started.enter_context(run_group([driver, f"--port={port}"], environment))
            connection = HttpConnection(port)
            await_answer(connection.is_ready, DRIVER)
            try:
                given = connection.send("NewSession", {"capabilities": {"alwaysMatch": wanted}}, START_SECONDS)
            except TimeoutError:
                continue
            running.push(started.pop_all())
            return WebDriverBrowser(connection, str(given["capabilities"]["browserVersion"]), partial(list_processes, group.pid, PAGES))
    raise AssertionError(f"{driver} never began a session")


def find_free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
