"""Two lines of a list that were typed in one are told, with what to type; a dash, a letter or a number in a sentence is not."""

from __future__ import annotations

import pytest

from builder.diagnostics.changes import Replacement
from builder.source.check.joined_marks import find_marks, find_next_marks
from tests.oracles.obedience import edit_text
from tests.unit.source.author import PAGE, TOP, codes, found, places

CHOICE = "::: choose-one q\nMust you?\n{}\n- [ ] Perhaps\n- [ ] Never\n:::\n"
CODED = CHOICE.replace("] P", "] (y) P").replace("] N", "] (z) N")
CHECKLIST = "::: checklist q\nTick.\n{}\n- [ ] Later\n:::\n"
POLL = "::: poll q\nWhich?\n{}\n- (y) Other\n- (z) None\n:::\n"
NUMBERED = "::: poll q\nWhich?\n{}\n4. Other\n5. None\n:::\n"
FORM = "::: checklist q\nTick.\n{}\n☐ Later\n:::\n"
ORDER = "::: put-in-order q\nOrder.\n{}\n- (y) Later\n- (z) Last\n:::\n"
MATCH = "::: match q\nPair.\n{}\n- (y) § -> (w) Other\n:::\n"
SORT = "::: sort q\nSort.\n{}\n- (y) One\n- (z) Two\n:::\n"

JOINED = [
    (CHOICE, "- [x] (b) Yes - [ ] (c) No", "- [x] (b) Yes\n- [ ] (c) No"),
    (CHOICE, "- [x] Yes - [ ] No", "- [x] Yes\n- [ ] No"),
    (CHOICE, "- [x] Yes [ ] No", "- [x] Yes\n- [ ] No"),
    (CHOICE, "- [x] Yes, -[ ]No", "- [x] Yes,\n-[ ]No"),
    (CHOICE, "* [x] Yes * [] No", "* [x] Yes\n* [] No"),
    (CHOICE, "- [x] Yes\u00a0-\u00a0[ ]\u00a0No", "- [x] Yes\n-\u00a0[ ]\u00a0No"),
    (CHOICE, "- [x] (b) Yes - (c) No", "- [x] (b) Yes\n- (c) No"),
    (CODED, "- [x] (b) Yes (c) No", "- [x] (b) Yes\n- (c) No"),
    (CHOICE, "- [x] (b) Yes\n[ ] (c) No", "- [x] (b) Yes\n- [ ] (c) No"),
    (CHOICE, "- ( ) Yes (x) No", "- ( ) Yes\n- (x) No"),
    (CHOICE, "- [x] (b) Yes\nFeedback: Right. - [ ] (c) No", "- [x] (b) Yes\nFeedback: Right.\n- [ ] (c) No"),
    (CHOICE, "You must? - [x] (b) Yes", "You must?\n- [x] (b) Yes"),
    (CHOICE, "- [x] (b) Yes - [ ] (c) No - [ ] (d) So", "- [x] (b) Yes\n- [ ] (c) No\n- [ ] (d) So"),
    (CHECKLIST, "- [ ] (a) One ☐ Two - [ ] (b) Three", "- [ ] (a) One\n- ☐ Two\n- [ ] (b) Three"),
    (FORM, "☐ One ☐ Two", "☐ One\n- ☐ Two"),
    (POLL, "- (a) One - (b) Two", "- (a) One\n- (b) Two"),
    (NUMBERED, "1. One 2. Two 3. Three", "1. One\n2. Two\n3. Three"),
    (ORDER, "1. (a) One 2. (b) Two", "1. (a) One\n2. (b) Two"),
    (ORDER, "- (a) One – (b) Two", "- (a) One\n– (b) Two"),
    (MATCH, "- (a) One -> (b) Two - (c) Three -> (d) Four", "- (a) One -> (b) Two\n- (c) Three -> (d) Four"),
    (MATCH, "- (a) One -> (b) Two\nExtra: (d) Three - (e) Four", "- (a) One -> (b) Two\nExtra: (d) Three\n- (e) Four"),
    (SORT, "## (g) One ## (h) Two", "## (g) One\n## (h) Two"),
    (SORT, "## (g) One\n- (a) Two\n## (h) Three - (c) Four", "## (g) One\n- (a) Two\n## (h) Three\n- (c) Four"),
    ("{}\n", "- Rest - [ ] Sleep", "- Rest\n- [ ] Sleep"),
    ("{}\n", "Tick: - [ ] Rest - [ ] Sleep", "Tick:\n- [ ] Rest\n- [ ] Sleep"),
    ("{}\n", "1. Rest 2. Sleep 3. Eat", "1. Rest\n2. Sleep\n3. Eat"),
    ("{}\n\n2. More\n", "1. Begin\n1. Rest 2. Sleep\n1. Eat", "1. Begin\n1. Rest\n2. Sleep\n1. Eat"),
    ("::: callout\n{}\n:::\n", "1) Rest 2) Sleep", "1) Rest\n2) Sleep"),
]  # fmt: skip


@pytest.mark.parametrize(("around", "typed", "parted"), JOINED, ids=[typed for _around, typed, _parted in JOINED])
def test_lines_of_a_list_in_one_line_are_told_and_parted(around: str, typed: str, parted: str) -> None:
    page = around.format(typed).replace("§", "Three")
    (fault,) = [one for one in found(TOP + PAGE + page) if one.rule.code == "SRC128"]
    assert "backslash" in fault.hint
    changes = [change for change in fault.changes if isinstance(change, Replacement)]
    mended = edit_text(TOP + PAGE + page, changes)
    assert mended == TOP + PAGE + around.format(parted).replace("§", "Three")
    assert "SRC128" not in [one.rule.code for one in found(mended)]


def test_the_place_is_that_of_the_second_answer() -> None:
    assert places(CODED.format("- [x] (b) Yes - [ ] (c) No")) == [("SRC128", 3, 15, 12)]


@pytest.mark.parametrize(
    ("around", "typed"),
    [
        (CHOICE, "- [x] (b) Yes - no - perhaps"),
        (CHOICE, "- [x] Yes - No"),
        (CHOICE, "- [x] (b) Both - (a) and (c)"),
        (CHOICE, "- [x] (b) Section 9 (c) of the Act"),
        (POLL, "- (b) Vitamin (c) too"),
        (CHOICE, "- [x] (b) Type `[ ]` or [[x]]"),
        (CHOICE, "- [x] (b) Type \\[ ] before it"),
        (CHOICE, "- [x] (b) A cross [x]."),
        (CHOICE, "- [x] (b) It calls [x](https://www.hra.nhs.uk/) now"),
        (CHOICE, "- [x] (b) Yes - \\(c) no"),
        (CHOICE, "- [x] (b) A <!-- - [ ] --> note"),
        (CHOICE, "Which is right - (b) or (a)?\n- [x] (b) Yes"),
        (POLL, "- (a) Yes - (y) and (z)"),
        (POLL, "- (x) From x (y) to z"),
        (CHECKLIST, "- [ ] (a) 2 - 3 pages"),
        (NUMBERED, "1. Grade 2. Severe"),
        (NUMBERED, "1. One, see step 2. Then more"),
        (NUMBERED, "1. One 2\\. Two"),
        (POLL, "- (a) A * b * c"),
        (MATCH, "- (a) One -> (b) Two"),
        ("::: choose-gaps q\n{}\n:::\n", "You [[(a) [x] (m) may | (n) must]] and [[(b) [ ] (c) can | [x] (d) do]] it."),
        ("{}\n", "- Yes - no"),
        ("{}\n", "- A box [ ] is empty"),
        ("{}\n", "Do you smoke? ☐ Yes ☐ No"),
        ("{}\n", "1. See step 2. Then go on."),
        ("{}\n", "1. You were 1. Now wait.\n2. Rest"),
        ("{}\n", "1. You came 2. Now wait.\n\n2. Rest"),
        ("{}\n", "It was 1. Then 2. Then 3."),
        ("{}\n", "1) first, 2) second; 3) third."),
        ("{}\n", "> - [x] (a) Yes"),
        ("::: choose-gaps q\n{}\n:::\n", "You [[(a) [x] (m) may | (n) must not change."),
        ("{}\n", "1. In 2. 3 of them"),
        ("{}\n", "<!-- keep -->\n1. Rest 2. Sleep"),
        ("{}\n", "- Rest \\[ ] sleep - \\[ ] eat"),
    ],
)
def test_dashes_letters_and_numbers_of_a_sentence_are_not(around: str, typed: str) -> None:
    assert "SRC128" not in codes(around.format(typed).replace("§", "Three"))


@pytest.mark.parametrize("piece", [" ", "- ", "[ ] ", "`", "\\", "[", "[[", "[[ [x] ", "(b) ", "2. ", " -"])
def test_looking_is_linear(piece: str) -> None:
    """A pattern that looks at a long line again and again would never end here."""
    text = f"1. (a) word {piece * 100_000}"
    find_marks(text, 7, frozenset(), box="[ ]", code="a")
    find_next_marks(text, 7, "1.", frozenset())
