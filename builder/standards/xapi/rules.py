"""Rules about Tin Can packages (requirements 3.1, 3.4)."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

ROOT = Rule("XAP001", "tincan-root", _ERROR, "Platforms find activities by the root element and its namespace.", "Tin Can launch, package")
NO_ACTIVITY = Rule("XAP002", "no-activity", _ERROR, "Without an activity there is nothing to open or to report about.", "Tin Can launch, package")
ACTIVITY_ID = Rule(
    "XAP003", "activity-id", _ERROR, "Records are kept under the activity's id for ever: it must be a whole address, and stand once.", "XA-05"
)
NO_LAUNCH = Rule("XAP004", "no-launch", _ERROR, "One activity must say which page opens.", "Tin Can launch, package")
TWO_LAUNCHES = Rule("XAP005", "several-launches", _ERROR, "Only one activity of a package may be launched.", "Tin Can launch, package")
LAUNCH_FILE = Rule(
    "XAP006", "launch-file-missing", _ERROR, "The page that opens is not in the zip, so learners see an error.", "Tin Can launch, package"
)
LAUNCH_FIRST = Rule(
    "XAP007", "launch-not-first", _WARNING, "Moodle's plugin takes the first activity, whatever the others say.", "requirements 2.1.22"
)
NAME = Rule("XAP008", "activity-name", _WARNING, "Reports show the name; without its language it is read in the wrong one.", "XA-05")
TYPE = Rule("XAP009", "activity-type", _WARNING, "Reports sort activities by type: it must be a whole address.", "XA-05")
