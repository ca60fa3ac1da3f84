"""Language tags, held against the examples of RFC 5646, Appendix A."""

from __future__ import annotations

import pytest

from builder.language_tag import is_language_tag, names_language

APPENDIX_A = """
    de fr ja i-enochian
    zh-Hant zh-Hans sr-Cyrl sr-Latn
    zh-cmn-Hans-CN cmn-Hans-CN zh-yue-HK yue-HK
    zh-Hans-CN sr-Latn-RS
    sl-rozaj sl-rozaj-biske sl-nedis
    de-CH-1901 sl-IT-nedis
    hy-Latn-IT-arevela
    de-DE en-US es-419
    de-CH-x-phonebk az-Arab-x-AZE-derbend
    x-whatever qaa-Qaaa-QM-x-southern de-Qaaa sr-Latn-QM sr-Qaaa-RS
    en-US-u-islamcal zh-CN-a-myext-x-private en-a-myext-b-another
"""
APPENDIX_A_INVALID = "de-419-DE a-DE ar-a-aaa-b-bbb-a-ccc"


@pytest.mark.parametrize("text", APPENDIX_A.split())
def test_the_examples_of_the_standard(text: str) -> None:
    assert is_language_tag(text)
    assert is_language_tag(text.upper()), "case says nothing (2.1.1)"


@pytest.mark.parametrize("text", APPENDIX_A_INVALID.split())
def test_the_invalid_examples_of_the_standard(text: str) -> None:
    assert not is_language_tag(text)


@pytest.mark.parametrize(
    "text",
    [
        "en",
        "EN-gb",
        "cy",
        "zh-cmn-Hans-CN",
        "sl-rozaj-biske-1994",
        "de-CH-1901",
        "hy-Latn-IT-arevela",
        "en-u-ca-gregory",
        "x-own",
        "i-klingon",
        "en-GB-oed",
        "mn-Cyrl-MN",
    ],
)
def test_language_tags(text: str) -> None:
    assert is_language_tag(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e",
        "en_GB",
        "-en",
        "en-",
        "en--GB",
        "a-DE",
        "de-419-DE",
        "en-a-bb-a-cc",
        "sl-rozaj-rozaj",
        "i-own",
        "abcdefghi",
        "ab-c",
        "en\n",
        "\u212alingon",
        "cy-GB-x",
    ],
)
def test_what_is_no_language_tag(text: str) -> None:
    assert not is_language_tag(text)


@pytest.mark.parametrize(
    ("text", "named"), [("cy", True), ("cmn-Hans-CN", True), ("sgn-BE-FR", True), ("English", False), ("x-own", False), ("en_GB", False)]
)
def test_which_tags_name_a_language(text: str, named: bool) -> None:
    assert names_language(text) is named


def test_a_word_is_a_well_formed_tag_that_names_no_language() -> None:
    assert is_language_tag("English")
    assert not names_language("English")
