"""Rules about plain web packages: an index.html that opens anywhere."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

MISSING = Rule("WEB001", "linked-file-missing", Severity.ERROR, "The page asks for a file that is not there, so some of it stays blank.", "ZIP-11")
ABSOLUTE = Rule(
    "WEB002", "address-from-the-root", Severity.WARNING, "An address that begins with / works only where the package lies at the top of a server.", ""
)
MODULE = Rule("WEB003", "module-script", Severity.WARNING, "Browsers refuse module scripts in a page that was opened by double-click.", "ZIP-07")
OUTSIDE = Rule(
    "WEB004",
    "loads-from-outside",
    Severity.WARNING,
    "What is loaded from another host fails without a network and tells that host who is learning.",
    "DP-06",
)
