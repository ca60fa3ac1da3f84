"""The cost sheet and the terms of working: nothing invented, exact sums, nothing told of single people, and words for each slip."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from builder.cli import run
from builder.course.costs import COST_HEADINGS, PERSONAL_HEADINGS, Cost, Costs
from builder.course.terms import TERMS
from builder.evidence.cost_totals import add_up_costs
from builder.pipeline import compile_folder
from builder.source.yaml.figures import mean_amount, mean_day, read_amount
from tests.unit.evidence.test_records import pack, with_records

COSTS = """currency: zebras
rates_from: Zebra-policy
counted_to: 2026-03-31
lay_pay:
  - what: Quagga-meetings
    hours: 24
    rate: 25.10
    people: 6
travel:
  - what: Miles
    number: 310
    unit: miles
    rate: 0.455
    people: 6
printing:
  - what: Books
    amount: 84.5
  - what: Covers
"""
TERMS_FILE = "agreed_on: 2026-01-20\npayment: Zebra-payment\nwithdrawing: Zebra-stop\n"


def rows(course: Path, output: Path) -> dict[str, list[str]]:
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in pack(course, output).iter("tr")]
    return {row[0]: row[1:] for row in cells if row[0] in (*COST_HEADINGS.values(), "All that is given")}


def test_sums_are_exact_and_what_is_not_typed_is_not_given(tmp_path: Path) -> None:
    shown = rows(with_records(tmp_path / "course", costs=COSTS), tmp_path / "out")
    assert shown["Pay of service users and carers"] == ["24 hours", "602.40 zebras", "none"]
    assert shown["Travel"] == ["not given", "141.05 zebras", "none"]
    assert shown["Printing"] == ["not given", "84.50 zebras", "1"]
    assert shown["Time of staff"] == ["not given", "not given", "none"]
    assert shown["All that is given"] == ["", "827.95 zebras", "1"]


@pytest.mark.parametrize("people", ["", "people: 4"])
def test_what_few_people_got_is_hidden_and_so_is_the_sum_that_would_tell_it(people: str, tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", costs=COSTS.replace("people: 6", people, 1))
    shown = rows(course, tmp_path / "out")
    assert shown["Pay of service users and carers"] == ["hidden", "hidden", "none"]
    assert shown["All that is given"][1] == "hidden"
    assert shown["Travel"][1] == "141.05 zebras"
    bare = b"".join(file.read_bytes() for file in (tmp_path / "out").iterdir())
    assert not [told for told in (b"602.4", b"827.95", b"25.1", b"Quagga") if told in bare]


def test_lines_are_for_the_authors_alone(tmp_path: Path) -> None:
    assert "Quagga" not in pack(with_records(tmp_path / "course", costs=COSTS), tmp_path / "out").text_content()


def test_terms_are_shown_and_what_is_missing_is_said(tmp_path: Path) -> None:
    page = pack(with_records(tmp_path / "course", terms=TERMS_FILE), tmp_path / "out")
    (named,) = [part for part in page.iter("section") if part.get("aria-labelledby") == "terms"]
    section = " ".join(named.text_content().split())
    assert "Agreed on: 2026-01-20. With: not recorded." in section
    assert "Zebra-payment" in section
    assert section.count("Not recorded.") == len(TERMS) - 2


def test_without_the_files_the_pack_says_so(tmp_path: Path) -> None:
    words = pack(with_records(tmp_path / "course"), tmp_path / "out").text_content()
    assert "No costs are recorded." in words
    assert "No terms of working are recorded." in words


@pytest.mark.parametrize(
    ("typed", "told", "hint"),
    [
        ("amount: -20", "“amount” cannot be “-20”.", "0 or more"),
        ("amount: twenty", "“amount” cannot be “twenty”.", "Type digits"),
        ("amount: 10.999", "“amount” cannot be “10.999”.", "2 after it"),
        ("amount: 1e3", "“amount” cannot be “1e3”.", "Type digits"),
        ("amount: .nan", "“amount” cannot be “.nan”.", "Type digits"),
        ("rate: £25.00", "“rate” cannot be “£25.00”.", "`    rate: 25.00`"),
        ("hours: 24 hours", "“hours” cannot be “24 hours”.", "`    hours: 24`"),
        ("number: 1,250", "“number” cannot be “1,250”.", "`    number: 1250`"),
        ("amount: [5]", "“amount” must be one value.", "`    amount: 5`"),
        ("people: -3", "“people” cannot be “-3”.", "Type a whole number"),
        ("amont: 5", "“amont” is not known here.", "`    amount: 5`"),
    ],
)
def test_each_slip_is_told_with_its_line_and_what_to_type(typed: str, told: str, hint: str, tmp_path: Path) -> None:
    course = with_records(tmp_path, costs=f"currency: pounds\nlay_pay:\n  - what: Meetings\n    {typed}\n")
    (found,) = compile_folder(course).diagnostics
    assert found.message == told
    assert hint in found.hint
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("costs.yaml", 4)


def test_a_value_where_lines_belong_is_told_how_a_line_looks(tmp_path: Path) -> None:
    (found,) = compile_folder(with_records(tmp_path, costs="printing: 20\n")).diagnostics
    assert "`  - what: ...`" in found.hint


def test_a_day_is_told_as_a_day(tmp_path: Path) -> None:
    (found,) = compile_folder(with_records(tmp_path, costs="counted_to: 31/03/2026\n")).diagnostics
    assert (found.message, "`counted_to: 2026-03-31`" in found.hint) == ("“counted_to” cannot be “31/03/2026”.", True)


def test_money_without_a_currency_is_told_and_named_so(tmp_path: Path) -> None:
    course = with_records(tmp_path / "course", costs="printing:\n  - what: Books\n    amount: 3\n")
    assert [one.rule.code for one in compile_folder(course).diagnostics] == ["TRK030"]
    assert rows(course, tmp_path / "out")["Printing"][1] == "3.00 (currency not given)"


def test_what_was_meant_is_never_guessed_where_it_is_not_clear() -> None:
    assert [mean_amount(text, 2) for text in ("£ 25.50", "25 pounds", "12,5", "1,250.75", "50p", "-3", "1,2,3", "5 or 6")] == [
        *("25.50", "25", "12.5", "1250.75", "", "", "", ""),
    ]
    assert [mean_day(text) for text in ("1/2/2026", "2026/1/31", "31.02.2026", "May 2026")] == ["2026-02-01", "2026-01-31", "", ""]
    assert read_amount("0.455", 2) is None
    assert read_amount("0.455", 4) == Decimal("0.455")


lines = st.builds(
    Cost,
    st.just("Purpose"),
    hours=st.none() | st.decimals(0, 50, places=1),
    amount=st.none() | st.decimals(0, 900, places=2),
    people=st.none() | st.integers(0, 9),
)


@given(st.dictionaries(st.sampled_from(tuple(COST_HEADINGS)), st.lists(lines, max_size=3).map(tuple)))
def test_no_sum_of_few_people_is_shown_or_can_be_worked_out(sheet: dict[str, tuple[Cost, ...]]) -> None:
    totals = add_up_costs(Costs(currency="pounds", **sheet))  # type: ignore[arg-type]
    shown = dict(zip(COST_HEADINGS, totals.headings, strict=True))
    for heading in PERSONAL_HEADINGS:
        costs = sheet.get(heading, ())
        if not any(line.people is not None and line.people >= 5 for line in costs):
            assert shown[heading].money in {"not given", "hidden", "0.00 pounds"}
            assert shown[heading].hours in {"", "hidden", "0 hours"}
    if any(total.money == "hidden" for total in shown.values()):
        assert totals.money == "hidden"


def test_programs_get_sums_and_no_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = with_records(tmp_path / "course", costs=COSTS.replace("people: 6", "people: 4", 1), terms=TERMS_FILE)
    capsys.readouterr()
    assert run(["evidence", str(course), "--format", "json"]) == 0
    written = capsys.readouterr().out
    told = json.loads(written)
    assert told["terms"]["payment"] == "Zebra-payment"
    assert {heading["name"]: heading["money"] for heading in told["costs"]["headings"]}["Pay of service users and carers"] == "hidden"
    assert told["changes"] is None
    assert not [secret for secret in ("Quagga", "25.1", "602.4", "827.95") if secret in written]
