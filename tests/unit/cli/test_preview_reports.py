"""What `copack preview` says in the terminal at each save."""

from __future__ import annotations

import pytest

from builder.cli.preview import Reports
from builder.package.package import Package
from builder.preview.view import View


def test_each_save_is_answered_and_the_first_view_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    reports, package = Reports(), Package("course-web.zip", {})
    for number, report in enumerate(("", "", "A fault.", "")):
        reports.show(View(number, package, (), report, failed=bool(report)))
    assert capsys.readouterr().err.splitlines() == ["Renewed.", "A fault.", "No faults any more: the page shows your newest text."]
