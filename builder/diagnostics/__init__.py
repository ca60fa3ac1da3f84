"""What can be wrong, where it is, and what to type: the one way in which every room reports a fault."""

from builder.diagnostics.diagnostic import Checked, Diagnostic, Place, has_errors
from builder.diagnostics.rule import Rule, Severity

__all__ = ["Checked", "Diagnostic", "Place", "Rule", "Severity", "has_errors"]
