"""Every standard that Copack knows. A new one is a folder and a line here."""

from __future__ import annotations

from builder.standards.cmi5.standard import STANDARD as CMI5
from builder.standards.scorm12.standard import STANDARD as SCORM12
from builder.standards.scorm2004.standard import STANDARDS as SCORM2004
from builder.standards.standard import Standard
from builder.standards.web.standard import STANDARD as WEB
from builder.standards.xapi.standard import STANDARD as XAPI

STANDARDS: tuple[Standard, ...] = (
    SCORM12,
    *SCORM2004,
    CMI5,
    XAPI,
    WEB,
)
"""In the order in which a linter asks whose package it has: the most particular first."""
