"""Packages that are served with a script of the test before their own, as a proxy or a browser extension would put one there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.browser.harness.server import Mount, Server, read_files

WATCH: Final = "watch.js"
NOTE_PROBLEMS: Final = """
window.problems = [];
window.addEventListener("error", (event) => window.problems.push(event.message || `did not load: ${event.target.outerHTML}`), true);
window.addEventListener("unhandledrejection", (event) => window.problems.push(`not handled: ${event.reason}`));
document.addEventListener("securitypolicyviolation", (event) => window.problems.push(`${event.violatedDirective}: ${event.blockedURI}`));
for (const name of ["error", "warn"]) console[name] = (...words) => window.problems.push(words.join(" "));
"""
"""What goes wrong in the document is kept for `problems` of page.js."""


def watch_package(package: Path, script: str = "") -> Mapping[str, bytes]:
    """The files of a package whose launch pages note what goes wrong, and run a further script before anything else."""
    files = read_files(package)
    element = f'<head><script src="{WATCH}"></script>'.encode()
    pages = {name: content for name, content in files.items() if "/" not in name and name.endswith(".html") and b"<head>" in content}
    assert pages, "no launch page has a head"
    return files | {WATCH: (NOTE_PROBLEMS + script).encode()} | {name: content.replace(b"<head>", element, 1) for name, content in pages.items()}


def mount_watched(server: Server, prefix: str, package: Path, policy: str, script: str = "") -> Mount:
    """Serve such a package under a policy."""
    return server.mount(prefix, watch_package(package, script), {"Content-Security-Policy": policy})
