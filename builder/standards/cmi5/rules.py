"""Rules about cmi5 packages (requirements 3.2), each with the ids that `@cmi5/requirements` gives to what it guards."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity


def _rule(number: int, name: str, severity: Severity, reason: str, *requirements: str) -> Rule:
    return Rule(f"CM5{number:03}", name, severity, reason, f"cmi5 {', '.join(requirements)}")


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

ROOT = _rule(1, "cmi5-root", _ERROR, "Platforms know a course structure by its root element and namespace, and refuse others.", "13.2.0.0-1")
STRUCTURE = _rule(
    2, "cmi5-structure", _ERROR, "Platforms check the file by its schema, which fixes the elements and their order.", "13.2.0.0-1", "4.4.0.0-1"
)
ATTRIBUTE = _rule(3, "cmi5-attribute", _ERROR, "Platforms check the file by its schema, which fixes the attributes.", "13.2.0.0-1")
ID = _rule(4, "publisher-id", _ERROR, "Statements carry these ids for ever: each must be a whole address.", "3.0.0.0-1")
DUPLICATE = _rule(
    5,
    "publisher-id-twice",
    _ERROR,
    "Registrations and records are kept under these ids: each must stand once.",
    "13.1.2.0-1",
    "13.1.3.0-1",
    "13.1.4.0-1",
)
REFERENCE = _rule(6, "objective-reference", _ERROR, "Importers stop at a reference to an objective that is not listed.", "13.1.3.0-1", "4.4.0.0-1")
WORDS = _rule(7, "cmi5-words", _WARNING, "Learners and reports see the title and the description.", "13.1.0.0-1")
LANGUAGE_TAG = _rule(8, "cmi5-language-tag", _ERROR, "The schema takes language tags only, such as en-GB.", "13.2.0.0-1")
NO_LANGUAGE = _rule(9, "cmi5-no-language", _WARNING, "A text without its language is read aloud in the wrong one.", "4.1.0.0-1")
URL = _rule(10, "au-address", _ERROR, "Platforms refuse an address that is none.", "13.1.4.0-2")
FILE = _rule(11, "au-file-missing", _ERROR, "The page that opens is not in the zip, so platforms refuse it.", "14.1.0.0-3", "14.1.0.0-4")
PARAMETER = _rule(12, "au-address-parameter", _ERROR, "The platform adds parameters of these names; two of one name make a launch fail.", "8.1.0.0-6")
MOVE_ON = _rule(13, "move-on", _ERROR, "Platforms know five ways of counting a unit as done, and refuse others.", "13.2.0.0-1", "10.2.5.0-1")
NO_MOVE_ON = _rule(14, "no-move-on", _WARNING, "Without moveOn a unit counts as done before anybody has opened it.", "10.2.5.0-1", "9.6.1.1-3")
MASTERY = _rule(15, "cmi5-mastery-score", _ERROR, "The score is a decimal of 0 to 1; platforms refuse others.", "13.2.0.0-1", "10.2.4.0-1")
MASTERY_DIGITS = _rule(
    16, "cmi5-mastery-digits", _WARNING, "More than four decimals are cut, so that platform and course could differ.", "10.2.4.0-1"
)
LAUNCH_METHOD = _rule(17, "launch-method", _ERROR, "Platforms know AnyWindow and OwnWindow, and refuse others.", "13.2.0.0-1", "8.1.0.0-1")
NO_PASS = _rule(
    18, "move-on-without-pass", _WARNING, "A unit that waits for “passed” is never done when nothing can send it.", "9.3.4.0-1", "9.3.4.0-4"
)
EXTENSION = _rule(
    19,
    "extension-without-schema",
    _WARNING,
    "Elements of one's own need a schema; strict platforms refuse the file without.",
    "13.1.5.0-1",
    "13.1.5.0-2",
)
BLANKS = _rule(
    20, "blanks-around-value", _NOTE, "Platforms should take these blanks off; one that does not sees another id or address.", "13.1.0.0-1"
)
INSECURE_AU = _rule(21, "au-insecure-address", _WARNING, "A platform on https shows no page from http.", "14.1.0.0-4")
