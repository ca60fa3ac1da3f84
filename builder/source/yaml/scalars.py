"""Single values of YAML, which take the type of their field: a text, an id, a number, yes or no, one of some words."""

from __future__ import annotations

import re

from msgspec import inspect

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose
from builder.package.windows_names import is_reserved
from builder.source import rules
from builder.source.reading import DiagnosticReading
from builder.source.suggestions import did_you_mean, suggest_similar
from builder.source.yaml.field_fixes import keep_after_hash, read_percentage, read_whole_number, retype_value
from builder.source.yaml.figures import FORMS, Form, describe_amount, mean_amount, read_amount
from builder.source.yaml.nodes import Node, Scalar
from builder.source.yaml.quoting import quote

WRONG_VALUE = Rule("SRC018", "wrong-value", Severity.ERROR, "Only certain values mean something here.")
CUT_OFF = Rule(
    "SRC171",
    "text-after-hash",
    Severity.ERROR,
    "A # sign after a space begins a note, which Copack skips. Learners would see only the first part of the text.",
)
NO_TEXT = Rule(
    "SRC172", "yaml-null", Severity.ERROR, "In other programs this word means that there is no value. Here learners would see the word itself."
)

AT_FAULT = object()
"""Stands for a value that is at fault and reported."""

TRUTHS = {"yes": True, "true": True, "no": False, "false": False}

_OTHER_TRUTHS = {"on": "yes", "y": "yes", "1": "yes", "x": "yes", "ok": "yes", "off": "no", "n": "no", "0": "no"}
_NOTHING = {"null", "~"}
_PER_CENT = 100
_ID_LENGTH = 40


def read_scalar(node: Scalar, wanted: inspect.Type, called: str) -> DiagnosticReading[object]:
    """Return a value, or `AT_FAULT` (then reported). `called` begins the messages: “title”, or "An id"."""
    inner = plain_type(wanted)
    if isinstance(inner, inspect.LiteralType):
        return (yield from _read_literal(node, inner, called))
    if isinstance(inner, inspect.BoolType):
        return (yield from _read_truth(node, called))
    if isinstance(inner, inspect.IntType):
        return (yield from _read_number(node, inner, called))
    if isinstance(inner, inspect.DecimalType):
        return (yield from _read_amount(node, int(str(_extra(wanted, "places") or 2)), called))
    assert isinstance(inner, inspect.StrType)
    if node.extent.comment and not node.quoted and is_text(wanted):
        message = f"Of {called}, only “{node.text}” is read: a # sign after a space begins a note."
        return (yield from refuse(CUT_OFF, message, node, keep_after_hash(node)))
    form = _extra(wanted, "form")
    if form is not None:
        return (yield from _read_formed(node, inner, FORMS[str(form)], called))
    if inner.pattern:
        return (yield from _read_id(node, inner, names_file=_has_mark(wanted, "names_file")))
    return (yield from _read_text(node, inner, called))


def plain_type(wanted: inspect.Type) -> inspect.Type:
    """Return a type without its description, which is for the schema only."""
    return wanted.type if isinstance(wanted, inspect.Metadata) else wanted


def is_one_word(wanted: inspect.Type) -> bool:
    """Tell whether a value of a type has no spaces: an id, or what is marked so in the settings."""
    inner = plain_type(wanted)
    return isinstance(inner, inspect.StrType) and (bool(inner.pattern) or _has_mark(wanted, "one_word"))


def is_text(wanted: inspect.Type) -> bool:
    """Tell whether a value of a type is words for people."""
    return isinstance(plain_type(wanted), inspect.StrType) and not is_one_word(wanted)


def _has_mark(wanted: inspect.Type, mark: str) -> bool:
    return bool(_extra(wanted, mark))


def _extra(wanted: inspect.Type, name: str) -> object:
    """Return what a type says beside its limits, `None` where it says nothing of this name."""
    return (wanted.extra or {}).get(name) if isinstance(wanted, inspect.Metadata) else None


def report(rule: Rule, message: str, place: Place, fix: Fix | str) -> Diagnostic:
    """Return a diagnostic with what to do: a fix, or a hint that only a person can follow."""
    return diagnose(rule, message, place, fix) if isinstance(fix, Fix) else Diagnostic(rule, message, place, fix)


def refuse(rule: Rule, message: str, node: Node, fix: Fix | str | None) -> DiagnosticReading[object]:
    """Report a node and return `AT_FAULT`."""
    yield report(rule, message, node.place, fix or "Type the value again, on one line.")
    return AT_FAULT


def _read_truth(node: Scalar, called: str) -> DiagnosticReading[object]:
    typed = node.text.lower()
    if typed in TRUTHS:
        return TRUTHS[typed]
    fix = retype_value(node, _OTHER_TRUTHS[typed]) if typed in _OTHER_TRUTHS else None
    return (yield from refuse(WRONG_VALUE, f"{called} is yes or no, not “{node.text}”.", node, fix or "Type `yes` or `no`."))


def _read_number(node: Scalar, wanted: inspect.IntType, called: str) -> DiagnosticReading[object]:
    """Return a whole number; a mark of `70%` is 70."""
    low, high = wanted.ge or 0, wanted.le or 0
    typed = node.text.removesuffix("%").rstrip() if high == _PER_CENT else node.text
    if re.fullmatch(r"[0-9]{1,6}", typed) and low <= int(typed) <= high:
        return int(typed)
    meant = read_percentage(node.text) if high == _PER_CENT else read_whole_number(node.text, low, high)
    words = f"Type this line instead: `{{}}`. It must be a whole number from {low} to {high}."
    fix = retype_value(node, str(meant), words) if meant is not None else None
    return (yield from refuse(WRONG_VALUE, f"{called} cannot be “{node.text}”.", node, fix or f"Type a whole number from {low} to {high}."))


def _read_amount(node: Scalar, places: int, called: str) -> DiagnosticReading[object]:
    """Return an amount of money, or a number of hours, miles or copies, exactly as it was typed."""
    amount = read_amount(node.text, places)
    if amount is not None:
        return amount
    meant, form = mean_amount(node.text, places), describe_amount(places)
    fix = retype_value(node, meant, f"Type this line instead: `{{}}`. {form}") if meant else None
    return (yield from refuse(WRONG_VALUE, f"{called} cannot be “{node.text}”.", node, fix or form))


def _read_formed(node: Scalar, wanted: inspect.StrType, form: Form, called: str) -> DiagnosticReading[object]:
    """Return a value that has a form of its own, as it was typed."""
    if re.fullmatch(wanted.pattern or "", node.text):
        return node.text
    meant = form.mean(node.text)
    fix = retype_value(node, meant, f"Type this line instead: `{{}}`. {form.words}") if meant else None
    return (yield from refuse(WRONG_VALUE, f"{called} cannot be “{node.text}”.", node, fix or form.words))


def _read_literal(node: Scalar, wanted: inspect.LiteralType, called: str) -> DiagnosticReading[object]:
    known = tuple(str(value) for value in wanted.values)
    if node.text.lower() in known:
        return node.text.lower()
    near = suggest_similar(node.text.lower(), known)
    fix = retype_value(node, near, f"Did you mean “{near}”? Type this line instead: `{{}}`.") if near else None
    return (yield from refuse(WRONG_VALUE, f"{called} cannot be “{node.text}”.", node, fix or did_you_mean(node.text, known)))


def _read_id(node: Scalar, wanted: inspect.StrType, *, names_file: bool) -> DiagnosticReading[object]:
    typed = " ".join(node.text.split())
    assert wanted.pattern is not None
    if not re.fullmatch(wanted.pattern, typed):
        return (yield from refuse(rules.BAD_ID, f"“{typed}” cannot be an id.", node, _fix_id(node, typed, wanted.pattern)))
    if names_file and is_reserved(typed):
        message = f"A file is called after this id, and Windows does not allow a file called “{typed}”."
        return (yield from refuse(rules.RESERVED_NAME, message, node, retype_value(node, f"{typed}-1")))
    return typed


def _fix_id(node: Scalar, typed: str, pattern: str) -> Fix | str:
    """Return the fix that makes an id of what was typed."""
    points = ", points" if "." in pattern else ""
    form = f"Use small letters a to z, digits{points} and dashes, {_ID_LENGTH} at most, with a letter or digit at both ends."
    made = re.sub(r"[^a-z0-9.]+" if points else r"[^a-z0-9]+", "-", typed.lower())[:_ID_LENGTH].strip("-.")
    if not re.fullmatch(pattern, made):
        return form
    return retype_value(node, made, f"Type this line instead: `{{}}`. {form}") or form


def _read_text(node: Scalar, wanted: inspect.StrType, called: str) -> DiagnosticReading[object]:
    typed = " ".join(node.text.split())
    if not node.quoted and typed.lower() in _NOTHING:
        message = f"{called} is “{typed}”, which means “no value” to other programs."
        fix = retype_value(node, quote(typed), "Type a text instead, or delete the line. If learners must see this very word, type `{}`.")
        return (yield from refuse(NO_TEXT, message, node, fix))
    if wanted.max_length and len(typed) > wanted.max_length:
        hint = f"Make it shorter: {wanted.max_length} characters at most."
        return (yield from refuse(WRONG_VALUE, f"{called} has {len(typed)} characters.", node, hint))
    if wanted.min_length and len(typed) < wanted.min_length:
        return (yield from refuse(WRONG_VALUE, f"{called} is empty.", node, "Type a text between the quotes."))
    return typed
