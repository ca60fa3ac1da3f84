"""The string formats of xAPI, held against what others write and against the standard library."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from builder.lrs.validation import formats

ZONES = st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-23 * 60, 23 * 60))
MOMENTS = st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999)


@given(MOMENTS)
def test_a_written_time_is_read_as_the_same_instant(moment: datetime) -> None:
    assert formats.parse_timestamp(formats.write_timestamp(moment)) == moment
    written = moment.isoformat()
    seconds_in_zone = (moment.utcoffset() or timedelta()).total_seconds() % 60
    if not seconds_in_zone:
        assert formats.parse_timestamp(written) == moment


@pytest.mark.parametrize("text", ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.9999999Z", "2016-12-31T23:59:60Z"])
def test_times_with_and_without_fraction(text: str) -> None:
    moment = formats.parse_timestamp(text)
    assert moment is not None
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["2026-01-02T03:04:05Z\n", "٢٠٢٦-01-02T03:04:05Z", "2026-01-02T03:04:05+0100", "0001-01-01T00:00:00+05:00", "2026-01-02T03:04Z"]
)
def test_what_is_no_time(text: str) -> None:
    assert formats.parse_timestamp(text) is None


def test_the_looser_form_of_2_0() -> None:
    for text in ("2026-01-02 03:04:05Z", "2026-01-02t03:04:05z"):
        assert formats.parse_timestamp(text) is None
        assert formats.parse_timestamp(text, loose=True) == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


PARTS = st.tuples(*(st.one_of(st.none(), st.integers(0, 99)) for _ in range(6)))


@given(PARTS, st.one_of(st.none(), st.from_regex(r"[0-9]{1,3}", fullmatch=True)))
def test_durations_are_made_of_their_parts(parts: tuple[int | None, ...], fraction: str | None) -> None:
    written = [f"{value}{letter}" if value is not None else "" for value, letter in zip(parts, "YMDHMS", strict=True)]
    last = max((index for index, text in enumerate(written) if text), default=None)
    if last is not None and fraction is not None:
        written[last] = f"{written[last][:-1]}.{fraction}{written[last][-1]}"
    date, time = "".join(written[:3]), "".join(written[3:])
    text = f"P{date}T{time}" if time else f"P{date}"
    assert formats.is_duration(text) is (last is not None)
    assert not formats.is_duration(text + "T")
    assert formats.has_fine_fraction(text) is (last is not None and len(fraction or "") > 2)


@given(st.uuids())
def test_uuids(value: uuid.UUID) -> None:
    assert formats.is_uuid(str(value))
    assert formats.is_uuid(str(value).upper())
    assert not formats.is_uuid(value.hex)
    assert not formats.is_uuid(f"{{{value}}}")
    assert not formats.is_uuid(f"{value}\n")


@given(st.uuids(version=4) | st.uuids(version=5))
def test_the_uuids_that_we_make_are_common(value: uuid.UUID) -> None:
    assert formats.is_common_uuid(str(value))


@pytest.mark.parametrize(
    "text", ["text/plain", "application/octet-stream", "text/html; charset=utf-8", 'multipart/mixed; boundary="a b"', "image/svg+xml"]
)
def test_media_types(text: str) -> None:
    assert formats.is_media_type(text)


@pytest.mark.parametrize("text", ["", "text", "text/", "/plain", "text/plain; charset", "text plain/x"])
def test_what_is_no_media_type(text: str) -> None:
    assert not formats.is_media_type(text)
