"""What people and programs read of faults."""

from __future__ import annotations

import json

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.formats import as_json
from builder.diagnostics.reporters import as_text

TOGETHER = Rule("SRC998", "lack", Severity.ERROR, "It matters.", together="Things are missing")
ALSO = Rule("SRC997", "other-lack", Severity.ERROR, "It matters.", together="Things are missing")
ERROR = Rule("SRC999", "a-fault", Severity.ERROR, "It matters.")
WARNING = Rule("TXT999", "a-doubt", Severity.WARNING, "It may matter.")
FILE = "sessions/01-any/session.md"


def lines(*texts: str) -> dict[str, tuple[str, ...]]:
    return {FILE: texts}


def report(found: list[Diagnostic], texts: dict[str, tuple[str, ...]], *, colour: bool = False) -> str:
    return as_text(found, lambda file: texts.get(file, ()), colour=colour)


def fault(
    line: int = 0, column: int = 0, length: int = 1, *, rule: Rule = ERROR, message: str = "Something is wrong.", hint: str = "Type it."
) -> Diagnostic:
    return Diagnostic(rule, message, Place(FILE, line, column, length), hint)


def test_a_fault_shows_place_rule_message_line_caret_and_hint() -> None:
    assert report([fault(2, 6, 5)], lines("One", "Type wrong here")) == (
        "sessions/01-any/session.md:2:6 SRC999 a-fault\n"
        "  Something is wrong.\n"
        "  | Type wrong here\n"
        "  |      ^^^^^\n"
        "  To fix it: Type it.\n"
        "\n"
        "Found 1 error."
    )


def test_a_note_says_what_to_do_since_nothing_needs_a_fix() -> None:
    note = Rule("SRC997", "a-note", Severity.NOTE, "For this test.", "")
    assert "  What to do: Type it.\n" in report([fault(rule=note)], {})


def test_faults_are_sorted_by_place_and_summed_up() -> None:
    nowhere = Diagnostic(ERROR, "Nowhere.", None, "")
    found = [fault(10, 1), fault(2, 9, message="Second."), fault(2, 1, rule=WARNING), nowhere, fault(2, 9, message="Also.")]
    text = report(found, {})
    order = [text.index(part) for part in ("SRC999 a-fault\n  Nowhere.", ":2:1 ", "Also.", "Second.", ":10:1 ")]
    assert order == sorted(order)
    assert text.endswith("Found 4 errors and 1 warning.")
    assert report(found[::-1], {}) == text


def test_a_fault_without_a_place_or_a_known_line_quotes_nothing() -> None:
    for one in (Diagnostic(ERROR, "Nowhere.", None, ""), fault(), fault(7, 3), fault(1, 1)):
        assert "|" not in report([one], lines("   "))


def test_a_caret_never_runs_past_the_line() -> None:
    assert "  |    ^^\n" in report([fault(1, 4, 99)], lines("abcde"))
    assert "  |      ^\n" in report([fault(1, 99, 5)], lines("abcde"))


def test_a_long_line_is_cut_around_the_fault() -> None:
    text = report([fault(1, 5001, 4)], lines("x" * 5000 + "HERE" + "y" * 5000))
    quoted, carets = [line for line in text.splitlines() if line.startswith("  |")]
    assert len(quoted) < 200
    assert quoted[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_wide_and_combining_characters_keep_the_caret_in_place() -> None:
    assert "  |       ^\n" in report([fault(1, 4)], lines("日本語x"))
    assert "  |  ^\n" in report([fault(1, 3)], lines("e\u0301x"))


def test_nothing_reaches_the_terminal_that_could_steer_it() -> None:
    hostile = "\x1b[31m\x07\u202eevil\u200b\x9b\r\b"
    one = Diagnostic(ERROR, f"Bad {hostile}", Place(f"a{hostile}.md", 1, 1), f"Not {hostile}")
    text = as_text([one], lambda _file: (f"line {hostile}",), colour=False)
    assert not set(text) & set("\x1b\x07\u202e\u200b\x9b\r\b")
    assert "evil" in text


def test_colours_come_only_when_asked_for_and_only_around_the_head() -> None:
    plain, coloured = report([fault(1, 1)], lines("x")), report([fault(1, 1)], lines("x"), colour=True)
    assert "\x1b" not in plain
    assert coloured.count("\x1b[0m") == 2
    assert coloured.splitlines()[1:] == plain.splitlines()[1:]


def test_no_faults_are_said_in_words() -> None:
    assert report([], {}) == "No faults found."


def test_json_holds_every_fault_in_the_same_order() -> None:
    found = json.loads(as_json([fault(3, 2), fault(1, 4, 2, rule=WARNING)]))
    assert [one["line"] for one in found] == [1, 3]
    assert found[0] == {
        "code": "TXT999",
        "name": "a-doubt",
        "severity": "warning",
        "message": "Something is wrong.",
        "hint": "Type it.",
        "file": FILE,
        "line": 1,
        "column": 4,
        "length": 2,
        "changes": [],
    }


def lack(file: str, line: int, rule: Rule = TOGETHER) -> Diagnostic:
    return Diagnostic(rule, "Something is missing.", Place(file, line, 1), "Type `copack check --fix`.")


def test_faults_that_one_command_fixes_are_one_entry_with_the_counts_of_each_file() -> None:
    lacks = [lack("sessions/10-b/session.md", 1), lack("sessions/2-a/session.md", 3), lack("sessions/2-a/session.md", 1, ALSO)]
    assert report([*lacks, fault(2)], {}) == (
        "sessions/01-any/session.md:2 SRC999 a-fault\n"
        "  Something is wrong.\n"
        "  To fix it: Type it.\n"
        "\n"
        "SRC997 other-lack, SRC998 lack\n"
        "  Things are missing in 3 places: 2 in sessions/2-a/session.md, 1 in sessions/10-b/session.md.\n"
        "  To fix it: Type `copack check --fix`. `copack check --all` lists each place.\n"
        "\n"
        "Found 4 errors."
    )


def test_a_single_one_and_all_that_are_asked_for_are_shown_in_their_place() -> None:
    assert "sessions/01-any/session.md:4:1 SRC998 lack" in report([lack(FILE, 4)], {})
    shown = as_text([lack(FILE, 4), lack(FILE, 5)], lambda _: (), colour=False, every=True)
    assert "session.md:4:1 SRC998" in shown
    assert "session.md:5:1 SRC998" in shown


def test_programs_get_every_place() -> None:
    assert len(json.loads(as_json([lack(FILE, line) for line in range(1, 46)]))) == 45
