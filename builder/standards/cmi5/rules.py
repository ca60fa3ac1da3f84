"""Rules about cmi5 packages (requirements 3.2)."""

from __future__ import annotations

from builder.diagnostics import Rule

RULES: tuple[Rule, ...] = ()
