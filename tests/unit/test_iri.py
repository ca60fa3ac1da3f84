"""Absolute IRIs, by RFC 3987."""

from __future__ import annotations

import pytest

from builder.iri import is_iri


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/é?x=1#y",
        "urn:uuid:1",
        "tag:a.example,2020:b",
        "mailto:a@example.org",
        "http://[::1]/",
        "https://a.example/%20",
        "HTTPS://A.EXAMPLE",
    ],
)
def test_iris(text: str) -> None:
    assert is_iri(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a/b",
        "//a.example/x",
        "http:",
        "http://",
        "http:a.example",
        "https:///x",
        "http://a.example/a b",
        "http://a.example/%zz",
        "http://a.example/<x>",
        "1a:b",
        "http://a.example/\n",
        "http://a.example/\ud800",
    ],
)
def test_what_is_no_iri(text: str) -> None:
    assert not is_iri(text)
