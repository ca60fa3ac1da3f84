"""Every target. A new one is a `Target` in `targets/` and a line here."""

from __future__ import annotations

from tests.fuzz.target import Target
from tests.fuzz.targets import authors, browser, packages, store

TARGETS: dict[str, Target] = {target.name: target for module in (authors, packages, store, browser) for target in module.TARGETS}
