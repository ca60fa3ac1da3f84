"""Every case that ever went wrong goes right; some new ones do too; and a fault would be found, made small and kept."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from builder.source.compile import compile_course
from builder.source.files import Source
from tests.fuzz.campaign import Campaign, Find, judge, shrink
from tests.fuzz.coverage import LineCoverage, TooMuchWorkError
from tests.fuzz.mutation import mutator
from tests.fuzz.registry import TARGETS
from tests.fuzz.target import Target, one_by_one
from tests.fuzz.targets.authors import SHOWN, caption_seeds, good_course, recording, session_folder, svg_seeds

FOUND = sorted((Path(__file__).parent / "found").glob("*/*.case"))
FEW, FEW_SEEDS = 40, 8
NEEDLE = b"deep"


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_case_that_went_wrong_goes_right(path: Path) -> None:
    assert judge(TARGETS[path.parent.name], [path.read_bytes()]) == []


@pytest.mark.parametrize("name", TARGETS)
def test_some_cases_of_each_target_go_right(name: str, tmp_path: Path) -> None:
    target = replace(TARGETS[name], seeds=lambda: TARGETS[name].seeds()[:FEW_SEEDS])
    assert Campaign(target, tmp_path / "state", tmp_path / "found").run(FEW) == []


def test_captions_and_pictures_of_the_first_cases_are_read_to_the_end() -> None:
    captions, picture = (session_folder(SHOWN[shown].encode()) for shown in ("captions", "picture"))
    assert captions is not None
    assert picture is not None
    heard = Source(good_course(), (captions,), files={"media/any.wav": recording(), "media/any.vtt": caption_seeds()[0]})
    seen = Source(good_course(), (picture,), media={"media/any.svg": svg_seeds()[0]})
    assert compile_course(heard).value is not None
    assert compile_course(seen).value is not None


# ---------------------------------------------------------------- that a fault would be found


def planted(case: bytes) -> str:
    """Raise for a case that begins with four letters, each of which is a line further in."""
    if case[:1] != b"d":
        return ""
    if case[1:2] != b"e":
        return ""
    if case[2:3] != b"e":
        return ""
    if case[3:4] != b"p":
        return ""
    raise KeyError(case)


def target(rooms: tuple[str, ...] = ()) -> Target:
    return Target("planted", "a fault for tests", lambda: [b"xxxx and more"], mutator((b"d", b"e", b"p")), one_by_one(planted), rooms, longest=40)


def test_a_fault_is_found_made_small_and_kept_and_told_once(tmp_path: Path) -> None:
    campaign = Campaign(target(), tmp_path / "state", tmp_path / "found")
    campaign.cases = [b"deeq and so much more"]
    (find,) = campaign.run(6000)
    assert find.words == "KeyError, outside of the product"
    (kept,) = (tmp_path / "found" / "planted").iterdir()
    assert kept.read_bytes() == NEEDLE
    assert campaign.run(2000) == []


def test_a_find_is_made_as_small_as_it_can_be() -> None:
    words = judge(target(), [NEEDLE])[0].words
    assert shrink(target(), Find(b"deep and whatever comes behind it", words)).case == NEEDLE


def test_cases_that_reach_new_lines_lead_to_those_behind(tmp_path: Path) -> None:
    """From the same first case and the same chance: guided by lines the fault is found, without them it is not."""
    guided = Campaign(target(("test_fuzz",)), tmp_path / "guided", tmp_path / "found").run(8_000)
    alone = Campaign(target(), tmp_path / "alone", tmp_path / "found").run(8_000)
    assert [find.words for find in guided] == ["KeyError, outside of the product"]
    assert alone == []


def test_a_run_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    Campaign(target(), tmp_path / "twice", tmp_path / "found").run(700)
    again = Campaign(target(), tmp_path / "twice", tmp_path / "found")
    again.run(700)
    whole = Campaign(target(), tmp_path / "whole", tmp_path / "found")
    whole.run(1400)
    assert again.progress == whole.progress
    assert sorted(again.cases) == sorted(whole.cases)


def test_a_call_that_runs_too_many_lines_is_stopped() -> None:
    coverage = LineCoverage(("test_fuzz",))

    def run_for_ever() -> None:
        while True:
            pass

    with pytest.raises(TooMuchWorkError), coverage.watching(1000):
        run_for_ever()


def test_a_batch_that_raises_is_tried_case_by_case() -> None:
    batched = Target("planted", "a fault for tests", list, mutator(), one_by_one(planted), batch=3)
    assert [find.case for find in judge(batched, [b"a", NEEDLE, b"b"])] == [NEEDLE]


def test_mutations_are_those_of_the_seed() -> None:
    mutate = mutator((b"word",), by_lines=True)
    made = [mutate(Random(7), b"one\ntwo\nthree", [b"other"]) for _ in range(2)]
    assert made[0] == made[1]
