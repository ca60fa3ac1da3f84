"""`choose-one`, `choose-several`, `match` and `fill-gaps` as they come out of word processors, phones and mail, each slip by itself and together."""

from __future__ import annotations

import pytest

from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant

ONE = """::: choose-one must-you-tell
Must you tell your own story?
- [x] (a) No, it’s yours
  Feedback: Right.
- [ ] (c) Yes, “all” of it
  Feedback: Nobody may
  require it.
Hint: Whose is it?
Outcome: 1.1
:::
"""
SEVERAL = """::: choose-several which-two
Who’s there? Choose two.
- [x] (a) A friend
- [x] (r) An advocate
  Feedback: They speak “for” you.
- [ ] (c) Nobody
If right: Yes.
If wrong: Two can help.
:::
"""
MATCH = """::: match which-word
Match each with its word.
- (a) Helping to plan -> (x) Involvement
- (b) Asking “why” -> (x)
- (c) Joining a trial -> (r) Participation
  Feedback: You’re in it.
Extra: (z) Audit
:::
"""
GAPS = """::: fill-gaps who-says-yes
Type what is missing.

A research [[(a) ethics | ethical]] committee says yes.
You [[(c) don’t | do not]] pay for “it”.
Tolerance: 1
Hint: It’s free.
:::
"""

SLIPS: dict[str, tuple[str, dict[str, Slips]]] = {
    "choose-one": (
        ONE,
        {
            "a list of a word processor": [("- [x] (a)", "•\t[x] (a)"), ("- [ ] (c)", "•\t[ ] ©"), ("\n", "\r\n")],
            "odd indents and labels in bold": [("- [x]", "\t\t– [X]"), ("  Feedback: Right", "**Feedback:** Right"), ("Hint:", "      HINT :"), ("  require", "\trequire")],
            "signs for boxes, numbers, other colons": [("- [x] (a)", "1) ☑ (A)"), ("- [ ] (c)", "2.☐ (c)"), ("::: choose-one must", ":::Choose-One Must")],
            "copied from a web page": [("- [x] (a) No", "·\u00a0[✓]\u200b (a)\u00a0No"), ("Feedback: Nobody", "Feedback:\u00a0Nobody"), ("Hint", "\n\n\ufeffHint"), ("\n", "\r")],
        },
    ),
    "choose-several": (
        SEVERAL,
        {
            "a list of a word processor": [("- [x] (a)", "▪[x](a)"), ("- [x] (r)", "▪ [x]®"), ("- [ ] (c)", "▪ [] ©"), ("\n", "\r\n")],
            "odd indents and blank lines": [("- [x] (r)", "\n\n       * [x] (R)"), ("  Feedback:", "\n\tfeedback:"), ("If right:", "   If  Right :")],
            "ticks and stars": [("- [x] (a)", "* ✔ (a)"), ("- [ ]", "+ [_]"), ("If wrong:", "*If wrong:*"), (":::\n", "::::\n")],
        },
    ),
    "match": (
        MATCH,
        {
            "arrows of a word processor": [("plan -> (x)", "plan → (x)"), ("“why” -> (x)", "“why” –> (X)"), ("trial -> (r)", "trial\u00a0=> ®"), ("\n", "\r\n")],
            "numbers, odd indents and arrows without blanks": [("- (a)", "1. (a)"), ("- (b)", "  2) (B)"), ("- (c)", "\t\t3. ©"), ("plan -> (x)", "plan-->(x)")],
            "bullets, labels and hard spaces": [("- (a)", "•(A)"), ("- (b)", "◦\u00a0(b)"), ("Extra: (z)", "\n**EXTRA:** (Z)"), ("  Feedback:", "Feedback :")],
        },
    ),
    "fill-gaps": (
        GAPS,
        {
            "blanks in gaps and line ends of Windows": [("[[(a) ethics | ethical]]", "[[ (A)\u00a0ethics|ethical ]]"), ("[[(c)", "[[©"), ("\n", "\r\n")],
            "a gap over two lines, labels with odd indents": [("don’t | do not", "don’t |\n   do  not"), ("Tolerance: 1", "\t  **tolerance :** 1"), ("Hint:", "\n\n    HINT:")],
            "other colons and characters without a width": [("::: fill-gaps who", "::::Fill-Gaps Who"), ("A research", "A\u200b research"), ("Tolerance:", "\ufeffTolerance:\u00a0")],
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("clean", "slips"), [pytest.param(clean, slips, id=f"{kind}: {name}") for kind, (clean, each) in SLIPS.items() for name, slips in each.items()])
def test_slips_are_read_as_they_were_meant(clean: str, slips: Slips) -> None:
    assert_read_as_meant(clean, slips)


@pytest.mark.parametrize("kind", SLIPS)
def test_all_slips_of_a_kind_do_not_disturb_each_other(kind: str) -> None:
    """What two people did to one question, as far as they did it in different places."""
    clean, each = SLIPS[kind]
    first, second, *_more = each.values()
    apart = [slip for slip in second if not any(slip[0] in meant or meant in slip[0] for meant, _typed in first if meant != "\n")]
    assert apart
    assert_read_as_meant(clean, [*apart, *first])


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("::: choose-one\nMust you tell your story?\n• [x] No\n– [] Yes\n:::\n", ["::: choose-one must-you-tell-your-story", "• [x] (a) No", "– [] (b) Yes"]),
        ("::: choose-several\nWho can help?\n1. ☑ A friend\n2. ☑ An advocate\n3. ☐ Nobody\n:::\n", ["::: choose-several who-can-help", "1. ☑ (a) A friend", "2. ☑ (b) An advocate", "3. ☐ (c) Nobody"]),
        ("::: match\nWhich word?\n• Helping → Involvement\n• Joining –> Participation\n:::\n", ["::: match which-word", "• (a) Helping → (x) Involvement", "• (b) Joining –> (y) Participation"]),
        ("::: fill-gaps who-says-yes\nAn [[ethics]] committee says [[ (a) yes ]].\n:::\n", ["An [[(b) ethics]] committee says [[ (a) yes ]]."]),
    ],
)  # fmt: skip
def test_ids_and_codes_are_written_beside_what_was_typed(typed: str, lines: list[str]) -> None:
    assert_fixed(typed, lines)
