"""Rules of SCORM 1.2: what a course cannot carry (S12101 on), and what is wrong with a package (S12001 on)."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity


def _rule(number: int, name: str, severity: Severity, reason: str, clause: str) -> Rule:
    return Rule(f"S12{number:03}", name, severity, reason, clause)


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# ---------------------------------------------------------------- a package

ROOT = _rule(1, "manifest-root", _ERROR, "Platforms find a SCORM 1.2 manifest by its root element and that element's namespace.", "S12-01")
VERSION = _rule(2, "schema-version", _ERROR, "A platform decides by these two texts which rules to play a package by.", "S12-02")
CONTROL_DOCUMENT = _rule(
    3,
    "control-document-missing",
    _WARNING,
    "Strict validators read the schema files inside the package, by the names that the manifest gives.",
    "S12-03",
)
ORGANIZATION = _rule(
    4, "organization", _ERROR, "Without an organization that the manifest names as its default, learners see an empty course.", "S12-04"
)
TITLE = _rule(5, "item-title", _ERROR, "The title is what learners and administrators see; some platforms fail without one.", "S12-05")
REFERENCE = _rule(6, "item-reference", _ERROR, "An item that leads to no resource cannot be opened.", "S12-05")
IDENTIFIER = _rule(7, "identifier", _ERROR, "Learners' records hang on identifiers: each must be a plain name and stand once.", "S12-06")
RESOURCE = _rule(
    8, "resource", _ERROR, "A resource says whether it is tracked and what it opens; without that it is not launched or not recorded.", "S12-07"
)
ADDRESS = _rule(
    9, "file-address", _ERROR, "A platform joins this address to a folder of its own: it must be a plain path inside the package.", "S12-08"
)
MISSING_FILE = _rule(
    10, "listed-file-missing", _ERROR, "The manifest promises a file that is not in the zip, so some page will be blank.", "S12-09, ZIP-11"
)
UNLISTED_FILE = _rule(11, "file-not-listed", _WARNING, "Some platforms keep only the files that the manifest lists.", "S12-09, ZIP-11")
DEPENDENCY = _rule(12, "dependency", _ERROR, "A dependency must name a resource of this manifest.", "S12-09")
BASE = _rule(13, "xml-base", _WARNING, "Moodle reads xml:base on resources only, so files are looked for in the wrong place.", "S12-10")
ORDER = _rule(14, "element-order", _ERROR, "The schema fixes the order of elements; strict validators refuse another.", "S12-11")
MASTERY = _rule(
    15, "mastery-score", _ERROR, "Moodle drops a mastery score of 0 and applies any other; it must be a whole number of 1 to 100.", "S12-12"
)
LIMITS = _rule(16, "item-limits", _ERROR, "Time limits and launch data have fixed forms; platforms refuse others.", "S12-13, S12-14")
PREREQUISITES = _rule(17, "prerequisites", _WARNING, "Few platforms honour prerequisites, and each in its own way.", "S12-15")
METADATA = _rule(18, "metadata-length", _WARNING, "NHS Learning Hub refuses a package whose descriptive texts are too long.", "S12-16")
VISIBLE = _rule(19, "item-visibility", _WARNING, 'Open edX lists only items that say isvisible="true" in so many words.', "S12-17")
SCO = _rule(20, "one-sco", _WARNING, "NHS Learning Hub and Open edX open one page only: one SCO, and it must be the first resource.", "S12-18")
CALLS = _rule(21, "no-run-time-calls", _WARNING, "No script of the package reports a status, so no platform can ever record one.", "S12-20")
PREFIX = _rule(22, "prefix", _ERROR, "Moodle compares element names as texts: IMS names without a prefix, ADL's with adlcp.", "S12-22")
LAUNCH_UNLISTED = _rule(23, "launch-not-listed", _WARNING, "The page that opens should be among the files of its own resource.", "S12-08")
DEFAULT = _rule(
    24, "default-organization", _WARNING, "Most platforms take the first organization then, others none; strict validators refuse it.", "S12-04"
)
BRANCH = _rule(25, "item-with-items-and-page", _WARNING, "An item either holds items or opens a page; platforms drop one or the other.", "S12-05")
NO_VERSION = _rule(
    26, "no-schema-version", _WARNING, "Without these two texts a platform guesses; most then take the package for SCORM 1.2.", "S12-02"
)
RESOURCE_TYPE = _rule(27, "resource-type", _WARNING, "SCORM 1.2 knows one type of resource; strict validators refuse others.", "S12-07")

# ---------------------------------------------------------------- a course

STATE_TOO_LONG = _rule(
    101, "too-much-to-remember", _ERROR, "SCORM 1.2 keeps 4096 characters for each learner. With more, progress would be lost.", "S12-19, RT-12"
)
RESPONSE_CUT = _rule(
    102, "answer-may-be-cut", _WARNING, "SCORM 1.2 takes 255 characters for an answer. The course itself still keeps all of it.", "S12-19"
)
PATTERN_LEFT_OUT = _rule(
    103,
    "right-answer-left-out",
    _WARNING,
    "SCORM 1.2 takes 255 characters for a right answer. Reports of the platform will not show this one.",
    "S12-19",
)
TYPE_FALLS_BACK = _rule(104, "type-not-known", _NOTE, "SCORM 1.2 knows eight types of question; others are sent as the nearest one.", "RTE 3.4.4")
NEGATIVE_NUMBER = _rule(
    106, "number-below-zero", _WARNING, "NHS Learning Hub takes digits and a point for a number, and no minus.", "S12-19, Learning Hub 414a1e0"
)
RANGE_LEFT_OUT = _rule(
    107, "range-left-out", _NOTE, "SCORM 1.2 has no way to write a range of numbers. The course marks by it all the same.", "RTE 3.4.4"
)
NAME_TOO_LONG = _rule(
    105, "name-too-long", _ERROR, "Manifest texts have fixed lengths; a platform refuses a longer one or cuts it.", "S12-05, S12-06"
)
