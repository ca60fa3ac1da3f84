"""Rules of SCORM 2004: what a course cannot carry (S04101 on), and what is wrong with a package (S04001 on).

Source: the ADL test suite of the 4th Edition and what platforms read (requirements 4.2, 2.1, 2.2, 2.5).
"""

from __future__ import annotations

from builder.diagnostics import Rule, Severity


def _rule(number: int, name: str, severity: Severity, reason: str, clause: str) -> Rule:
    return Rule(f"S04{number:03}", f"2004-{name}", severity, reason, clause)


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# ---------------------------------------------------------------- a package

ROOT = _rule(1, "manifest-root", _ERROR, "Platforms find a SCORM 2004 manifest by its root element and that element's namespace.", "S04-01")
CONTROL_DOCUMENT = _rule(
    2,
    "control-document-missing",
    _WARNING,
    "Strict validators read the schema files inside the package, by the names that the manifest gives.",
    "S04-02, S04-03",
)
UNMAPPED = _rule(3, "namespace-not-mapped", _WARNING, "A strict validator looks up the schema of each namespace that the manifest uses.", "S04-02")
STRUCTURE = _rule(
    4, "manifest-parts", _ERROR, "A manifest has one metadata, one organizations and one resources, in this order; platforms read no other.", "S04-04"
)
SUBMANIFEST = _rule(5, "sub-manifest", _WARNING, "Platforms ignore manifests inside a manifest.", "S04-04")
VERSION = _rule(
    6,
    "schema-version",
    _ERROR,
    "A platform decides by these two texts which rules to play a package by. Moodle takes any text that it does not know for SCORM 1.2.",
    "S04-05, requirements 2.1.4",
)
OLD_EDITION = _rule(
    7,
    "second-edition",
    _WARNING,
    "The 2nd Edition is no longer played by its own rules: Moodle takes it for SCORM 1.2.",
    "S04-05, requirements fact 11",
)
METADATA_FILE = _rule(8, "metadata-file", _ERROR, "A metadata file that the manifest names must be in the zip.", "S04-05")
DEFAULT = _rule(9, "default-organization", _ERROR, "The manifest must name the organization that opens.", "S04-06")
ORGANIZATION = _rule(
    10, "organization", _ERROR, "Without an organization that has a title and an item, learners see an empty course.", "S04-06, S04-07"
)
TITLE = _rule(11, "item-title", _ERROR, "The title is what learners and administrators see; some platforms fail without one.", "S04-07, S04-08")
REFERENCE = _rule(12, "item-reference", _ERROR, "An item that leads to no resource cannot be opened.", "S04-08")
BRANCH = _rule(13, "item-with-items-and-page", _ERROR, "An item either holds items or opens a page.", "S04-08")
PARAMETERS = _rule(14, "item-parameters", _ERROR, "Parameters are joined to the page's address and must begin with ? or #.", "S04-08")
VISIBLE = _rule(
    15, "item-visibility", _WARNING, 'Open edX lists only items that say isvisible="true" in so many words.', "S04-08, requirements 2.2.3"
)
LIMITS = _rule(
    16, "item-limits", _ERROR, "Time limits, launch data and thresholds have fixed forms, stand once, and only at a SCO.", "S04-09, S04-10"
)
PRESENTATION = _rule(17, "presentation", _ERROR, "A platform knows seven controls that a course may hide.", "S04-11")
RESOURCE = _rule(
    18,
    "resource",
    _ERROR,
    "A resource says its type, whether it is tracked and what it opens; without that it is not launched or not recorded.",
    "S04-12",
)
ADDRESS = _rule(
    19, "file-address", _ERROR, "A platform joins this address to a folder of its own: it must be a plain path inside the package.", "S04-13"
)
MISSING_FILE = _rule(
    20, "listed-file-missing", _ERROR, "The manifest promises a file that is not in the zip, so some page will be blank.", "S04-13, ZIP-11"
)
LAUNCH_UNLISTED = _rule(21, "launch-not-listed", _WARNING, "The page that opens should be among the files of its own resource.", "S04-13")
BASE = _rule(22, "xml-base", _WARNING, "Moodle reads xml:base on resources only, so files are looked for in the wrong place.", "S04-14")
DEPENDENCY = _rule(23, "dependency", _ERROR, "A dependency must name a resource of this manifest.", "S04-15")
UNLISTED_FILE = _rule(24, "file-not-listed", _WARNING, "Some platforms keep only the files that the manifest lists.", "S04-16, ZIP-11")
SEQUENCING = _rule(
    25, "sequencing", _ERROR, "Each part of a sequencing stands once, and one that is referred to must exist; a platform drops the rest.", "S04-17"
)
OBJECTIVE = _rule(
    26, "objectives", _ERROR, "Objectives need one primary among them, ids that stand once, and maps that say where they lead.", "S04-18"
)
SEQUENCING_RULE = _rule(27, "sequencing-rule", _ERROR, "A rule has one list of conditions and one action, in words that platforms know.", "S04-19")
ROLLUP_RULE = _rule(28, "rollup-rule", _ERROR, "A rule of roll-up has one list of conditions and one action, in words that platforms know.", "S04-20")
DATA = _rule(29, "shared-data", _ERROR, "Shared data must say which store it maps to.", "S04-21")
DELIVERY = _rule(
    30,
    "delivery-controls",
    _WARNING,
    "Without these a strict platform marks a SCO complete when the learner merely leaves.",
    "S04-22, SAP note 3403728",
)
SCO = _rule(31, "sco-first", _WARNING, "Open edX opens the first resource that has an address: it must be the SCO.", "S04-23, requirements 2.2.3")
IDENTIFIER = _rule(32, "identifier", _ERROR, "Learners' records hang on identifiers: each must be a plain name and stand once.", "S04-25")
CALLS = _rule(33, "no-run-time-calls", _WARNING, "No script of the package reports a status, so no platform can ever record one.", "S04-27")
PREFIX = _rule(
    34,
    "prefix",
    _ERROR,
    "Moodle compares element names as texts: IMS names without a prefix, others with adlcp, adlseq, adlnav and imsss.",
    "requirements 2.1.2",
)

# ---------------------------------------------------------------- a course

STATE_TOO_LONG = _rule(
    101, "too-much-to-remember", _ERROR, "A platform keeps so many characters for each learner. With more, progress would be lost.", "S04-24, RT-12"
)
MANY_GAPS = _rule(102, "many-gaps", _WARNING, "SCORM 2004 takes ten typed words in one answer. The course itself still keeps all of them.", "S04-26")
MANY_ANSWERS = _rule(
    103, "right-answers-left-out", _WARNING, "SCORM 2004 takes five right answers to a typed question; the platform's report shows no more.", "S04-26"
)
LARGE_NUMBER = _rule(
    105, "large-number", _WARNING, "SCORM 2004 takes numbers of five digits before the point. The course itself keeps all of it.", "S04-26"
)
NAME_TOO_LONG = _rule(
    104, "name-too-long", _ERROR, "Manifest texts have fixed lengths; a platform refuses a longer one or cuts it.", "S04-04, S04-07"
)
