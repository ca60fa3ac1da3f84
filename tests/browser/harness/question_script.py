"""Gives and reads the response to a question by one script in the page, where hands are not the point: a question to the browser takes longer than its answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from playwright.sync_api import Locator

from builder.course.cmi import Choice, Component, Definition, InteractionType, Likert, Matching, Numeric, Response, Sequence, Texts, Truth
from tests.browser.harness.conditions import ASK_UNTIL, IS_READY, PATIENCE, ask_element

TRUTHS: Final = {"True": True, "False": False}
"""The words of the two radio buttons of a statement."""

SEEN: Final = """
const wordsOf = (node) => {
  const copy = node.cloneNode(true);
  for (const unsaid of copy.querySelectorAll("[aria-hidden=true]")) unsaid.remove();
  return copy.textContent.trim().replace(/\\s+/g, " ");
};
const boxesIn = (node) => [...node.querySelectorAll("input[type=radio], input[type=checkbox]")];
const labelOf = (box) => [...box.labels].map(wordsOf).join(" ");
const partsIn = () => [...root.querySelectorAll("[data-part]")];
const codeOf = (part) => part.dataset.part;
const textBoxes = () => [...root.querySelectorAll("input[type=text], textarea")];
"""
"""What both scripts look for, by the words that a person reads."""

READ: Final = f"""
(root) => {{
  {SEEN}
  const chosenIn = (node) => boxesIn(node).filter((box) => box.checked).map(labelOf);
  const chosenFor = (part) => {{
    const list = part.querySelector("select");
    return list ? list.selectedOptions[0]?.textContent.trim() ?? "" : chosenIn(part)[0] ?? "";
  }};
  return {{
    chosen: chosenIn(root),
    pairs: Object.fromEntries(partsIn().map((part) => [codeOf(part), chosenFor(part)])),
    order: partsIn().map(codeOf),
    texts: textBoxes().map((box) => box.value),
  }};
}}
"""

GIVE: Final = f"""
async (root, [steps, patience]) => {{
  {SEEN}
  const one = (found, what) => {{
    if (found.length !== 1) throw new Error(`${{found.length}} of ${{what}} in ${{root.outerHTML.slice(0, 300)}}`);
    return found[0];
  }};
  const reach = async (control) => {{
    if (!await ({ASK_UNTIL % IS_READY})([control, patience])) throw new Error(`never there to be used: ${{control.outerHTML.slice(0, 200)}}`);
    control.focus();
    return control;
  }};
  const choose = async (node, words, wanted) => {{
    const box = one(boxesIn(node).filter((each) => labelOf(each) === words), words);
    if (box.checked !== wanted) (await reach(box)).click();
    if (box.checked !== wanted) throw new Error(`pressed, and ${{wanted ? "not" : "still"}} chosen: ${{words}}`);
  }};
  const pair = async (part, words) => {{
    const list = part.querySelector("select");
    if (!list) return choose(part, words, true);
    if (list.selectedOptions[0]?.textContent.trim() === words) return;
    await reach(list);
    list.value = one([...list.options].filter((each) => each.textContent.trim() === words), words).value;
    for (const name of ["input", "change"]) list.dispatchEvent(new Event(name, {{bubbles: true}}));
  }};
  const partOf = (code) => one(partsIn().filter((part) => codeOf(part) === code), code);
  const move = async (code, way) => (await reach(one([...partOf(code).querySelectorAll("button")].filter((each) => wordsOf(each) === way), way))).click();
  const put = async (codes) => {{
    const place = (code) => partsIn().map(codeOf).indexOf(code);
    if (codes.every((code, at) => place(code) === at)) await move(codes[0], "Move down");
    for (const [at, code] of codes.entries()) while (place(code) > at) await move(code, "Move up");
  }};
  const type = async (at, text) => {{
    (await reach(textBoxes()[at])).select();
    document.execCommand(text ? "insertText" : "delete", false, text);
  }};
  for (const [act, ...given] of steps) {{
    if (act === "choose") await choose(root, ...given);
    else if (act === "pair") await pair(partOf(given[0]), given[1]);
    else if (act === "put") await put(given);
    else await type(...given);
  }}
}}
"""


def give_response(root: Locator, definition: Definition, response: Response) -> None:
    """Choose, pair, move or type what the response says, each control once it shows and is enabled, without submitting it.

    Raises:
        playwright.sync_api.Error: a control is not there, never shows, or does not take what is chosen.

    """
    ask_element(root, GIVE, [list_steps(definition, response), PATIENCE])


def list_steps(definition: Definition, response: Response) -> list[tuple[Any, ...]]:
    """What the script does, in order: (what, and with which words or codes)."""
    match response:
        case Choice(codes):
            single = definition.type is InteractionType.CHOICE and definition.most_chosen == 1
            return [("choose", option.text, option.code in codes) for option in definition.choices if not single or option.code in codes]
        case Truth(value):
            return [("choose", next(words for words, truth in TRUTHS.items() if truth is value), True)]
        case Likert(code):
            return [("choose", text_of(definition.choices, code), True)]
        case Matching(pairs):
            return [("pair", source, text_of(definition.targets, target)) for source, target in pairs]
        case Sequence(codes):
            return [("put", *codes)]
        case Texts(texts):
            return [("type", place, text) for place, text in enumerate(texts)]
        case Numeric(minimum, _):
            return [("type", 0, f"{minimum:f}")]
        case _:
            raise TypeError(response)


def read_response(root: Locator, definition: Definition) -> Response | None:
    """What the page shows as answered, or None where nothing is."""
    shown = ask_element(root, READ)
    match definition.type:
        case InteractionType.CHOICE:
            codes = tuple(option.code for option in definition.choices if option.text in shown["chosen"])
            return Choice(codes) if codes else None
        case InteractionType.TRUE_FALSE:
            return Truth(TRUTHS[shown["chosen"][0]]) if shown["chosen"] else None
        case InteractionType.LIKERT:
            return Likert(code_of(definition.choices, shown["chosen"][0])) if shown["chosen"] else None
        case InteractionType.MATCHING:
            pairs = ((source.code, code_of(definition.targets, shown["pairs"][source.code])) for source in definition.sources)
            given = tuple((source, target) for source, target in pairs if target)
            return Matching(given) if given else None
        case InteractionType.SEQUENCING:
            return Sequence(tuple(shown["order"]))
        case InteractionType.NUMERIC:
            typed = shown["texts"][0]
            return Numeric(Decimal(typed), Decimal(typed)) if typed else None
        case _:
            return Texts(tuple(shown["texts"])) if any(shown["texts"]) else None


def text_of(parts: tuple[Component, ...], code: str) -> str:
    """The words of a code."""
    return next(part.text for part in parts if part.code == code)


def code_of(parts: tuple[Component, ...], text: str) -> str:
    """The code of words; "" where no part has them, as while nothing is chosen from a list."""
    return next((part.code for part in parts if part.text == text), "")
