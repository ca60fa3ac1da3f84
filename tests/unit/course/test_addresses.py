"""Addresses that can belong to nobody in public are told apart from those of organisations."""

from __future__ import annotations

import pytest

from builder.course.addresses import example_note, host_of, is_example_host
from builder.tracking.compile import plan_tracking
from tests.unit.standards.packages import standard
from tests.unit.tracking.example import example_course


@pytest.mark.parametrize(
    "host",
    [
        "example.org", "EXAMPLE.com.", "www.example.net", "trust.example", "example.nhs.uk", "courses.example.ac.uk", "copack.invalid", "a.test",
        "localhost", "intranet", "127.0.0.1", "10.0.0.7", "::1", "server.local", "lms.internal", "router.home.arpa", "courses.your-trust.nhs.uk",
        "yourdomain.com", "www.my-organisation.org.uk", "yourtrust.nhs.uk",
    ],
)  # fmt: skip
def test_a_host_that_can_be_nobodys(host: str) -> None:
    assert is_example_host(host)
    assert example_note(f"https://[{host}]/course/" if ":" in host else f"https://{host}/course/")


@pytest.mark.parametrize("host", ["courses.nhs.uk", "www.leedsth.nhs.uk", "examples.nhs.uk", "counterexample.org", "mytrustnews.uk", "testing.nhs.uk", "xn--e1afmkfd.xn--p1ai"])
def test_a_host_of_somebody(host: str) -> None:
    assert not is_example_host(host)
    assert not example_note(f"https://{host}/")


def test_an_address_that_is_none_has_no_host() -> None:
    assert host_of("https://[::1") == ""


@pytest.mark.parametrize("name", ["cmi5", "xapi"])
def test_ids_for_administrators_are_marked_where_they_are_examples(name: str) -> None:
    course = example_course()
    assert course.base.startswith("https://courses.nhs.test/")
    plan = plan_tracking(course).value
    assert plan is not None
    handover = standard(name).handover(plan)
    sentences = (*handover.settings, *handover.updating)
    (at,) = [at for at, sentence in enumerate(sentences) if course.base in sentence and "id" in sentence]
    assert "example address" in sentences[at + 1]
