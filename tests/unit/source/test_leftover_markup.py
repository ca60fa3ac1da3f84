"""Markup of other tools that Copack does not read is reported; ordinary sentences with the same signs are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.course.cmi import Texts
from builder.source.markdown.leftovers import find_leftovers
from tests.unit.source.author import PAGE, TOP, codes, found, html_of, question_of

ROOT = Path(__file__).resolve().parents[3]

LINKS = [
    "[the form](https://a.uk", "see [the form](https://a.uk/x and more", "[form](", "[the form]https://a.uk/", "the form](https://a.uk/)", "https://a.uk[words]",
    "link:https://a.uk[words]", '"link":https://a.uk', '"link":/page', "[^1 is open", "[https://a.uk words]",
]  # fmt: skip
ADDRESSES = [
    "https//a.uk", "http//www.a.uk", "https:/a.uk", "https:a.uk", "https;//a.uk", "https.//a.uk", "http:\\\\a.uk", "https:// a.uk", "https://www. a.uk", "htp://a.uk",
    "hhttps://a.uk", "ttps://a.uk", "httpss://a.uk", "HTTPS//a.uk", "www,a.uk", "www a.uk", "www. a.uk", "ww.a.uk", "wwww.a.uk", "ftp://a.uk", "file:///C:/x", "msteams://x",
    "mailto:me@a.uk", "\\\\server\\folder",
]  # fmt: skip
ENTITIES = [
    "a&nbsp b",
    "10&nbspmg",
    "fish &amp chips",
    "x &lt; y &lt z",
    "&quot hello",
    "caf&eacute",
    "it&#39 s",
    "&#8217 x",
    "&#x2019 x",
    "&rsquo s",
    "a &ndash b",
]
SLOTS = [
    "%name%", "Dear %FIRST NAME%,", "%s", "%1$s of %2$s", "%{name}", "${name}", "${first name}", "@{x}", "#{x}", "{0}", "{name}", "{first_name}", "{FirstName}",
    "{!Contact.Name}", "{{x}}", "{{first name}}", "{{{x}}}", "{{x", "x}}", "<<x>>", "<<First Name>>", "<<<x>>>", "<#x#>", "[[x]]", "$x$", "$name$", "#name#", "@name@",
    "@@name@@", "*|FNAME|*", "[%name%]", "«First_Name»", "«FirstName»", "{one|two}", "{}", "{ PAGE }", 'HYPERLINK "x"', "MERGEFIELD Name",
    "Error! Bookmark not defined.", "#REF!", "#N/A", "=SUM(A1)", "[object Object]",
]  # fmt: skip
SHORTCODES = [
    "[youtube:x]", "[video:a.mp4]", "[h5p:12]", "[embed:https://a.uk]", "[gallery]", "[contact-form-7]", "[su_button]", "[/su_button]", "[vc_row]", "[image:a.png]", "[hr]",
    "[email protected]", "[cid:image001.png@01D]", "[image001.png]", "<image001.png>", "image::a.png[]", "image:a.png[Alt]", "xref:page[words]", "footnote:[text]",
    "kbd:[Ctrl]", "[source,python]", "[.lead]", "[#id]", "{GENERICO:type=x}", "{FMLA}", "turn0search0", "[cite: 1]", "[cite_start]Words",
]  # fmt: skip
SIGNS = [
    "^sup^", "x^sup^", "^two words^", "^^x^^", ",,sub,,", "x,,2,,", "((note))", "((a longer note))", "//x//", "//two words//", "??cite??", "''italic''", "``quoted''",
    "a ||hidden|| word", "+++x+++", "#marked#", "*bold**", "**bold*", "_half__", "__half_", "\\LaTeX",
    "\\u2019", "I \\x92 m", "a \\n b", "=E2=80=99", "a%20b", "<U+2019>", "Iâ€™m", "cafÃ©", "Â£5", "a </p", "x</", "a <br", "text <div class", "-[ ] x", "*** item",
    "; term", "Term\n: meaning", "| one bar", "bc. code", "p(a). text", "fn1. note",
]  # fmt: skip


@pytest.mark.parametrize("typed", [*LINKS, *ADDRESSES, *ENTITIES, *SLOTS, *SHORTCODES, *SIGNS])
def test_markup_of_another_tool_is_reported(typed: str) -> None:
    reported = {*codes(f"Text.\n\n{typed}\n"), *codes(f"Text {typed} text.\n")}
    assert reported & {"SRC142", "SRC124"}, reported


@pytest.mark.parametrize("typed", [typed for typed in (*LINKS, *ADDRESSES, *ENTITIES, *SLOTS, *SHORTCODES, *SIGNS) if typed.isascii()])
def test_backslashes_show_it_where_the_hint_says_so(typed: str) -> None:
    faults = [fault for fault in found(f"{TOP}{PAGE}Text {typed} text.\n") if fault.rule.code == "SRC142"]
    escaped = re.sub(r"([^\w\s]|_)", r"\\\1", typed)
    if all("a backslash before each sign" in fault.hint for fault in faults):
        assert "SRC142" not in codes(f"Text {escaped} text.\n")


ORDINARY = """
The bus costs £2.50, or $3 to $4 in the United States.
Between 5 % and 10 % of people said yes; 50%, 60% and 70% said no.
We paid US$ 5 and A$ 6, and $7 for lunch.
Write to anna@example.org, ben@example.org; or carol@example.org.
Write to Anna <anna@example.org>, Ben <ben@example.org>.
Her dose is 5 mg/kg/day, in/on or and/or, he/she/they.
Is 3 < 5 and 7 > 2? Then 3 <= 5, 5 >= 3, 4 != 5.
If x = 3 and y = 4, then x + y = 7 and x * y = 12, x/y = 0.75.
The file is S:\\new\\forms\\name.docx, or C:\\temp\\readme.txt.
The file is budget_2024_final.xlsx, or report (1).pdf, in /home/user/files.
R&D and Q&A, M&S, AT&T, A&E & GPs.
Ward 3 (a), ward 4 (b) and [ward 5].
See page [3], and pp. 4-7.
p. 3 says so, and fig. 2 shows it.
She said "yes": we all agreed.
'Yes,' she said, 'it's the patients' choice.'
It rose 2^10 times, or 10^3 and 2^4.
The range is 5-10, 5–10, or -5 to +5.
C++ and D++, grade A++ or A+++.
Press # then 1 #, or * then 9.
We are #1 and #2 in the list. No. #3.
Use the hashtag #NHS75 and #CarersWeek.
Follow @NHSuk and @RDaSH on their pages.
10:30 to 11:45, ratio 1:2, Luke 3:16.
Type the time as [hh:mm] or (hh:mm).
Type the date as dd/mm/yyyy: 01/02/2026.
The team (a nurse (Anna) and a carer) met.
It is ((a) the first or (b) the second).
Yes! No? Really?! What?? Wow!!
Wait... and then … nothing.
A -> B, A --> B, A => B, B <- A.
Temperature 37 °C, 98.6 °F, 5 ± 1.
H2O and CO2, m2 and cm3.
A dash - like this - or – like this – or -- like this -- is fine.
The trust--which we like--said yes.
Name: ______ Date: ____ / ____ / ______
Tick the box [ ] or leave it empty [ ].
f*** and s***, as he put it.
Required fields have a star*.
1) first, 2) second; a) third.
Section 1.1.2, version 2.0.1, 3.5.
Call 0114 271 1111, 116 123 or +44 20 7946 0000.
Tel: 0114 271 1111. Tel:01142711111.
E-mail: me@example.org, website: www.nhs.uk.
Website:https://www.nhs.uk/ or see:www.nhs.uk.
Go to https://www.nhs.uk/a_b?x=1&copy=2&amp=3#top.
Go to https://www.nhs.uk/a//b, or to https://a.uk/~me/.
It begins with https:// and www. most of the time.
HTTPS: a safe way. HTTP: not.
https is safer than http, and www is optional.
Set {1, 2, 3} and {a}, {b}.
« Bonjour », dit-elle; «Hola» and „Guten Tag“.
Bore da! Mae'n dda, ŵyŷ â ê î ô û.
À la carte, naïve, Zoë, Ça va, Ângela, São Paulo, Â.
50 people said yes (25 %) and 10 (5 %) said no.
Around ~5 to ~6 people, ~10 %.
It costs 5 quid / 6 quid // 7 quid.
He wrote "x" and 'y' and ''.
Mr. & Mrs. Smith; Smith & Sons; Black&White.
i.e. this, e.g. that, etc.
(see above), [sic], [...], […], (…).
"[The study] was long," she said.
"We [the team] met them [the carers]."
Press Ctrl+C, Alt+F4, <Enter> or <Esc>.
Dear <name>, your visit is on <date> at <time>.
<3 and </3, :-) ;-) :( ^_^ o_O
Question 1/3: what now? 3/4 of us.
a | b | c
Either|or, his|hers.
Item: value; item: value.
Note: this is a note. Tip: this is a tip.
Warning: take care. Important: read it.
Video: 3 minutes. Link: see below.
The words [needs checking] are mine.
It is 5' 3'' tall, and 6'2" wide.
5 x 3 = 15; 15 / 3 = 5; 2 * 3.
1,000,000 and 1.000.000 and 1 000 000.
£5,, no: £6.
He was born in 1986. That was a year.
Then (1) read, (2) ask, (3) decide.
The answer is (b), not (a).
Rights & duties; risks & benefits
#1: Ask. #2: Listen.
Stop; look: listen.
The symbol ¬ and the sign ¦ and §3, ¶4, †, ‡.
Anna (she/her), Ben (he/him), Kim (they/them).
It's 24/7, 9-5, Mon/Tue.
The code is AB12 3CD, or NG1-2AB.
Room T.1.2/3, Building #4, Level -1.
50/50 = 1; 100% = all; 0% = none.
The 'Friends & Family' test (FFT).
Is it ">5" or "<5"? Type >5.
We say "user" / "carer" / "patient".
At 9 a.m.; at 5 p.m.; at 12 noon.
The study (ISRCTN12345678; NCT01234567; doi:10.1000/182).
See doi:10.1136/bmj.n1, PMID:123 and ISBN: 978-0-00.
PPI/E, EDI, NIHR(2021), "UK Standards".
A=1, B=2; E=mc2; p<0.05; p = 0.05; n=20; BMI>30.
5<x<10 and a<b>c
He gave 100%!
Note [1]: see below.
A fee of 5%-10% or 5%/10%.
They asked: "Who?" // "Me?"
""".strip().split("\n")


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_sentences_are_left_alone(sentence: str) -> None:
    assert [(fault.rule.code, fault.message) for fault in found(f"{TOP}{PAGE}Text.\n\n{sentence}\n")] == []


def test_there_are_a_hundred_of_them() -> None:
    assert len(ORDINARY) >= 100


@pytest.mark.parametrize(
    "path", [path.relative_to(ROOT).as_posix() for folder in ("docs", "course_source") for path in sorted((ROOT / folder).rglob("*.md"))]
)
def test_sentences_of_our_own_pages_are_left_alone(path: str) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`|<!--.*?-->|\[\[.*?\]\]", "code", (ROOT / path).read_text(encoding="utf-8"), flags=re.DOTALL)
    prose = re.sub(r"\]\([^)\n]*\)", "]", text)
    sentences = [line for line in prose.split("\n") if line.strip() and not re.match(r"\s*(?:[|#>:-]|\d+\.)", line)]
    told = {leftover.typed for line in sentences for leftover in find_leftovers(line) if leftover.kind.name not in {"bold", "italic", "code"}}
    assert told <= {"{mark}"}, "a slot of the files of platforms"


@pytest.mark.parametrize("typed", ["Website:https://a.uk/", "see:www.a.uk", "-https://a.uk/", "(see:https://a.uk/)"])
def test_an_address_after_a_colon_becomes_a_link(typed: str) -> None:
    assert html_of(f"Text {typed}\n").count("<a ") == 1


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("caf&eacute x", "`é`"), ("a&nbsp b", "a space"), ("Marks&Spencer; x", "a space after the sign `&`"), ("Iâ€™m x", "`’`"), ("cafÃ© x", "`é`"), ("\\\\server\\x y", "four backslashes"),
        ("[x](https://a.uk", "round ones"), ("%name% x", "Delete it, or type"),
    ],
)  # fmt: skip
def test_what_to_type_is_made_from_what_was_typed(typed: str, hint: str) -> None:
    (fault,) = [fault for fault in found(f"{TOP}{PAGE}Text {typed}\n") if fault.rule.code == "SRC142"]
    assert hint in fault.hint


@pytest.mark.parametrize(
    "typed",
    [
        "> ::: choose-one q\n> Which?\n> :::\n", "- ::: callout\n  Look.\n", "| a | b |\n| --- | --- |\n| ::: callout | x |\n", "Look :::\n", "Look ::: callout\n",
        "：：： callout\n", "> :::: note\n",
    ],
)  # fmt: skip
def test_colons_of_a_fence_are_not_shown(typed: str) -> None:
    assert "SRC142" in codes(typed)
    assert "SRC142" not in codes(typed.replace(":", r"\:").replace("：", r"\："))


@pytest.mark.parametrize(
    "typed",
    [
        "> - [x] (a) Yes\n", "> [ ] No\n", "- [x]\n- Yes\n", "| a | b |\n| --- | --- |\n| [x] | No |\n", "1. > [✓] Yes\n",
        "::: choose-one q\nWhich?\n- [x] (a) [x] Yes\n- [ ] (b) No\n:::\n", "::: choose-one q\nWhich?\n- [x] (a) Yes\n- [ ] (b) No\nHint: [x] Look.\n:::\n",
    ],
)  # fmt: skip
def test_boxes_are_not_shown_as_brackets(typed: str) -> None:
    """In a quote they would also tell which answer is right."""
    assert codes(typed) == ["SRC142"]


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("This **is** fine and **this is not.", 22), ("*One* and *two* and *three", 21), ("The `a` and `b", 13), ("> **One** and **two", 15), ("[**a**](#a-page) then **b", 23),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_sign_that_does_nothing(typed: str, column: int) -> None:
    (fault,) = [fault for fault in found(f"{TOP}{PAGE}{typed}\n") if fault.rule.code == "SRC142"]
    assert fault.place is not None
    assert fault.place.column == column


@pytest.mark.parametrize("answer", ["**b**", "<b>b</b>", "*b*", "_b_", "&amp;", "{{b}}", "`b`", "~~b~~", "::: b"])
def test_markup_in_the_answer_of_a_gap_is_reported_until_it_is_meant(answer: str) -> None:
    """Learners would have to type it."""
    gap = "::: fill-gaps q\nFill.\n\nOne [[(a) word | {}]] here.\n:::\n"
    choice = "::: choose-gaps q\nPick.\n\nOne [[(a) [x] (x) {} | [ ] (y) word]] here.\n:::\n"
    meant = re.sub(r"([^\w\s]|_)", r"\\\1", answer)
    assert set(codes(gap.format(answer))) == {"SRC142"}
    assert set(codes(choice.format(answer))) == {"SRC142"}
    assert codes(gap.format(meant)) == []
    assert question_of(gap.format(meant)).definition.correct[1] == Texts((answer,))
    assert codes(choice.format(meant)) == []


@pytest.mark.parametrize("answer", ["5%", "R&D", "C++", "£5", "1,000", "cat/dog", "it's", "a*b", "info@nhs.uk", "#1", "10:30", "snake_case", "(s)he", "5 < 6", "<name>"])
def test_ordinary_signs_in_the_answer_of_a_gap_are_not(answer: str) -> None:
    assert codes(f"::: fill-gaps q\nFill.\n\nOne [[(a) word | {answer}]] here.\n:::\n") == []
