"""How xAPI writes a response: the strings of `tracking.responses`, told to the driver as a table.

Source: xAPI 1.0.3 Data 2.4.4.1. All ten types exist, codes are used as they are, and there is no limit and no fallback.
"""

from __future__ import annotations

from builder.tracking.responses import ITEM, PAIR

ROW: dict[str, object] = {"item": ITEM, "pair": PAIR, "true": "true", "false": "false"}
"""The same for every type; typed as `NotationRow` in `templates/runtime/contract.ts`."""
