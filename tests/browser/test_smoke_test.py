"""The five minutes of the handover sheet, done as they stand there: whoever follows them must see what they promise."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html
from playwright.sync_api import expect

from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Quirks
from tests.browser.harness.player import Player
from tests.browser.harness.scorm import open_course


def steps(built: Built, section: str) -> list[str]:
    """The numbered steps of a platform's smoke test, as the sheet of this build words them."""
    (path,) = Path(built.zip("scorm12")).parent.glob("*-handover.html")
    (heading,) = html.parse(path).getroot().xpath(f"//section[h2/@id='{section}']/h3[starts-with(., 'Try it')]")
    return [re.sub(r"\s+", " ", item.text_content()) for item in heading.getnext().iter("li")]


def quoted(step: str) -> list[str]:
    """The texts between curly quotes, the outermost."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(step):
        if character == "“":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif character == "”":
            depth -= 1
            if depth == 0:
                found.append(step[start:at])
    return found


def test_an_administrator_sees_what_the_sheet_promises(launcher: Launcher, first_session: Built) -> None:
    opened, answered, left, returned, record, _ = steps(first_session, "moodle")
    platform = launcher.platform(quirks=Quirks.MOODLE)
    _, player = open_course(launcher, first_session, platform)
    first_page, session, not_recorded = quoted(opened)
    assert player.heading() == first_page
    assert player.place() == (1, int(re.findall(r"page 1 of (\d+)", opened)[0]))
    assert session in first_session.plan.sessions()[0].title
    assert not player.says(not_recorded)

    contents, page, _, button, right = quoted(answered)
    follow(player, contents, page)
    answer = re.findall(r"A right answer is: (.*)\. Press", answered)[0]
    ident = re.findall(r"\(([a-z0-9-]+)\)", answered)[0]
    question = player.block(ident)
    question.get_by_role("radio", name=answer).check()
    question.get_by_role("button", name=button).click()
    expect(question.get_by_text(right, exact=True).first).to_be_visible()

    saved, menu, save_and_exit, closed = quoted(left)
    expect(player.surface.get_by_text(re.compile(f"^{saved} ")).first).to_be_visible()
    player.surface.get_by_role("button", name=menu).click()
    player.surface.get_by_role("button", name=save_and_exit).click()
    expect(player.surface.get_by_text(closed).first).to_be_visible()
    assert quoted(record) == [platform.status]
    assert "There is no score" in record
    assert platform.score == ""

    _, player = open_course(launcher, first_session, platform)
    assert player.says(quoted(returned)[0])
    assert player.block(ident).get_by_role("radio", name=answer).is_checked()


def follow(player: Player, button: str, page: str) -> None:
    player.turn(player.surface.get_by_role("button", name=button))
    player.turn(player.surface.get_by_role("link", name=page))
