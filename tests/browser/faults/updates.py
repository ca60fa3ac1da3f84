"""A newer version of the package stands where the older one stood, and browsers hold parts of the older; and files that do not arrive when the course opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from playwright.sync_api import expect

from tests.browser.engines.rows import NO_TIMING
from tests.browser.faults.learner_steps import NOT_ARRIVED, assert_back, await_saved, begin, finish, retry_and_pass, see, submit
from tests.browser.faults.learners import Learner
from tests.browser.harness.caching import HEURISTIC, IMMUTABLE, KEPT_DATES, MAX_AGE, NO_CACHE, NO_STORE, Caching
from tests.browser.harness.responses import respond_wrong
from tests.browser.harness.rewording import ALL_WORDS, BEFORE_CHECK, IN_CHECK, SESSION_WORDS, UPDATED, reword
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk

OPENED: Final = re.compile("^(The check|Someone has used this course on this device)$")
LATE_HALF: Final = "standard-late.js"
NOT_RECORDED: Final = "This course may have been updated. Close this window, then open the course again."
NOT_OPEN: Final = re.compile("^The course did not open. It may have been updated, or you may have been signed out.")


def meet_update(learner: Learner, caching: Caching, words: Mapping[str, str] = ALL_WORDS) -> None:
    """Answers of the older version are there in the newer, which the learner sees at the next launch."""
    learner.mount.caching = caching
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.settle()
    learner.close()
    learner.take_in_place(reword(learner.built, words))
    learner.open()
    see(learner, IN_CHECK)
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)
    assert_no_older_words(learner, words)


def assert_no_older_words(learner: Learner, words: Mapping[str, str]) -> None:
    """Nothing of the older version stands in the document, in view or not: files of one version alone were read."""
    document: str = learner.player.surface.locator("html").evaluate("(root) => root.outerHTML")
    assert [older for older in words if older in document] == []


# Where the server lets nobody keep the launch page, all else may be kept for ever: each of its addresses is of one content.
open_after_no_store: Final = partial(meet_update, caching=Caching(NO_STORE, IMMUTABLE))
open_after_no_cache: Final = partial(meet_update, caching=Caching(NO_CACHE, IMMUTABLE))
# Where browsers keep the launch page, all else is gone from the cache: what an old page asks for is nowhere any more.
open_after_max_age: Final = partial(meet_update, caching=Caching(MAX_AGE))
open_after_immutable: Final = partial(meet_update, caching=Caching(IMMUTABLE))
open_after_date_alone: Final = partial(meet_update, caching=Caching(HEURISTIC))
open_after_kept_dates: Final = partial(meet_update, caching=Caching(KEPT_DATES))


# As before an edit of one session: the older page finds all that it needs to begin.
open_after_one_session: Final = partial(meet_update, caching=Caching(MAX_AGE), words=SESSION_WORDS)
# The browser holds the whole older version, and would ask the server for none of it.
open_with_all_in_cache: Final = partial(meet_update, caching=Caching(MAX_AGE, MAX_AGE))


def update_while_open(learner: Learner) -> None:
    """The second session of the older version was not fetched when the newer one took its place."""
    learner.mount.caching = Caching(MAX_AGE, MAX_AGE)
    learner.mount.break_path("sessions/two.js", Fault.MISSING)
    player = learner.open()
    walk = Walk(player, learner.built.plan, respond=respond_wrong)
    walk.go(until="left-out")
    learner.take_in_place(reword(learner.built))
    learner.mount.mend()
    player.next_page()
    player.next_page()
    see(learner, NOT_ARRIVED)
    ask_again(learner)
    see(learner, UPDATED)
    player.save_and_exit()
    learner.close()
    learner.open()
    see(learner, BEFORE_CHECK)
    again = Walk(learner.player, learner.built.plan, respond=respond_wrong)
    again.expected = walk.expected
    again.go(until="the-check")
    submit(again)
    await_saved(learner)
    learner.settle()
    learner.close()
    finish(learner, again)


def update_without_timing(learner: Learner) -> None:
    """As in Safari before 16.4, which does not tell whether the server was asked for a page."""
    learner.launcher.context.add_init_script(NO_TIMING)
    update_while_open(learner)


def open_while_signed_out(learner: Learner) -> None:
    """A page to sign in answers in place of the player; the server even lets browsers keep it under the player's address."""
    open_when_broken(learner, "runtime.js", Fault.LOGIN_PAGE)


def open_when_cut_short(learner: Learner) -> None:
    open_when_broken(learner, "standard.js", Fault.CUT_SHORT)


def open_when_broken(learner: Learner, path: str, fault: Fault) -> None:
    """The course says that it did not open; after signing in again it does, in the same window, and everything is there."""
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.settle()
    learner.close()
    learner.mount.caching = Caching(files=MAX_AGE)
    learner.mount.break_path(path, fault)
    player = learner.launch()
    see(learner, NOT_OPEN)
    expect(player.surface.get_by_role("heading", name="Finding your place")).to_be_visible()
    learner.mount.mend()
    player.use(player.surface.get_by_role("link", name="Try again"))
    expect(player.surface.get_by_role("heading", name=OPENED)).to_be_visible()
    learner.say_who()
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)


def come_back_without_late_half(learner: Learner) -> None:
    """What tells where the learner was does not arrive: said, and asked for again, as often as it takes. Until then nothing is recorded, and nothing that was kept is touched."""
    walk = begin(learner)
    submit(walk)
    await_saved(learner)
    learner.settle()
    learner.close()
    kept = learner.read_kept()
    learner.mount.break_path(LATE_HALF, Fault.DENIED)
    learner.launch()
    see(learner, NOT_ARRIVED)
    ask_again(learner)
    see(learner, NOT_RECORDED)
    learner.settle()
    learner.close()
    found = learner.read_kept()
    assert found == kept, {name: (kept.get(name), found.get(name)) for name in {*kept, *found} if kept.get(name) != found.get(name)}
    learner.launch()
    see(learner, NOT_ARRIVED)
    learner.mount.mend()
    ask_again(learner)
    expect(learner.player.surface.get_by_role("heading", name=OPENED)).to_be_visible()
    learner.say_who()
    assert_back(learner, walk.expected)
    retry_and_pass(learner, walk)


def ask_again(learner: Learner) -> None:
    learner.player.use(learner.player.surface.get_by_role("button", name="Try again").locator("visible=true"))
