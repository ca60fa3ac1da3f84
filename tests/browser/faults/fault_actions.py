"""The fault actions: each does one thing to a learner, and then asks whether what could be kept was kept.

A fault action gets a learner and fails by an assertion. The promise behind all of them (tracking contract 4): kept if the platform
ever accepted a write, or the device's store survived and the same learner came back to the same registration.
"""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import expect

from tests.browser.faults.learners import Cmi5Learner, Learner, RecordStoreLearner, ScormLearner, WebLearner, read_shown_answers
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import ApiPlacement
from tests.browser.harness.responses import ExpectedRecord, respond_right, respond_wrong
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk
from tests.lrs_server import answer_status, lose_request, lose_response, stay_silent

SAVED: Final = re.compile("^Saved (at|on this device)")
WAITING: Final = re.compile("^Saved on this device at .* We will send it when we can")
OFFLINE: Final = re.compile("^Not saved yet. We keep trying.")
NOT_SAVED: Final = "Not saved yet. We keep trying."
UNTRACKED: Final = "Your answers are not being recorded."
SIGNED_OUT: Final = "The learning platform has signed you out. Your answers are kept here."


# -------------------------------------------------------------------- what learners do


def begin(learner: Learner) -> Walk:
    """Open the course and go as far as the final check."""
    walk = Walk(learner.open(), learner.built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    return walk


def submit(walk: Walk) -> None:
    """Answer the final check, wrongly."""
    walk.submit(walk.plan.checks[0])


def await_saved(learner: Learner) -> None:
    expect(learner.page.locator(":root") if isinstance(learner, WebLearner | RecordStoreLearner) else learner.player.surface.locator(":root")).to_contain_text(re.compile("Saved (at|on this device)"))


def see(learner: Learner, text: str | re.Pattern[str]) -> None:
    """The learner reads it."""
    expect(learner.player.surface.get_by_text(text).locator("visible=true").first).to_be_visible()


def hear(learner: Learner, text: str) -> None:
    """A screen reader says it."""
    expect(learner.player.surface.get_by_role("status").filter(has_text=text)).to_have_count(1)


def assert_back(learner: Learner, expected: ExpectedRecord) -> None:
    """The learner is where they were, and finds every answer."""
    assert learner.player.page_id() == "the-check"
    assert read_shown_answers(learner.player, expected) == {one: expected.responses[one] for one in read_shown_answers(learner.player, expected)}


def retry_and_pass(learner: Learner, walk: Walk) -> None:
    """The learner tries again, passes and leaves; the record is what follows from that."""
    again = Walk(learner.player, learner.built.plan, respond=respond_right)
    again.expected = walk.expected
    again.try_again(learner.built.plan.checks[0])
    learner.player.save_and_exit()
    learner.assert_answers(again.expected)
    assert learner.status() in ("passed", "")


def finish(learner: Learner, walk: Walk) -> None:
    """Come back, find everything, pass."""
    learner.open()
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)


# -------------------------------------------------------------------- windows that go away


def kill_after_a_save(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.settle()
    learner.kill()
    finish(learner, walk)


def close_at_once(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    learner.close()
    finish(learner, walk)


def reload_at_once(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
    learner.reload()
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)


def restore_from_page_cache(learner: Learner) -> None:
    """A page that the browser keeps is told so, twice."""
    walk = begin(learner)
    submit(walk)
    for event in ("pagehide", "pageshow", "pagehide", "pageshow"):
        learner.player.surface.evaluate("event => window.dispatchEvent(new PageTransitionEvent(event, {persisted: true}))", event)
    await_saved(learner)
    retry_and_pass(learner, walk)


def open_two_windows(learner: Learner) -> None:
    """One window reads the first session, the other one waits on the first page; what both did is there afterwards."""
    first = begin(learner)
    first_page = learner.page
    learner.open()
    expect(learner.player.surface.get_by_role("heading", level=1)).to_have_count(1)
    second = learner.page
    learner.page = first_page
    submit(first)
    second.close()
    learner.close()
    finish(learner, first)


# -------------------------------------------------------------------- platforms that fail


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
        from tests.browser.harness.player import Player

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
    walk = begin(learner)
    submit(walk)
    learner.close()
    finish(learner, walk)


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


def answer_count_restored(learner: Learner) -> None:
    walk = begin(learner)
    submit(walk)
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


# -------------------------------------------------------------------- files that do not arrive


def answer_file_with_login_page(learner: Learner) -> None:
    break_file(learner, Fault.LOGIN_PAGE)


def deny_file(learner: Learner) -> None:
    break_file(learner, Fault.DENIED)


def truncate_file(learner: Learner) -> None:
    break_file(learner, Fault.CUT_SHORT)


def break_file(learner: Learner, fault: Fault) -> None:
    """The second session does not arrive; after signing in again it does, in the same window, and nothing is lost."""
    learner.mount.break_path("sessions/two.js", fault)
    player = learner.open()
    walk = Walk(player, learner.built.plan, respond=respond_wrong)
    walk.go(until="left-out")
    player.next_page()
    player.next_page()
    see(learner, re.compile("The page (did not|still does not) arrive. Your answers are safe."))
    learner.mount.mend()
    player.use(player.surface.get_by_role("button", name="Try again").locator("visible=true"))
    expect(player.surface.get_by_role("heading", name="Before the check")).to_be_visible()
    walk.go(until="the-check")
    submit(walk)
    await_saved(learner)
    learner.close()
    finish(learner, walk)


# -------------------------------------------------------------------- the device


BLOCK: Final = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {configurable: true, get: () => { throw new DOMException("denied", "SecurityError"); }});
}
"""


def block_device_storage(learner: Learner) -> None:
    """The browser lets no page keep anything: what the platform took is there all the same."""
    learner.launcher.context.add_init_script(BLOCK)
    walk = begin(learner)
    submit(walk)
    if isinstance(learner, WebLearner):
        see(learner, "This browser does not let us keep answers on this device.")
        return
    await_saved(learner)
    learner.settle()
    learner.kill()
    finish(learner, walk)


CLOCK: Final = """
(() => {
  const Real = Date;
  window.jumped = 0;
  window.Date = class extends Real {
    constructor(...args) { if (args.length) super(...args); else super(Real.now() + window.jumped); }
    static now() { return Real.now() + window.jumped; }
  };
})();
"""


def change_clock(learner: Learner) -> None:
    """The clock goes a day ahead, then two days back; spans and stamps stay possible and in order."""
    learner.launcher.context.add_init_script(CLOCK)
    walk = begin(learner)
    learner.player.surface.evaluate("() => { window.jumped += 86400000; }")
    submit(walk)
    learner.player.surface.evaluate("() => { window.jumped -= 2 * 86400000; }")
    retry_and_pass(learner, walk)
    if isinstance(learner, RecordStoreLearner):
        stamps = [one["timestamp"] for one in learner.list_own_statements()]
        assert stamps == sorted(set(stamps))
        assert learner.lrs.list_advice() == []
    if isinstance(learner, ScormLearner):
        assert not [call for call in learner.platform.calls() if call.refused and call.name.endswith("SetValue")]


def open_as_another_learner(learner: Learner) -> None:
    """B uses the machine after A, whose window was killed with answers waiting on the device: B finds nothing of A's, and A finds all of it."""
    walk = begin(learner)
    await_saved(learner)
    if isinstance(learner, RecordStoreLearner):
        learner.cut_off()
    submit(walk)
    see(learner, NOT_SAVED if isinstance(learner, RecordStoreLearner) else SAVED)
    learner.settle()
    learner.kill()
    learner.heal()
    other = learner.other_learner()
    player = other.open()
    assert player.page_id() == "blocks"
    theirs = Walk(player, other.built.plan, respond=respond_right)
    theirs.go(until="the-check")
    assert set(read_shown_answers(player, walk.expected).values()) == {None}, "an answer of another learner"
    player.save_and_exit()
    if isinstance(learner, RecordStoreLearner):
        assert isinstance(other, RecordStoreLearner)
        assert not [one for one in other.list_own_statements() if "response" in one.get("result", {})], "sent for another learner"
    if not isinstance(learner, WebLearner):
        finish(learner, walk)


# -------------------------------------------------------------------- record stores


def store_answers(learner: Learner, status: int, times: int = 2, reads: re.Pattern[str] | None = None) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    learner.lrs.inject(answer_status(status, retry_after=1 if status == 429 else None), path="statements", times=times)
    submit(walk)
    if reads:
        see(learner, reads)
    learner.assert_answers(walk.expected)
    retry_and_pass(learner, walk)


def store_conflicts(learner: Learner) -> None:
    """A batch is called a conflict: each is sent singly with the same id."""
    store_answers(learner, 409, 1)


def store_is_busy(learner: Learner) -> None:
    store_answers(learner, 429, reads=WAITING)


def store_fails(learner: Learner) -> None:
    store_answers(learner, 500, reads=WAITING)


def store_finds_a_batch_bad(learner: Learner) -> None:
    store_answers(learner, 400, 1)


def store_finds_a_batch_large(learner: Learner) -> None:
    store_answers(learner, 413, 1)


def store_is_silent(learner: Learner) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    learner.lrs.inject(stay_silent(), path="statements")
    submit(walk)
    learner.lrs.wait_for_exchange("POST", "statements", stay_silent())
    learner.lrs.release()
    learner.assert_answers(walk.expected)
    retry_and_pass(learner, walk)


def store_answer_is_lost(learner: Learner) -> None:
    """The store has them and nobody knows: sent again with the same ids, they stand once."""
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    learner.lrs.inject(lose_response(), path="statements")
    submit(walk)
    learner.assert_answers(walk.expected)
    retry_and_pass(learner, walk)
    answered = [one for one in learner.list_own_statements() if "response" in one.get("result", {})]
    assert len(answered) == 2 * len(walk.expected.responses) - 2 * sum(not one.recorded for one in walk.plan.interactions if one.id in walk.expected.responses)


def offline_across_a_reload(learner: Learner) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    await_saved(learner)
    learner.cut_off()
    submit(walk)
    see(learner, OFFLINE)
    learner.kill()
    learner.heal()
    finish(learner, walk)


def offline_when_leaving(learner: Learner) -> None:
    assert isinstance(learner, RecordStoreLearner)
    walk = begin(learner)
    await_saved(learner)
    learner.lrs.inject(lose_request(), path="statements", times=-1)
    submit(walk)
    surface = learner.player.surface
    surface.get_by_role("button", name="Save and exit").first.click()
    if isinstance(learner, Cmi5Learner):
        # No later launch may send what this one has: nobody is let go before it has arrived.
        see(learner, "Your last answers are not saved")
        learner.heal()
        surface.get_by_role("button", name="Try again").locator("visible=true").click()
        see(learner, "Your answers are saved")
    else:
        see(learner, "Your answers are kept on this device")
        learner.heal()
    finish(learner, walk)


# -------------------------------------------------------------------- state


def leave_changed_state(learner: Learner, change: str) -> Walk:
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    learner.change_state(lambda state: _apply_change(state, change))
    return walk


def _apply_change(state: str, change: str) -> str:
    match change:
        case "damaged":
            at = state.rfind("~") + 4
            return state[:at] + "!!" + state[at + 2 :]
        case "cut":
            return state[: len(state) - 6]
        case _:
            return f"9{state[1:]}"


def damage_state(learner: Learner) -> None:
    """What can still be read is kept; the course opens, and can be passed."""
    reopen_with_damaged_state(learner, "damaged")


def truncate_state(learner: Learner) -> None:
    reopen_with_damaged_state(learner, "cut")


def reopen_with_damaged_state(learner: Learner, change: str) -> None:
    walk = leave_changed_state(learner, change)
    learner.open()
    see(learner, "Some of your saved answers could not be read.")
    assert learner.player.page_id() == "the-check"
    seen = read_shown_answers(learner.player, walk.expected)
    lost = {one for one, answer in seen.items() if answer != walk.expected.responses[one]}
    # Answers stand in the order of first sight: the first is practice, the last is what a cut end takes.
    assert lost <= ({list(seen)[-1]} if change == "cut" else set()), "only what was hit is gone, and no answer becomes another"


def open_newer_state(learner: Learner) -> None:
    """What a newer version wrote is left alone, and the learner is told."""
    held: list[str] = []
    walk = leave_changed_state(learner, "newer")
    learner.open()
    see(learner, "Your answers were saved by a newer version of this course.")
    Walk(learner.player, learner.built.plan).go(until=learner.player.page_id())
    learner.player.next_page()
    learner.player.save_and_exit()

    def look(state: str) -> str:
        held.append(state)
        return state

    learner.change_state(look)
    assert held
    assert all(state.startswith("9") for state in held)
    assert walk.expected.responses


def open_newer_course(learner: Learner, newer: Built) -> None:
    """Questions added, removed and put in another order: every answer that still has its question is there."""
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.close()
    learner.take(newer)
    learner.open()
    assert learner.player.page_id() == "the-check"
    expected = ExpectedRecord(newer.plan, {one: response for one, response in walk.expected.responses.items() if one in {each.id for each in newer.plan.interactions}})
    kept = read_shown_answers(learner.player, expected)
    assert kept
    assert kept == {one: expected.responses[one] for one in kept}


# -------------------------------------------------------------------- a kill after every call


def go_to_check(learner: Learner) -> None:
    """Turn the pages from wherever the learner is, and from the first again if some were missed."""
    player = learner.player
    if player.page_id() == "the-check" and not player.says("This check opens later"):
        return
    if player.page_id() != "blocks":
        player.open_contents()
        player.turn(player.surface.get_by_role("link", name="Blocks"))
    while player.page_id() != "the-check":
        player.next_page()


def kill_after_call(learner: Learner, number: int) -> int:
    """The window is gone after this many calls of the platform: the learner goes on from the last save, and the record comes right.

    Returns:
        How many answers the platform had accepted before.

    """
    if isinstance(learner, ScormLearner):
        wrap_api(learner, ONLY_SO_MANY % number)
    else:
        assert isinstance(learner, RecordStoreLearner)
        # The platform's own two writes of a cmi5 launch are none of the course's.
        learner.lrs.inject(lose_request(), times=-1, after=number + 2 * isinstance(learner, Cmi5Learner))
    walk = Walk(learner.open(), learner.built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    submit(walk)
    learner.settle()
    learner.kill()
    learner.heal()
    accepted = learner.list_accepted(walk.expected)
    # A new profile: the wrapper is gone, and with it what this device kept.
    learner.launcher.new_context() if isinstance(learner, ScormLearner) else None
    learner.open()
    status = learner.status()
    assert status in ("incomplete", "not attempted"), status
    kept = read_shown_answers(learner.player, walk.expected) if learner.player.page_id() == "the-check" else {}
    assert all(answer in (None, walk.expected.responses[one]) for one, answer in kept.items()), "no answer becomes another"
    assert {one: kept.get(one) for one in accepted} == {one: walk.expected.responses[one] for one in accepted}, "what was accepted is there"
    again = Walk(learner.player, learner.built.plan, respond=respond_right)
    go_to_check(learner)
    check = learner.built.plan.checks[0]
    tried = learner.player.surface.get_by_role("button", name="Try again").locator("visible=true").count()
    (again.try_again if tried else again.submit)(check)
    learner.player.save_and_exit()
    learner.assert_answers(again.expected)
    assert learner.status() == "passed"
    return len(accepted)
