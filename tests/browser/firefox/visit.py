"""Opens addresses in Firefox, one after the other, and reads what each shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.browser.firefox.walk_plan import run_walker

VISITOR: Final = Path(__file__).with_name("visit.mjs")


def visit_in_firefox(firefox: str, node: str, visits: Sequence[tuple[str, str]]) -> list[str]:
    """Open each address, wait until its expression is true, and return the words on each page. Fails with what Firefox complained of."""
    plan = json.dumps({"firefox": firefox, "visits": [{"address": address, "until": until} for address, until in visits]})
    words: list[str] = json.loads(run_walker(node, plan, walker_script=VISITOR))
    return words
