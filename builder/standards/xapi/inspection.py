"""The linter of Tin Can packages, ours and strangers'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.iri import is_iri
from builder.package.package import PackageContents
from builder.standards.xapi.manifest import MANIFEST_FILE, NAMESPACE, ListedActivity, Manifest, from_xml
from builder.standards.xml_documents import open_manifest

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

ROOT = Rule("XAP001", "tincan-root", _ERROR, "Platforms find activities by the root element and its namespace.", "Tin Can launch, package")
NO_ACTIVITY = Rule("XAP002", "no-activity", _ERROR, "Without an activity, a platform cannot open or report anything.", "Tin Can launch, package")
NO_LAUNCH = Rule("XAP004", "no-launch", _ERROR, "One activity must say which page opens.", "Tin Can launch, package")
TWO_LAUNCHES = Rule("XAP005", "several-launches", _ERROR, "Only one activity of a package may be launched.", "Tin Can launch, package")
LAUNCH_FIRST = Rule("XAP007", "launch-not-first", _WARNING, "Some platforms take the first activity, whatever the others say.", "requirements 2.1.22")
LAUNCH_FILE = Rule(
    "XAP006", "launch-file-missing", _ERROR, "The page that opens is not in the zip, so learners see an error.", "Tin Can launch, package"
)
ACTIVITY_ID = Rule(
    "XAP003", "activity-id", _ERROR, "Records are kept under the activity's id for ever, so it must be a full address and unique.", "XA-05"
)
NAME = Rule("XAP008", "activity-name", _WARNING, "Reports show the name. Without its language, it may be read aloud in the wrong one.", "XA-05")
TYPE = Rule("XAP009", "activity-type", _WARNING, "Reports sort activities by type, so the type must be a full address.", "XA-05")


def recognises(package: PackageContents) -> bool:
    """Tell whether a package has a tincan.xml at its root."""
    return MANIFEST_FILE in package.texts.manifests


def lint(package: PackageContents) -> tuple[Diagnostic, ...]:
    """Return the faults of a Tin Can package. A file that is no XML is the generic linter's."""
    opened = open_manifest(package, MANIFEST_FILE, NAMESPACE, "tincan", ROOT)
    root = opened.value
    if root is None:
        return opened.diagnostics
    manifest = from_xml(root)
    if not manifest.activities:
        return (_diagnostic(NO_ACTIVITY, "The file does not name an activity.", root.sourceline or 0, "Add <activities> with one <activity>."),)
    return (
        *_check_launches(manifest, package),
        *_check_ids(manifest),
        *(fault for activity in manifest.activities for fault in _check_words(activity)),
    )


def _diagnostic(rule: Rule, message: str, line: int, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(MANIFEST_FILE, line), hint)


def _check_launches(manifest: Manifest, package: PackageContents) -> Iterator[Diagnostic]:
    launched = [activity for activity in manifest.activities if activity.launches]
    if not launched:
        yield _diagnostic(NO_LAUNCH, "No activity has a launch.", 0, "Add <launch> to the course's activity.")
        return
    if len(launched) > 1:
        names = ", ".join(f"“{activity.id}”" for activity in launched)
        yield _diagnostic(TWO_LAUNCHES, f"{len(launched)} activities have a launch: {names}.", launched[1].line, "Keep only the course's launch.")
    elif launched[0] is not manifest.activities[0]:
        message = f"The activity that is launched, “{launched[0].id}”, is not the first."
        yield _diagnostic(LAUNCH_FIRST, message, launched[0].line, "Put it before the others.")
    for activity in launched:
        for launch in activity.launches:
            path = re.split("[?#]", launch.text.strip())[0]
            if "://" not in path and not package.lists(path):
                message = f"The launch “{path}” is not in the zip."
                yield _diagnostic(LAUNCH_FILE, message, activity.line, "Write its path from the root of the zip, with the same capitals.")


def _check_ids(manifest: Manifest) -> Iterator[Diagnostic]:
    counts = Counter(activity.id for activity in manifest.activities)
    for activity in {activity.id: activity for activity in manifest.activities}.values():
        if not is_iri(activity.id):
            yield _diagnostic(ACTIVITY_ID, f"“{activity.id}” is not a full address.", activity.line, "Write one such as https://… that is yours.")
        if counts[activity.id] > 1:
            message = f"The id “{activity.id}” is used {counts[activity.id]} times."
            yield _diagnostic(ACTIVITY_ID, message, activity.line, "Give each activity a different id.")


def _check_words(activity: ListedActivity) -> Iterator[Diagnostic]:
    if not any(name.text.strip() for name in activity.names):
        yield _diagnostic(NAME, f"The activity “{activity.id}” has no name.", activity.line, "Add <name> with words in it.")
    elif any(not name.language for name in activity.names):
        message = f"The name “{activity.names[0].text.strip()[:60]}” does not say its language."
        yield _diagnostic(NAME, message, activity.line, 'Add lang, for example lang="en-GB".')
    if not is_iri(activity.type):
        message = f"The activity “{activity.id}” has the type “{activity.type}”."
        yield _diagnostic(TYPE, message, activity.line, "Write a full address, for example http://adlnet.gov/expapi/activities/course.")
