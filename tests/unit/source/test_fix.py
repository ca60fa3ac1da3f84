"""`copack check --fix` writes what is missing, once, and touches nothing else."""

from __future__ import annotations

import pytest

from builder.source.files import SessionFolder, Source, TextFile
from builder.source.fix import fix
from builder.source.tree.lines import split_lines
from builder.source.write.identifiers import free_code, make_id
from tests.unit.source.author import TOP, source_of

BEFORE = """# What does involvement mean?

It means *with*, not *to*.

::: choose-one
Must you tell your own story, every time?
- [x] No
  Feedback: Right.
- [ ] (a) Yes
- [ ]Perhaps
:::

# A check for you

::: check
Title: The quick check
:::: match
Match each example with its word.
- A carer helps -> Involvement
- Joining a trial → Participation
- On the panel -> involvement
- (x) Being asked -> (x) Engagement
Extra: Audit
:::

::: fill-gaps
A research [[ethics | ethical]] committee [[ (a) must ]] say [[yes]].
:::
:::
"""
AFTER = """# What does involvement mean?
Page: what-does-involvement-mean

It means *with*, not *to*.

::: choose-one must-you-tell-your-own
Must you tell your own story, every time?
- [x] (b) No
  Feedback: Right.
- [ ] (a) Yes
- [ ] (c) Perhaps
:::

# A check for you
Page: a-check-for-you

::: check the-quick-check
Title: The quick check
:::: match match-each-example-with-its
Match each example with its word.
- (a) A carer helps -> (y) Involvement
- (b) Joining a trial → (z) Participation
- (c) On the panel -> (y) involvement
- (x) Being asked -> (x) Engagement
Extra: (w) Audit
:::

::: fill-gaps fill-gaps
A research [[(b) ethics | ethical]] committee [[ (a) must ]] say [[(c) yes]].
:::
:::
"""


def fixed(session: str) -> str:
    changes = fix(source_of(TOP + session))
    assert all(change.old == TOP + session for change in changes)
    return changes[0].new.removeprefix(TOP) if changes else session


def test_everything_that_is_missing_is_written_in_its_place() -> None:
    assert fixed(BEFORE) == AFTER


def test_a_second_run_writes_nothing() -> None:
    assert fix(source_of(TOP + AFTER)) == ()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_stay(end: str) -> None:
    (change,) = fix(source_of("\ufeff" + (TOP + BEFORE).replace("\n", end)))
    assert change.new == "\ufeff" + (TOP + AFTER).replace("\n", end)


def test_mixed_line_ends_stay_each_as_it_is() -> None:
    assert fixed("# A page\r\nText.\n\n# Another\rMore.\n") == "# A page\r\nPage: a-page\r\nText.\n\n# Another\rPage: another\rMore.\n"


def test_a_heading_in_the_last_line_gets_its_id() -> None:
    (change,) = fix(source_of(TOP + "# A page\nPage: a-page\n\nText.\n\n# The end"))
    assert change.new.endswith("# The end\nPage: the-end")


def test_invisible_characters_do_not_shift_what_is_written() -> None:
    typed = "# A page\nPage: a-page\n\n::: choose-one\u200b\nWhich\u200b?\n\u200b-\t[x]\u200b No\n\u00a0• Yes\n:::\n"
    assert fixed(typed) == "# A page\nPage: a-page\n\n::: choose-one\u200b which\nWhich\u200b?\n\u200b-\t[x]\u200b (a) No\n\u00a0• (b) Yes\n:::\n"


def test_an_id_that_stands_further_down_is_not_given_again() -> None:
    assert fixed("# A page\n\nText.\n\n# A page\nPage: a-page\n\nText.\n").startswith("# A page\nPage: a-page-2\n")


def test_ids_are_unique_in_the_whole_course() -> None:
    texts = [TOP + "# A page\n\nText.\n", TOP.replace("id: any", "id: other") + "# A page\n\nText.\n"]
    files = [TextFile(f"sessions/{number}/session.md", text, split_lines(text)) for number, text in enumerate(texts)]
    source = Source(source_of("").course, tuple(SessionFolder(file.path.rpartition("/")[0], file) for file in files))
    assert [change.new.count("Page: a-page-2") for change in fix(source)] == [0, 1]


def test_a_file_whose_fences_do_not_close_is_left_alone() -> None:
    assert fix(source_of(TOP + "# A page\n\n::: callout\nText.\n\n# Another\n\nText.\n")) == ()
    assert fix(source_of(TOP + "# A page\n\nText.\n:::\n")) == ()


def test_a_label_of_a_page_that_is_there_stays_below() -> None:
    assert fixed("# A page\nCore: no\n\nText.\n") == "# A page\nPage: a-page\nCore: no\n\nText.\n"


def test_codes_run_out_without_a_fault_of_our_own() -> None:
    answers = "".join(f"- [{'x' if number == 0 else ' '}] Answer {number}\n" for number in range(40))
    text = fixed(f"# A page\nPage: a-page\n\n::: choose-one which\nWhich?\n{answers}:::\n")
    assert text.count("(9) ") == 1
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("What does “involvement” mean?", "what-does-involvement-mean"),
        ("Don't say it’s Zoë's café – really", "dont-say-its-zoes-cafe"),
        ("1.2: Two", "1-2-two"),
        ("ÅÇÑ ﬁne", "acn-fine"),
        ("???", "page"),
        ("日本語", "page"),
        ("x" * 60, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_ids_are_made_of_the_first_words(words: str, made: str) -> None:
    assert make_id(words, "page", set()) == made


def test_a_number_is_added_within_the_length() -> None:
    taken = {"x" * 40, "x" * 38 + "-2"}
    assert make_id("x" * 60, "page", taken) == "x" * 38 + "-3"


def test_codes_are_given_in_the_order_of_the_guide() -> None:
    assert free_code("") == "a"
    assert free_code("abcdefghijklmnopqrstuvwxyz") == "0"
    assert free_code("abcdefghijklmnopqrstuvwxyz0123456789") == ""
