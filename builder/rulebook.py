"""Every rule that any room may report, in the order of their codes: for `copack explain`, the docs and the tests."""

from __future__ import annotations

from builder.course import rules as course
from builder.diagnostics import Rule
from builder.interactions.registry import KINDS
from builder.package import rules as package
from builder.pages import rules as pages
from builder.source import rules as source
from builder.standards import rules as standards
from builder.standards.registry import STANDARDS
from builder.tracking import rules as tracking

RULES: tuple[Rule, ...] = tuple(
    sorted(
        {
            *source.RULES,
            *course.RULES,
            *(rule for kind in KINDS for rule in kind.rules),
            *tracking.RULES,
            *pages.RULES,
            *package.RULES,
            *standards.RULES,
            *(rule for standard in STANDARDS for rule in standard.rules),
        },
        key=lambda rule: rule.code,
    )
)
