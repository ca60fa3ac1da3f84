"""The plays: each does one thing to a learner, and then asks whether what could be kept was kept.

A play gets a seat and fails by an assertion. The promise behind all of them (tracking contract 4): kept if the platform
ever accepted a write, or the device's store survived and the same learner came back to the same registration.
"""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import expect

from tests.browser.faults.seats import Cmi5Seat, ScormSeat, Seat, StoreSeat, WebSeat, read_kept
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import ApiPlacement
from tests.browser.harness.responses import Told, respond_right, respond_wrong
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


def begin(seat: Seat) -> Walk:
    """Open the course and go as far as the final check."""
    walk = Walk(seat.open(), seat.built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    return walk


def submit(walk: Walk) -> None:
    """Answer the final check, wrongly."""
    walk.submit(walk.plan.checks[0])


def await_saved(seat: Seat) -> None:
    expect(seat.page.locator(":root") if isinstance(seat, WebSeat | StoreSeat) else seat.player.surface.locator(":root")).to_contain_text(re.compile("Saved (at|on this device)"))


def see(seat: Seat, text: str | re.Pattern[str]) -> None:
    """The learner reads it."""
    expect(seat.player.surface.get_by_text(text).locator("visible=true").first).to_be_visible()


def hear(seat: Seat, text: str) -> None:
    """A screen reader says it."""
    expect(seat.player.surface.get_by_role("status").filter(has_text=text)).to_have_count(1)


def assert_back(seat: Seat, told: Told) -> None:
    """The learner is where they were, and finds every answer."""
    assert seat.player.page_id() == "the-check"
    assert read_kept(seat.player, told) == {one: told.responses[one] for one in read_kept(seat.player, told)}


def pass_at_last(seat: Seat, walk: Walk) -> None:
    """The learner tries again, passes and leaves; the record is what follows from that."""
    again = Walk(seat.player, seat.built.plan, respond=respond_right)
    again.told = walk.told
    again.try_again(seat.built.plan.checks[0])
    seat.player.save_and_exit()
    seat.assert_answers(again.told)
    assert seat.status() in ("passed", "")


def finish(seat: Seat, walk: Walk) -> None:
    """Come back, find everything, pass."""
    seat.open()
    assert_back(seat, walk.told)
    pass_at_last(seat, walk)


# -------------------------------------------------------------------- windows that go away


def kill_after_a_save(seat: Seat) -> None:
    walk = begin(seat)
    submit(walk)
    await_saved(seat)
    seat.settle()
    seat.kill()
    finish(seat, walk)


def close_at_once(seat: Seat) -> None:
    walk = begin(seat)
    submit(walk)
    seat.close()
    finish(seat, walk)


def reload_at_once(seat: Seat) -> None:
    walk = begin(seat)
    submit(walk)
    seat.reload()
    assert_back(seat, walk.told)
    pass_at_last(seat, walk)


def go_and_come_by_the_cache(seat: Seat) -> None:
    """A page that the browser keeps is told so, twice."""
    walk = begin(seat)
    submit(walk)
    for event in ("pagehide", "pageshow", "pagehide", "pageshow"):
        seat.player.surface.evaluate("event => window.dispatchEvent(new PageTransitionEvent(event, {persisted: true}))", event)
    await_saved(seat)
    pass_at_last(seat, walk)


def open_two_windows(seat: Seat) -> None:
    """One window reads the first session, the other one waits on the first page; what both did is there afterwards."""
    first = begin(seat)
    first_page = seat.page
    seat.open()
    expect(seat.player.surface.get_by_role("heading", level=1)).to_have_count(1)
    second = seat.page
    seat.page = first_page
    submit(first)
    second.close()
    seat.close()
    finish(seat, first)


# -------------------------------------------------------------------- platforms that fail


def refuse_for_a_while(seat: Seat) -> None:
    walk = begin(seat)
    await_saved(seat)
    seat.refuse()
    submit(walk)
    see(seat, NOT_SAVED)
    hear(seat, "Your last answers are not saved yet.")
    seat.heal()
    see(seat, SAVED)
    hear(seat, "Your answers are saved again.")
    seat.kill()
    finish(seat, walk)


def fill_the_device(seat: Seat) -> None:
    walk = begin(seat)
    seat.refuse()
    submit(walk)
    see(seat, NOT_SAVED)
    assert read_kept(seat.player, walk.told) == {one: walk.told.responses[one] for one in read_kept(seat.player, walk.told)}


def find_nobody(seat: Seat) -> None:
    """No platform answers: the whole course can be read, and says that nothing is recorded."""
    if isinstance(seat, ScormSeat):
        seat.placement = ApiPlacement.NONE
        seat.open()
    else:
        seat.page = seat.launcher.open_page(seat.mount)
        from tests.browser.harness.player import Player

        seat.player = Player.of_page(seat.page).await_open()
    see(seat, re.compile("Your answers are not being recorded|Nothing you do now is recorded"))
    Walk(seat.player, seat.built.plan).go()
    see(seat, "Nothing is recorded in this window.")


def sit_in_a_foreign_frame(seat: Seat) -> None:
    assert isinstance(seat, ScormSeat)
    seat.placement = ApiPlacement.FOREIGN_PARENT
    seat.open()
    see(seat, UNTRACKED)
    Walk(seat.player, seat.built.plan).go()


def answer_late(seat: Seat) -> None:
    assert isinstance(seat, ScormSeat)
    seat.placement = ApiPlacement.LATE
    walk = begin(seat)
    seat.placement = ApiPlacement.FRAME
    submit(walk)
    await_saved(seat)
    seat.kill()
    finish(seat, walk)


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


def wrap_api(seat: Seat, function: str) -> None:
    seat.launcher.context.add_init_script(WRAP % function)


def answer_booleans(seat: Seat) -> None:
    wrap_api(seat, BOOLEANS)
    kill_after_a_save(seat)


def answer_numbers(seat: Seat) -> None:
    """1 and 0 are no words of the standard, and mean what they say."""
    wrap_api(seat, NUMBERS)
    walk = begin(seat)
    submit(walk)
    seat.close()
    finish(seat, walk)


def answer_null(seat: Seat) -> None:
    """Nothing tells success from failure, and no error is told either: what was sent is there."""
    wrap_api(seat, NULLS)
    walk = begin(seat)
    submit(walk)
    seat.close()
    seat.assert_answers(walk.told)


def answer_by_throwing(seat: Seat) -> None:
    wrap_api(seat, THROWS)
    seat.open()
    see(seat, UNTRACKED)
    Walk(seat.player, seat.built.plan).go()


def forget_the_count(seat: Seat, count: str) -> None:
    walk = begin(seat)
    submit(walk)
    await_saved(seat)
    seat.close()
    wrap_api(seat, COUNTS % count)
    finish(seat, walk)


def count_nothing(seat: Seat) -> None:
    forget_the_count(seat, "'0'")


def count_blank(seat: Seat) -> None:
    forget_the_count(seat, "''")


def count_as_left(seat: Seat) -> None:
    walk = begin(seat)
    submit(walk)
    seat.close()
    finish(seat, walk)


def end_the_visit(seat: Seat) -> None:
    """The learner has been signed out in the middle of a page, and signs in again."""
    walk = begin(seat)
    await_saved(seat)
    if isinstance(seat, Cmi5Seat):
        seat.enrolment.end_session()
    elif isinstance(seat, StoreSeat):
        seat.lrs.inject(answer_status(401), times=-1)
    else:
        seat.refuse()
        seat.mount.break_path("sessions/two.js", Fault.LOGIN_PAGE)
    submit(walk)
    see(seat, re.compile(f"{SIGNED_OUT}|{NOT_SAVED}|has ended this visit"))
    seat.heal()
    seat.mount.mend()
    if isinstance(seat, StoreSeat):
        seat.kill()
    else:
        see(seat, re.compile("^Saved at"))
        seat.close()
    finish(seat, walk)


# -------------------------------------------------------------------- files that do not arrive


def get_a_login_page(seat: Seat) -> None:
    miss_a_file(seat, Fault.LOGIN_PAGE)


def get_denied(seat: Seat) -> None:
    miss_a_file(seat, Fault.DENIED)


def get_half(seat: Seat) -> None:
    miss_a_file(seat, Fault.CUT_SHORT)


def miss_a_file(seat: Seat, fault: Fault) -> None:
    """The second session does not arrive; after signing in again it does, in the same window, and nothing is lost."""
    seat.mount.break_path("sessions/two.js", fault)
    player = seat.open()
    walk = Walk(player, seat.built.plan, respond=respond_wrong)
    walk.go(until="left-out")
    player.next_page()
    player.next_page()
    see(seat, re.compile("The page (did not|still does not) arrive. Your answers are safe."))
    seat.mount.mend()
    player.use(player.surface.get_by_role("button", name="Try again").locator("visible=true"))
    expect(player.surface.get_by_role("heading", name="Before the check")).to_be_visible()
    walk.go(until="the-check")
    submit(walk)
    await_saved(seat)
    seat.close()
    finish(seat, walk)


# -------------------------------------------------------------------- the device


BLOCK: Final = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {configurable: true, get: () => { throw new DOMException("denied", "SecurityError"); }});
}
"""


def block_the_store(seat: Seat) -> None:
    """The browser lets no page keep anything: what the platform took is there all the same."""
    seat.launcher.context.add_init_script(BLOCK)
    walk = begin(seat)
    submit(walk)
    if isinstance(seat, WebSeat):
        see(seat, "This browser does not let us keep answers on this device.")
        return
    await_saved(seat)
    seat.settle()
    seat.kill()
    finish(seat, walk)


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


def jump_in_time(seat: Seat) -> None:
    """The clock goes a day ahead, then two days back; spans and stamps stay possible and in order."""
    seat.launcher.context.add_init_script(CLOCK)
    walk = begin(seat)
    seat.player.surface.evaluate("() => { window.jumped += 86400000; }")
    submit(walk)
    seat.player.surface.evaluate("() => { window.jumped -= 2 * 86400000; }")
    pass_at_last(seat, walk)
    if isinstance(seat, StoreSeat):
        stamps = [one["timestamp"] for one in seat.own()]
        assert stamps == sorted(set(stamps))
        assert seat.lrs.list_advice() == []
    if isinstance(seat, ScormSeat):
        assert not [call for call in seat.platform.calls() if call.refused and call.name.endswith("SetValue")]


def sit_down_after_another(seat: Seat) -> None:
    """B takes the chair after A, whose window was killed with answers waiting on the device: B finds nothing of A's, and A finds all of it."""
    walk = begin(seat)
    await_saved(seat)
    if isinstance(seat, StoreSeat):
        seat.cut_off()
    submit(walk)
    see(seat, NOT_SAVED if isinstance(seat, StoreSeat) else SAVED)
    seat.settle()
    seat.kill()
    seat.heal()
    other = seat.neighbour()
    player = other.open()
    assert player.page_id() == "blocks"
    theirs = Walk(player, other.built.plan, respond=respond_right)
    theirs.go(until="the-check")
    assert set(read_kept(player, walk.told).values()) == {None}, "an answer of another learner"
    player.save_and_exit()
    if isinstance(seat, StoreSeat):
        assert isinstance(other, StoreSeat)
        assert not [one for one in other.own() if "response" in one.get("result", {})], "sent for another learner"
    if not isinstance(seat, WebSeat):
        finish(seat, walk)


# -------------------------------------------------------------------- record stores


def store_answers(seat: Seat, status: int, times: int = 2, reads: re.Pattern[str] | None = None) -> None:
    assert isinstance(seat, StoreSeat)
    walk = begin(seat)
    seat.lrs.inject(answer_status(status, retry_after=1 if status == 429 else None), path="statements", times=times)
    submit(walk)
    if reads:
        see(seat, reads)
    seat.assert_answers(walk.told)
    pass_at_last(seat, walk)


def store_conflicts(seat: Seat) -> None:
    """A batch is called a conflict: each is sent singly with the same id."""
    store_answers(seat, 409, 1)


def store_is_busy(seat: Seat) -> None:
    store_answers(seat, 429, reads=WAITING)


def store_fails(seat: Seat) -> None:
    store_answers(seat, 500, reads=WAITING)


def store_finds_a_batch_bad(seat: Seat) -> None:
    store_answers(seat, 400, 1)


def store_finds_a_batch_large(seat: Seat) -> None:
    store_answers(seat, 413, 1)


def store_is_silent(seat: Seat) -> None:
    assert isinstance(seat, StoreSeat)
    walk = begin(seat)
    seat.lrs.inject(stay_silent(), path="statements")
    submit(walk)
    seat.lrs.wait_for_exchange("POST", "statements", stay_silent())
    seat.lrs.release()
    seat.assert_answers(walk.told)
    pass_at_last(seat, walk)


def store_answer_is_lost(seat: Seat) -> None:
    """The store has them and nobody knows: sent again with the same ids, they stand once."""
    assert isinstance(seat, StoreSeat)
    walk = begin(seat)
    seat.lrs.inject(lose_response(), path="statements")
    submit(walk)
    seat.assert_answers(walk.told)
    pass_at_last(seat, walk)
    answered = [one for one in seat.own() if "response" in one.get("result", {})]
    assert len(answered) == 2 * len(walk.told.responses) - 2 * sum(not one.recorded for one in walk.plan.interactions if one.id in walk.told.responses)


def offline_across_a_reload(seat: Seat) -> None:
    assert isinstance(seat, StoreSeat)
    walk = begin(seat)
    await_saved(seat)
    seat.cut_off()
    submit(walk)
    see(seat, OFFLINE)
    seat.kill()
    seat.heal()
    finish(seat, walk)


def offline_when_leaving(seat: Seat) -> None:
    assert isinstance(seat, StoreSeat)
    walk = begin(seat)
    await_saved(seat)
    seat.lrs.inject(lose_request(), path="statements", times=-1)
    submit(walk)
    surface = seat.player.surface
    surface.get_by_role("button", name="Save and exit").first.click()
    if isinstance(seat, Cmi5Seat):
        # No later launch may send what this one has: nobody is let go before it has arrived.
        see(seat, "Your last answers are not saved")
        seat.heal()
        surface.get_by_role("button", name="Try again").locator("visible=true").click()
        see(seat, "Your answers are saved")
    else:
        see(seat, "Your answers are kept on this device")
        seat.heal()
    finish(seat, walk)


# -------------------------------------------------------------------- state


def bend(seat: Seat, change: str) -> Walk:
    walk = begin(seat)
    submit(walk)
    await_saved(seat)
    seat.close()
    seat.bend_state(lambda state: _bent(state, change))
    return walk


def _bent(state: str, change: str) -> str:
    match change:
        case "damaged":
            at = state.rfind("~") + 4
            return state[:at] + "!!" + state[at + 2 :]
        case "cut":
            return state[: len(state) - 6]
        case _:
            return f"9{state[1:]}"


def damage_the_state(seat: Seat) -> None:
    """What can still be read is kept; the course opens, and can be passed."""
    reopen_bent(seat, "damaged")


def cut_the_state(seat: Seat) -> None:
    reopen_bent(seat, "cut")


def reopen_bent(seat: Seat, change: str) -> None:
    walk = bend(seat, change)
    seat.open()
    see(seat, "Some of your saved answers could not be read.")
    assert seat.player.page_id() == "the-check"
    seen = read_kept(seat.player, walk.told)
    lost = {one for one, answer in seen.items() if answer != walk.told.responses[one]}
    # Answers stand in the order of first sight: the first is practice, the last is what a cut end takes.
    assert lost <= ({list(seen)[-1]} if change == "cut" else set()), "only what was hit is gone, and no answer becomes another"


def meet_a_newer_state(seat: Seat) -> None:
    """What a newer version wrote is left alone, and the learner is told."""
    held: list[str] = []
    walk = bend(seat, "newer")
    seat.open()
    see(seat, "Your answers were saved by a newer version of this course.")
    Walk(seat.player, seat.built.plan).go(until=seat.player.page_id())
    seat.player.next_page()
    seat.player.save_and_exit()

    def look(state: str) -> str:
        held.append(state)
        return state

    seat.bend_state(look)
    assert held
    assert all(state.startswith("9") for state in held)
    assert walk.told.responses


def get_a_newer_course(seat: Seat, newer: Built) -> None:
    """Questions added, removed and put in another order: every answer that still has its question is there."""
    walk = begin(seat)
    submit(walk)
    await_saved(seat)
    seat.close()
    seat.take(newer)
    seat.open()
    assert seat.player.page_id() == "the-check"
    told = Told(newer.plan, {one: response for one, response in walk.told.responses.items() if one in {each.id for each in newer.plan.interactions}})
    kept = read_kept(seat.player, told)
    assert kept
    assert kept == {one: told.responses[one] for one in kept}


# -------------------------------------------------------------------- a kill after every call


def read_to_the_check(seat: Seat) -> None:
    """Turn the pages from wherever the learner is, and from the first again if some were missed."""
    player = seat.player
    if player.page_id() == "the-check" and not player.says("This check opens later"):
        return
    if player.page_id() != "blocks":
        player.open_contents()
        player.turn(player.surface.get_by_role("link", name="Blocks"))
    while player.page_id() != "the-check":
        player.next_page()


def kill_after_call(seat: Seat, number: int) -> int:
    """The window is gone after this many calls of the platform: the learner goes on from the last save, and the record comes right.

    Returns:
        How many answers the platform had accepted before.

    """
    if isinstance(seat, ScormSeat):
        wrap_api(seat, ONLY_SO_MANY % number)
    else:
        assert isinstance(seat, StoreSeat)
        # The platform's own two writes of a cmi5 launch are none of the course's.
        seat.lrs.inject(lose_request(), times=-1, after=number + 2 * isinstance(seat, Cmi5Seat))
    walk = Walk(seat.open(), seat.built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    submit(walk)
    seat.settle()
    seat.kill()
    seat.heal()
    accepted = seat.list_accepted(walk.told)
    # A new profile: the wrapper is gone, and with it what this device kept.
    seat.launcher.new_context() if isinstance(seat, ScormSeat) else None
    seat.open()
    status = seat.status()
    assert status in ("incomplete", "not attempted"), status
    kept = read_kept(seat.player, walk.told) if seat.player.page_id() == "the-check" else {}
    assert all(answer in (None, walk.told.responses[one]) for one, answer in kept.items()), "no answer becomes another"
    assert {one: kept.get(one) for one in accepted} == {one: walk.told.responses[one] for one in accepted}, "what was accepted is there"
    again = Walk(seat.player, seat.built.plan, respond=respond_right)
    read_to_the_check(seat)
    check = seat.built.plan.checks[0]
    tried = seat.player.surface.get_by_role("button", name="Try again").locator("visible=true").count()
    (again.try_again if tried else again.submit)(check)
    seat.player.save_and_exit()
    seat.assert_answers(again.told)
    assert seat.status() == "passed"
    return len(accepted)
