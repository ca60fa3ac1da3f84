"""The matrix: a row a fault, a column a standard. What it says in words is the page for administrators; what it plays are the functions of the modules beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.browser.engines.rows import ENGINE_ROWS
from tests.browser.faults import devices, files, kept_state, platforms, record_stores, updates, windows
from tests.browser.faults.learners import STANDARDS, Learner
from tests.browser.faults.units import UNIT_ROWS, UNIT_STANDARDS

FaultAction = Callable[[Learner], None]

SCORM: Final = ("scorm12", "scorm2004-3rd", "scorm2004-4th")
STORES: Final = ("cmi5", "xapi")
NO_STORE: Final = "no record store"
NO_API: Final = "no SCORM platform"
NO_PLATFORM: Final = "no platform"


@dataclass(frozen=True, eq=False)
class Row:
    """One fault.

    Attributes:
        name: stable, for tests.
        fault: what happens, in plain words.
        kept: what is there afterwards.
        reads: what the learner reads.
        action: the same action for every standard that is not excused.
        excused: standard -> why the fault cannot occur there.

    """

    name: str
    fault: str
    kept: str
    reads: str
    action: FaultAction
    excused: Mapping[str, str]


def _only(standards: tuple[str, ...], why: str) -> dict[str, str]:
    return {standard: why if standard != "web" else NO_PLATFORM for standard in STANDARDS if standard not in standards}


ALL: Final[dict[str, str]] = {}
TRACKED: Final = {"web": NO_PLATFORM}
EVERYTHING: Final = "Everything."
WELCOME: Final = "“Welcome back. You were on …”"
REFUSED: Final = "“Not saved yet. We keep trying.”, then “Saved at …”"
NOBODY: Final = "“Your answers are not being recorded.”, and what to do"
WAITING: Final = "“Saved on this device at … We will send it when we can.”"
ENDED: Final = "“Leave this activity and open it again; then this part is recorded.”"
GONE: Final = "“The window that opened this course was closed, or shows something else now.”, and what to do"
BEFORE: Final = "Everything up to then."
ARRIVED: Final = "“The page did not arrive. Your answers are safe.”, and a button to try again"

NOT_OPEN: Final = "“The course did not open. It may have been updated, or you may have been signed out.”, and a button to try again"
UPDATED: Final = "“This course may have been updated. Your answers are saved. Save and exit, then open it again.”"
OWN_ADDRESS: Final = {"cmi5": "each launch has an address of its own, which no browser has kept"}

ROWS: Final = (
    Row("killed", "The window’s process dies after a save.", EVERYTHING, WELCOME, windows.kill_after_a_save, ALL),
    Row("closed", "The window is closed at the moment of submitting.", EVERYTHING, WELCOME, windows.close_at_once, ALL),
    Row("reloaded", "F5 at the moment of submitting.", EVERYTHING, WELCOME, windows.reload_at_once, ALL),
    Row("cached", "The browser keeps the page and brings it back.", EVERYTHING, "Nothing new: the course goes on.", windows.restore_from_page_cache, ALL),
    Row(
        "two windows",
        "The course is open in two windows.",
        "Everything of both.",
        "Nothing new.",
        windows.open_two_windows,
        dict.fromkeys(SCORM, "the platform gives each window the record as it stood then, and the last one to save wins"),
    ),
    Row("refused", "The platform refuses to save for a while, then takes it; then the window dies.", EVERYTHING, REFUSED, platforms.refuse_then_accept, TRACKED),
    Row("full", "The device has no room left.", "What was kept before; the rest while the window is open.", "“Not saved yet. We keep trying.”",
        platforms.fill_device_storage, {standard: "the platform keeps the record" for standard in STANDARDS if standard != "web"}),
    Row("nobody", "No platform answers.", "Nothing; the course can be read to its end.", NOBODY, platforms.open_without_platform, TRACKED),
    Row("foreign frame", "The parent window belongs to another web address.", "Nothing; the course can be read to its end.", NOBODY,
        platforms.open_in_cross_origin_frame, _only(SCORM, NO_API)),
    Row("late", "The platform’s part appears three seconds late.", EVERYTHING, "“Finding your place”, a little longer", platforms.answer_late, _only(SCORM, NO_API)),
    Row("booleans", "The platform answers true and false instead of texts.", EVERYTHING, "Nothing new.", platforms.answer_booleans, _only(SCORM, NO_API)),
    Row("numbers", "The platform answers 1 and 0.", EVERYTHING, "Nothing new.", platforms.answer_numbers, _only(SCORM, NO_API)),
    Row("null", "The platform answers nothing at all to its calls.", "Everything that the platform took.", "Nothing new.", platforms.answer_null, _only(SCORM, NO_API)),
    Row("throwing", "Each call of the platform fails.", "Nothing; the course can be read to its end.", NOBODY, platforms.answer_by_throwing, _only(SCORM, NO_API)),
    Row("count restored", "A later launch: the platform counts the answers it has.", EVERYTHING, WELCOME, windows.close_at_once, _only(SCORM, NO_API)),
    Row("count zero", "A later launch: the platform says that it has no answers.", EVERYTHING, WELCOME, platforms.answer_count_zero, _only(SCORM, NO_API)),
    Row("count blank", "A later launch: the platform says nothing of how many answers it has.", EVERYTHING, WELCOME, platforms.answer_count_blank, _only(SCORM, NO_API)),
    Row("blank at first", "A later launch: the platform’s part answers the first questions with nothing, and fills itself a moment later.", EVERYTHING, WELCOME,
        platforms.answer_blank_at_first, _only(SCORM, NO_API)),
    Row("into our page", "The platform puts its part into our page as a script, where the page’s policy stops it.", "Nothing; the course can be read to its end.", NOBODY,
        platforms.write_into_our_page, _only(SCORM, NO_API)),
    Row("ended before", "A part is opened where another was left by “Save and exit”, and the platform has ended its connection.", "Nothing of this window; everything that was saved before.",
        ENDED, platforms.open_after_the_end, _only(SCORM, NO_API)),
    Row("end refused", "The platform does not end the visit when the learner leaves.", EVERYTHING, "“Your learning platform did not end your visit. Try again, or go on with the course.”",
        platforms.refuse_to_end_once, _only(SCORM, NO_API)),
    Row("popup reloaded", "F5 in a popup whose opener holds the connection.", BEFORE, ENDED, windows.reload_popup, _only(SCORM, NO_API)),
    Row("opener closed", "The course is in a popup, and the platform’s window is closed.", BEFORE, GONE, windows.close_opener, _only(SCORM, NO_API)),
    Row("opener reloaded", "The course is in a popup, and the platform’s window is reloaded.", BEFORE, GONE, windows.reload_opener, _only(SCORM, NO_API)),
    Row("opener elsewhere", "The course is in a popup, and the platform’s window goes to another page.", BEFORE, GONE, windows.lead_opener_elsewhere, _only(SCORM, NO_API)),
    Row("login page", "A session’s file is answered by a login page.", EVERYTHING, ARRIVED, files.answer_file_with_login_page, ALL),
    Row("denied", "A session’s file is denied (403).", EVERYTHING, ARRIVED, files.deny_file, ALL),
    Row("cut short", "A session’s file arrives in part.", EVERYTHING, ARRIVED, files.truncate_file, ALL),
    Row("start signed out", "A page to sign in answers in place of the player when the course opens, and the browser keeps it.", EVERYTHING, NOT_OPEN, updates.open_while_signed_out, ALL),
    Row("start cut short", "A file that the course needs to open arrives in part.", EVERYTHING, NOT_OPEN, updates.open_when_cut_short, ALL),
    Row("start without late half", "A learner comes back, and the file that can tell where they were does not arrive (403).", EVERYTHING + " Nothing is recorded until it is there.",
        "“The page did not arrive. Your answers are safe.”, and a button to try again; then “Close this window, then open the course again.”", updates.come_back_without_late_half, ALL),
    Row("update, no-store", "A newer version was put in place, at a server that lets browsers keep all but the launch page (no-store).", EVERYTHING, WELCOME, updates.open_after_no_store, ALL),
    Row("update, no-cache", "The same, at a server that has browsers ask for the launch page each time (no-cache).", EVERYTHING, WELCOME, updates.open_after_no_cache, ALL),
    Row("update, max-age", "A newer version was put in place, and the browser keeps the older launch page for a year (max-age).", EVERYTHING, WELCOME,
        updates.open_after_max_age, OWN_ADDRESS),
    Row("update, immutable", "The same, as a page that never changes (immutable).", EVERYTHING, WELCOME, updates.open_after_immutable, OWN_ADDRESS),
    Row("update, date alone", "The same, where the server says nothing but the date of the page, and the browser takes a tenth of its age.", EVERYTHING, WELCOME,
        updates.open_after_date_alone, OWN_ADDRESS),
    Row("update, kept dates", "A newer version was put in place, with the same dates and sizes as the older: the server says that the page has not changed (304).", EVERYTHING, WELCOME,
        updates.open_after_kept_dates, OWN_ADDRESS),
    Row("update, one session", "A newer version of one session was put in place, and the browser keeps the older launch page.", EVERYTHING, WELCOME, updates.open_after_one_session, OWN_ADDRESS),
    Row("update, all in cache", "A newer version was put in place, and the browser holds the whole older one.", EVERYTHING, WELCOME, updates.open_with_all_in_cache, ALL),
    Row("update, while open", "A newer version is put in place while the course is open; a session that was not fetched yet is gone.", EVERYTHING, UPDATED, updates.update_while_open, ALL),
    Row("update, without timing", "The same in a browser that does not tell whether it asked the server for a page (Safari before 16.4).", EVERYTHING, UPDATED, updates.update_without_timing, ALL),
    Row("signed out", "The visit at the platform ends in the middle of a page; the learner signs in again.", EVERYTHING,
        "“Not saved yet” or “The learning platform has signed you out. Your answers are kept here.”", platforms.sign_out_and_in, TRACKED),
    Row("blocked", "The browser lets no page keep anything on the device.", "Everything that the platform took. Without a platform: while the window is open.",
        "Without a platform: “This browser does not let us keep answers on this device.”", devices.block_device_storage, ALL),
    Row("clock", "The clock goes a day ahead, then two days back.", "Everything, with times in order.", "Nothing new.", devices.change_clock, ALL),
    Row("neighbour", "Another learner sits down at the same machine after a window died.", "Everything, for its owner; nothing for the other.",
        "The other learner: the first page. Without a platform: “Was it you?”", devices.open_as_another_learner, ALL),
    Row("400", "The record store calls a batch of statements bad (400).", "Everything it takes; each is tried singly.", "Nothing new.",
        record_stores.store_finds_a_batch_bad, _only(STORES, NO_STORE)),
    Row("409", "The record store calls a batch a conflict (409).", EVERYTHING, "Nothing new.", record_stores.store_conflicts, _only(STORES, NO_STORE)),
    Row("413", "The record store calls a batch too large (413).", EVERYTHING, "Nothing new.", record_stores.store_finds_a_batch_large, _only(STORES, NO_STORE)),
    Row("429", "The record store asks to wait (429).", EVERYTHING, WAITING, record_stores.store_is_busy, _only(STORES, NO_STORE)),
    Row("500", "The record store fails (500).", EVERYTHING, WAITING, record_stores.store_fails, _only(STORES, NO_STORE)),
    Row("silent", "The record store says nothing.", EVERYTHING, WAITING, record_stores.store_is_silent, _only(STORES, NO_STORE)),
    Row("lost response", "The record store takes the statements, and its answer is lost.", "Everything, once.", "Nothing new.",
        record_stores.store_answer_is_lost, _only(STORES, NO_STORE)),
    Row("offline, killed", "The network is gone; the window dies; the learner comes back.", EVERYTHING, "“Not saved yet. We keep trying.”",
        record_stores.offline_across_a_reload, _only(STORES, NO_STORE)),
    Row("offline, left", "The network is gone when the learner leaves; they come back another time.", EVERYTHING, "“Your answers are kept on this device”; in cmi5 “Your last answers are not saved”, and a button to try again",
        record_stores.offline_when_leaving, _only(STORES, NO_STORE)),
    Row("nothing yet", "The record store says in its own way that it has nothing yet (204).", EVERYTHING, "Nothing new.", record_stores.store_says_nothing_yet, _only(STORES, NO_STORE)),
    Row("late answers", "The record store answers late; the learner uses “Save and exit” during a save.", EVERYTHING, "“Saving”, a little longer",
        record_stores.store_answers_late, _only(STORES, NO_STORE)),
    Row("killed in a save", "The record store answers late; a check is submitted during a save, and the window’s process dies.", EVERYTHING, WELCOME,
        record_stores.die_during_a_save, _only(STORES, NO_STORE)),
    Row("gateway", "The record store takes a result, and a gateway says that it timed out (504). The course sends it again, and the store may call that a conflict (409). "
        "The store has the result, but the platform may not have counted it: look in the store.", "Everything, once.", WAITING, record_stores.gateway_gives_up, _only(STORES, NO_STORE)),
    Row("sign-in page", "A page to sign in answers in place of the record store.", EVERYTHING, "“Another web page answers in place of your learning platform.”",
        record_stores.sign_in_page_answers, _only(STORES, NO_STORE)),
    Row("wrapped", "The record store gives the progress back with other signs around it.", EVERYTHING, WELCOME, record_stores.store_wraps_documents, _only(STORES, NO_STORE)),
    Row("ETag", "A gateway changes the version that the record store gives a document (ETag).", EVERYTHING, WELCOME, record_stores.gateway_marks_etags, _only(STORES, NO_STORE)),
    Row("state damaged", "What was kept is damaged in one place.", "Every answer that can still be read.", "“Some of your saved answers could not be read.”",
        kept_state.damage_state, ALL),
    Row("state cut", "What was kept is cut short.", "Every answer that can still be read.", "“Some of your saved answers could not be read.”",
        kept_state.truncate_state, ALL),
    Row("state wrapped", "The platform adds a line break, quotes or a mark to what it kept.", EVERYTHING, WELCOME, kept_state.wrap_state, _only(SCORM, NO_API)),
    Row("state of a stranger", "The platform gives a text that is not ours to a first launch.", EVERYTHING, "Nothing new.", kept_state.find_text_of_a_stranger, _only(SCORM, NO_API)),
    Row("state newer", "What was kept was written by a newer version.", "All of it, untouched.", "“Your answers were saved by a newer version of this course.”",
        kept_state.open_newer_state, ALL),
)  # fmt: skip

VERSIONS: Final = ("added", "removed", "reordered")
"""How a newer version of the course may differ; played by `kept_state.open_newer_course`."""

KILLS: Final = (*SCORM, *STORES)
"""Where a kill after every call is played; a page without a platform calls nobody."""

PAGE: Final = Path(__file__).resolve().parents[3] / "docs" / "administrators" / "when-things-go-wrong.md"


def list_cells() -> Iterator[tuple[Row, str]]:
    """Every fault at every standard where it can occur."""
    for row in ROWS:
        for standard in STANDARDS:
            if standard not in row.excused:
                yield row, standard


def write_page() -> str:
    """The matrix as a page for administrators."""
    head = (
        "# When things go wrong\n\n"
        "Platforms fail, networks break, windows are closed. This page says, for each such fault, what is kept and what the learner reads.\n"
        "It is made from the table that our tests play in a real browser, for every standard: each cell marked “played” is a test.\n"
        "The platforms in these tests are models built from published rules and code, not live ones.\n\n"
        "The promise: **an answer is kept if the platform ever accepted it, or if the device kept it and the same learner came back to the same\n"
        "enrolment. Nothing is ever sent or shown to another learner.**\n\n"
    )
    titles = ("SCORM 1.2", "SCORM 2004 3rd", "SCORM 2004 4th", "cmi5", "xAPI", "web")
    rows = [f"| What happens | What is kept | What the learner reads | {' | '.join(titles)} |", f"| --- | --- | --- |{' --- |' * len(titles)}"]
    rows += [f"| {row.fault} | {row.kept} | {row.reads} | {' | '.join(_cell(row, standard) for standard in STANDARDS)} |" for row in ROWS]
    for change in VERSIONS:
        fault = f"A newer version of the course: questions {change}."
        rows.append(f"| {fault} | Every answer whose question is still there. | {WELCOME} |{' played |' * len(STANDARDS)}")
    cells = " | ".join("played" if standard in KILLS else NO_PLATFORM for standard in STANDARDS)
    rows.append(f"| The window dies after any call of the platform, one test for each. | Everything up to the last save that arrived. | {WELCOME} | {cells} |")
    return head + "\n".join(rows) + "\n" + _write_units() + _write_engines()


def _write_units() -> str:
    head = (
        "\n## Courses in several parts\n\n"
        "Where the platform launches sessions one by one (`units: session`), each part has a record of its own. The faults above are played with a course of one part, these with one of several:\n\n"
        "| What happens | What is kept | What the learner reads | SCORM 2004 4th | cmi5 |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "".join(
        f"| {row.fault} | {row.kept} | {row.reads} | {' | '.join(row.excused.get(standard, 'played') for standard in UNIT_STANDARDS)} |\n" for row in UNIT_ROWS
    )


def _write_engines() -> str:
    titles = {"scorm12": "SCORM 1.2", "web": "web"}
    head = (
        "\n## In three browser engines\n\n"
        "What depends on the browser is played in Chromium, in Firefox ESR and in WebKit, the engine of every browser on iPhones and iPads (its build for Linux: no phone was used).\n\n"
        "| What happens | What is kept | Played with |\n| --- | --- | --- |\n"
    )
    return head + "".join(f"| {row.fault} | {row.kept} | {', '.join(titles[standard] for standard in row.standards)} |\n" for row in ENGINE_ROWS)


def _cell(row: Row, standard: str) -> str:
    return row.excused.get(standard, "played")
