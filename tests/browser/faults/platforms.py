"""Platforms that refuse, come late, are not there, or answer in ways of their own."""

from __future__ import annotations

import re
from typing import Final

from tests.browser.faults.learner_steps import ENDED, NOT_SAVED, SAVED, SIGNED_OUT, UNTRACKED, await_saved, begin, finish, hear, see, submit
from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner, ScormLearner, read_shown_answers
from tests.browser.faults.windows import close_at_once, kill_after_a_save
from tests.browser.harness.launcher import ApiPlacement
from tests.browser.harness.player import Player
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk
from tests.lrs_server import answer_status


def refuse_then_accept(learner: Learner) -> None:
    walk = begin(learner)
    await_saved(learner)
    learner.refuse()
    submit(walk)
    see(learner, NOT_SAVED)
    hear(learner, "Your last answers are not saved yet.")
    learner.heal()
    see(learner, SAVED)
    hear(learner, "Your answers are saved again.")
    learner.kill()
    finish(learner, walk)


def fill_device_storage(learner: Learner) -> None:
    walk = begin(learner)
    learner.refuse()
    submit(walk)
    see(learner, NOT_SAVED)
    assert read_shown_answers(learner.player, walk.expected) == {one: walk.expected.responses[one] for one in read_shown_answers(learner.player, walk.expected)}


def open_without_platform(learner: Learner) -> None:
    """No platform answers: the whole course can be read, and says that nothing is recorded."""
    if isinstance(learner, ScormLearner):
        learner.placement = ApiPlacement.NONE
        learner.open()
    else:
        learner.page = learner.launcher.open_page(learner.mount)
        learner.player = Player.of_page(learner.page).await_open()
    see(learner, re.compile("Your answers are not being recorded|Nothing you do now is recorded"))
    Walk(learner.player, learner.built.plan).go()
    see(learner, "Nothing is recorded in this window.")


def open_in_cross_origin_frame(learner: Learner) -> None:
    assert isinstance(learner, ScormLearner)
    learner.placement = ApiPlacement.FOREIGN_PARENT
    learner.open()
    see(learner, UNTRACKED)
    Walk(learner.player, learner.built.plan).go()


def answer_late(learner: Learner) -> None:
    assert isinstance(learner, ScormLearner)
    learner.placement = ApiPlacement.LATE
    walk = begin(learner)
    learner.placement = ApiPlacement.FRAME
    submit(walk)
    await_saved(learner)
    learner.kill()
    finish(learner, walk)


WRAP: Final = """
(() => {
  if (!location.pathname.endsWith("/lms/launch.html")) return;
  const wrap = (api) => new Proxy(api, {get: (target, name) => typeof target[name] !== "function" ? target[name] : (...args) => (%s)(target, name, args)});
  for (const name of ["API", "API_1484_11"]) {
    let held;
    Object.defineProperty(window, name, {configurable: true, get: () => held, set: (api) => { held = wrap(api); }});
  }
})();
"""
"""Stands between the course and the platform's API, whatever its version. `%s` is a function of (api, name, args)."""

BOOLEANS: Final = """(api, name, args) => {
  const answer = api[name](...args);
  return name.endsWith("LastError") ? Number(answer) : answer === "true" ? true : answer === "false" ? false : answer;
}"""
NUMBERS: Final = """(api, name, args) => {
  const answer = api[name](...args);
  return answer === "true" ? 1 : answer === "false" ? 0 : answer;
}"""
NULLS: Final = "(api, name, args) => { api[name](...args); return null; }"
THROWS: Final = "() => { throw new Error('no'); }"
COUNTS: Final = """(api, name, args) => {
  const answer = api[name](...args);
  return name.endsWith("GetValue") && /_count$/.test(args[0]) ? %s : answer;
}"""
ONLY_SO_MANY: Final = """(api, name, args) => {
  window.callsLeft = (window.callsLeft ?? %d) - 1;
  if (window.callsLeft < 0) throw new Error('gone');
  return api[name](...args);
}"""


def wrap_api(learner: Learner, function: str) -> None:
    learner.launcher.context.add_init_script(WRAP % function)


def answer_booleans(learner: Learner) -> None:
    wrap_api(learner, BOOLEANS)
    kill_after_a_save(learner)


def answer_numbers(learner: Learner) -> None:
    """1 and 0 are no words of the standard, and mean what they say."""
    wrap_api(learner, NUMBERS)
    close_at_once(learner)


def answer_null(learner: Learner) -> None:
    """Nothing tells success from failure, and no error is told either: what was sent is there."""
    wrap_api(learner, NULLS)
    walk = begin(learner)
    submit(walk)
    learner.close()
    learner.assert_answers(walk.expected)


def answer_by_throwing(learner: Learner) -> None:
    wrap_api(learner, THROWS)
    learner.open()
    see(learner, UNTRACKED)
    Walk(learner.player, learner.built.plan).go()


def answer_count(learner: Learner, count: str) -> None:
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    wrap_api(learner, COUNTS % count)
    finish(learner, walk)


def answer_count_zero(learner: Learner) -> None:
    answer_count(learner, "'0'")


def answer_count_blank(learner: Learner) -> None:
    answer_count(learner, "''")


BLANK_AT_FIRST: Final = """(api, name, args) => {
  const answer = api[name](...args);
  if (!name.endsWith("GetValue")) return answer;
  window.reads = window.reads ?? {};
  window.reads[args[0]] = (window.reads[args[0]] ?? 0) + 1;
  return window.reads[args[0]] > (args[0] === "cmi.suspend_data" ? 2 : 1) ? answer : "";
}"""
"""An API across windows: it answers the first questions with nothing, and fills itself a moment later, our progress last."""
REFUSES_THE_END_ONCE: Final = """(api, name, args) => {
  if (!/Finish$|Terminate$/.test(name) || window.endRefused) return api[name](...args);
  window.endRefused = true;
  return "false";
}"""
INTO_OUR_PAGE: Final = """
addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector("[data-page]")) return;
  const script = document.createElement("script");
  script.textContent = "window.API = window.API_1484_11 = new Proxy({}, { get: () => () => 'true' });";
  document.head.append(script);
});
"""
"""What a host does that adds its part to our page as a script within the page: the page's policy stops it."""


def answer_blank_at_first(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    wrap_api(learner, BLANK_AT_FIRST)
    finish(learner, walk)


def write_into_our_page(learner: Learner) -> None:
    """The server says nothing of what the page may load: its own policy alone stops the script."""
    learner.mount.headers = {}
    learner.launcher.context.add_init_script(INTO_OUR_PAGE)
    open_without_platform(learner)


def refuse_to_end_once(learner: Learner) -> None:
    """The platform saves, and does not end the visit: the course goes on, and can be left later."""
    wrap_api(learner, REFUSES_THE_END_ONCE)
    walk = begin(learner)
    player = learner.player
    player.use(player.exit_button())
    see(learner, "Your learning platform did not end your visit.")
    player.use(player.surface.get_by_role("button", name="Go on with the course").locator("visible=true"))
    assert player.page_id() == "the-check"
    submit(walk)
    await_saved(learner)
    player.save_and_exit()
    learner.assert_answers(walk.expected)


def open_after_the_end(learner: Learner) -> None:
    """A part of a course is opened where another was left: the API was ended by Terminate, until the platform's page is loaded anew."""
    assert isinstance(learner, ScormLearner)
    walk = begin(learner)
    submit(walk)
    learner.player.save_and_exit()
    learner.visit.reload_course()
    learner.player = Player.of_visit(learner.visit).await_open()
    see(learner, ENDED)
    learner.close()
    finish(learner, walk)


def sign_out_and_in(learner: Learner) -> None:
    """The learner has been signed out in the middle of a page, and signs in again."""
    walk = begin(learner)
    await_saved(learner)
    if isinstance(learner, Cmi5Learner):
        learner.enrolment.end_session()
    elif isinstance(learner, RecordStoreLearner):
        learner.lrs.inject(answer_status(401), times=-1)
    else:
        learner.refuse()
        learner.mount.break_path("sessions/two.js", Fault.LOGIN_PAGE)
    submit(walk)
    see(learner, re.compile(f"{SIGNED_OUT}|{NOT_SAVED}|has ended this visit"))
    learner.heal()
    learner.mount.mend()
    if isinstance(learner, RecordStoreLearner):
        learner.kill()
    else:
        see(learner, re.compile("^Saved at"))
        learner.close()
    finish(learner, walk)
