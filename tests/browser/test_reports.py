"""The handover sheet and the statement page, read in a browser as an administrator or a reviewer would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import Built
from tests.browser.harness.desk import Desk


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("report", ["handover", "statements"])
def test_a_report_is_accessible_closed_and_opened_and_on_a_phone(desk: Desk, real_course: Built, report: str, scheme: str) -> None:
    (path,) = Path(real_course.zip("web")).parent.glob(f"*-{report}.html")
    page = desk.open_page(desk.mount({path.name: path.read_bytes()}), path.name)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert_accessible(page, f"{report}, {scheme}, closed")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert_accessible(page, f"{report}, {scheme}, open")
    assert_no_sideways_scroll(page)
    desk.watch.assert_clean()
