"""Judges one state of a question: what is read out, and whether it can be seen and reached on any screen, in any colours and on paper."""

from __future__ import annotations

import re
from typing import Any, Final

from playwright.sync_api import Locator, Page

from tests.browser.harness.accessibility import COLOURS, WHOLE, Rules, read_axe
from tests.browser.harness.conditions import ask_element

NARROW: Final = ((320, 640), (320, 256))
"""A small phone, and a desktop of 1280 x 1024 at 400 %."""
QUICK: Final = 0.2
"""Seconds: the longest that a change may take where it explains nothing."""

DESCRIPTIONS: Final = """
card => [...card.querySelectorAll("[aria-describedby]")].filter((one) => one.getClientRects().length).map((one) => {
  const text = (id) => (document.getElementById(id)?.textContent ?? `NO ${id}`).trim().replace(/\\s+/g, " ");
  const said = one.getAttribute("aria-describedby").split(" ").map(text).join(" | ");
  const named = (one.labels?.[0] || one.querySelector(":scope > legend") || one).cloneNode(true);
  for (const unsaid of named.querySelectorAll("[aria-hidden]")) unsaid.remove();
  const name = one.getAttribute("aria-label") || named.textContent.trim().replace(/\\s+/g, " ");
  return `  ${name}: ${said}`;
})
"""

AXE: Final = """
async (card, runOnly) => {
  const found = await axe.run(card, {runOnly, resultTypes: ["violations"]});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}
"""

PALE: Final = """
card => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map((part) => part / 255).map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const ground = (one) => {
    const colour = one ? getComputedStyle(one).backgroundColor : "rgb(255, 255, 255)";
    return /, 0\\)$/.test(colour) ? ground(one.parentElement) : colour;
  };
  return [...card.querySelectorAll("*")].filter((one) => one.getClientRects().length && [...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim())).flatMap((one) => {
    const pair = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => b - a), ratio = (pair[0] + .05) / (pair[1] + .05);
    return ratio >= 4.5 ? [] : [`${ratio.toFixed(1)} to 1: ${one.outerHTML.slice(0, 120)}`];
  });
}
"""
"""Axe leaves words unjudged where something is drawn over them, as the circles and ticks of labels are."""

CUT: Final = """
card => {
  const faults = [], edge = card.getBoundingClientRect(), seen = (one) => one.getClientRects().length > 0;
  const told = (one) => `${one.outerHTML.slice(0, 110)} (${one.textContent.trim().slice(0, 40)})`;
  const boxes = "label, legend, button, summary, h2, h3, [data-mark], [data-result], [data-parts-named], [data-error], .copack-feedback, .copack-option__feedback, .nhsuk-hint";
  for (const one of [...card.querySelectorAll(boxes)].filter((one) => seen(one) && !one.matches("[data-spot], .nhsuk-u-visually-hidden"))) {
    // The words themselves are measured: what a style draws around a box (shadows, rings) counts as its width, too.
    const range = document.createRange(), own = one.getBoundingClientRect();
    range.selectNodeContents(one);
    if ([...range.getClientRects()].some((rect) => rect.left < own.left - 1 || rect.right > Math.min(own.right, edge.right) + 1)) faults.push("cut: " + told(one));
  }
  for (const one of card.querySelectorAll("[data-spot] > span")) {
    const own = one.getBoundingClientRect(), frame = one.closest("[data-places]").getBoundingClientRect();
    if (own.left < frame.left - 1 || own.right > frame.right + 1 || own.top < frame.top - 1 || own.bottom > frame.bottom + 1) faults.push("cut: " + told(one));
  }
  const pen = document.createElement("canvas").getContext("2d");
  for (const list of [...card.querySelectorAll("select")].filter(seen)) {
    const style = getComputedStyle(list), text = list.selectedOptions[0]?.textContent.trim() ?? "";
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    if (pen.measureText(text).width > list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) + 1) faults.push(`cut: ${text}`);
  }
  return faults;
}
"""

MARKS: Final = """
card => {
  const faults = [];
  for (const mark of card.querySelectorAll("[data-mark], [data-result]")) {
    if (!mark.getClientRects().length || mark.closest("[data-state=sent]")) continue;
    const sign = getComputedStyle(mark, "::before"), own = mark.getBoundingClientRect(), words = mark.textContent.trim();
    const holder = mark.closest("[data-part], [data-number], [data-question]").getBoundingClientRect(), say = (fault) => faults.push(`${fault}: ${words}`);
    const left = own.left + mark.clientLeft + parseFloat(sign.left), top = own.top + mark.clientTop + parseFloat(sign.top);
    const right = left + parseFloat(sign.width), bottom = top + parseFloat(sign.height);
    if (!/^(Right|Partly right|Not right|You missed this|This is the right answer)/.test(words)) say("state not told by a word");
    if (sign.content === "none" || !(right - left >= 12) || !(bottom - top >= 12) || sign.clipPath === "none") say("mark without a shape");
    if (mark.matches("[data-mark]") && !mark.closest(".copack-gap, .copack-choice, .copack-number__row")
      && (left < holder.left + 4 || right > holder.right - 4 || top < holder.top + 2 || bottom > holder.bottom - 4)) say("shape over the edge of its box");
    const range = document.createRange();
    range.selectNodeContents(mark);
    for (const rect of range.getClientRects()) if (left < rect.right && right > rect.left && top < rect.bottom && bottom > rect.top) say("shape over its words");
  }
  return faults;
}
"""

SPLIT: Final = """
card => {
  const faults = [], range = document.createRange();
  for (const one of [...card.querySelectorAll("button, summary, [data-mark], [data-result]")].filter((each) => each.getClientRects().length)) {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/\\p{L}{2,12}/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
        if (lines.size > 1) faults.push(`a word on two lines: ${word[0]}`);
      }
    }
  }
  return faults;
}
"""
"""Words of ours are short: on the smallest screen each of them fits on a line."""

WIDER: Final = """
() => {
  const width = document.scrollingElement.scrollWidth;
  return width > innerWidth ? [`${width} px, wider than ${innerWidth} px`] : [];
}
"""
SMALL: Final = """
card => [...card.querySelectorAll("input, select, textarea, button, summary, a[href]")].filter((one) => one.getClientRects().length).flatMap((one) => {
  // What is skipped is out of sight until the keyboard is on it; of a row that is a link as a whole, the row is the target.
  if (one.matches(".nhsuk-skip-link")) return [];
  const row = one.closest(".nhsuk-task-list__item--with-link"), inText = one.matches(".copack-term") || getComputedStyle(one).display === "inline";
  if (row) return row.getBoundingClientRect().height >= 44 && getComputedStyle(one, "::after").position === "absolute" ? [] : [`${one.outerHTML.slice(0, 120)}`];
  const own = one.getBoundingClientRect(), least = one.matches("[data-spot]") ? 24 : 44;
  const finger = one.matches("[data-spot]") ? getComputedStyle(one, "::before") : null;
  const width = Math.max(own.width, finger ? parseFloat(finger.width) || 0 : 0), height = Math.max(own.height, finger ? parseFloat(finger.height) || 0 : 0);
  // A word in a sentence is as long as it is.
  return (inText || width + .5 >= least) && height + .5 >= least ? [] : [`${Math.round(width)} x ${Math.round(height)}: ${one.outerHTML.slice(0, 120)}`];
})
"""

GREEN: Final = """
() => {
  const primary = ".nhsuk-button:not(.nhsuk-button--secondary):not(.nhsuk-button--warning)";
  const green = [...document.querySelectorAll(primary)].filter((one) => one.getClientRects().length).map((one) => one.textContent.trim());
  return green.length === 1 ? [] : [`${green.length} green buttons: ${green.join(", ")}`];
}
"""
"""One button leads on: the task, or "Next"."""

SPACE: Final = f"card => [{CUT}, {MARKS}, {SMALL}, {SPLIT}, {WIDER}].flatMap((probe) => probe(card))"
"""All that has to do with room, asked at once: a question to the browser takes longer than its answer."""

COLOURLESS: Final = """
card => {
  const faults = [], probe = document.createElement("i");
  probe.style.cssText = "background: Canvas; forced-color-adjust: none";
  card.append(probe);
  const ground = getComputedStyle(probe).backgroundColor;
  probe.remove();
  for (const part of card.querySelectorAll("[data-part][data-state]:not([data-spot])")) {
    const mark = part.querySelector("[data-mark]");
    if (!mark || !mark.getClientRects().length || !mark.textContent.trim()) faults.push("no word: " + part.outerHTML.slice(0, 100));
  }
  for (const mark of card.querySelectorAll("[data-mark], [data-result]")) {
    if (!mark.getClientRects().length || mark.closest("[data-state=sent]")) continue;
    const sign = getComputedStyle(mark, "::before");
    if (sign.clipPath === "none" || sign.forcedColorAdjust !== "none" || sign.backgroundColor === ground) faults.push("no shape is seen: " + mark.outerHTML.slice(0, 100));
  }
  for (const one of card.querySelectorAll(".copack-option, .copack-pair, .copack-sort__line, .copack-order__line, select, textarea, input[type=text]")) {
    const style = getComputedStyle(one);
    if (one.getClientRects().length && (style.borderTopStyle === "none" || !parseFloat(style.borderTopWidth))) faults.push("no border: " + one.outerHTML.slice(0, 100));
  }
  for (const box of card.querySelectorAll("input:checked")) {
    const tick = box.labels[0] && getComputedStyle(box.labels[0], "::after");
    if (!tick || tick.opacity !== "1" || !(parseFloat(tick.borderTopWidth) + parseFloat(tick.borderBottomWidth))) faults.push("chosen but no tick: " + box.id);
  }
  return faults;
}
"""

SLOW: Final = """
(card, quick) => [card, ...card.querySelectorAll("*")].flatMap((one) => [null, "::before", "::after"].map((part) => getComputedStyle(one, part)).flatMap((style) =>
  (style.transitionDuration + ", " + style.animationDuration).split(", ").filter((each) => parseFloat(each) > quick).map((each) => `${each}: ${one.outerHTML.slice(0, 100)}`)))
"""

ON_PAPER: Final = """
card => {
  const faults = [], seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility === "visible";
  for (const button of card.querySelectorAll("button:not([data-spot])")) if (seen(button)) faults.push("a button: " + button.textContent.trim());
  for (const box of card.querySelectorAll("input:checked")) {
    const label = box.labels[0], tick = getComputedStyle(label, "::after");
    if (box.closest("[hidden]")) continue;
    if (!seen(label) || tick.opacity !== "1" || !(parseFloat(tick.borderTopWidth) + parseFloat(tick.borderBottomWidth))) faults.push("not seen as chosen: " + box.id);
  }
  for (const field of card.querySelectorAll("input[type=text], textarea, select")) {
    const style = getComputedStyle(field);
    if (field.closest("[hidden]")) continue;
    if (!seen(field) || style.color === style.backgroundColor) faults.push(`not seen: ${field.id} ${style.color} on ${style.backgroundColor}`);
    if (field.scrollWidth > field.clientWidth + 1 || (field.matches("textarea") && field.scrollHeight > field.clientHeight + 1)) faults.push("cut: " + field.id);
  }
  return faults;
}
"""


class Judge:
    """Looks at one state after the other, and keeps what was read out in each."""

    def __init__(self, page: Page, kind: str) -> None:
        self.page = page
        self.kind = kind
        self.heard: list[str] = []
        self.wide = page.viewport_size or {"width": 1280, "height": 900}

    def hear(self, card: Locator, state: str) -> None:
        """What a screen reader comes by, and what it adds to each control."""
        told = ask_element(card, DESCRIPTIONS)
        lines = [f"## {state}", "", without_addresses(card.aria_snapshot()), *(["", "described by:", *told] if told else []), ""]
        self.heard.append("\n".join(lines))

    def text(self) -> str:
        """All states, for the golden file."""
        return "\n".join([f"# {self.kind}", "", *self.heard])

    def look(self, card: Locator, state: str) -> None:
        """All that is seen, in this state and nothing but it; ends with the page as it was."""
        self.axe(card, state)
        self.measure(card, state)

    def measure(self, card: Locator, state: str) -> None:
        """All that axe does not judge: room on wide and narrow screens, forced colours, paper, rest."""
        self.ask(card, SPACE, state, "wide")
        for width, height in NARROW:
            self.page.set_viewport_size({"width": width, "height": height})
            self.ask(card, SPACE, state, f"{width} x {height}")
        self.page.set_viewport_size(self.wide)
        self.page.emulate_media(forced_colors="active")
        self.ask(card, COLOURLESS, state, "forced colours")
        self.page.emulate_media(forced_colors="none", media="print")
        self.ask(card, ON_PAPER, state, "paper")
        self.page.emulate_media(media="screen")
        assert self.page.evaluate("document.getAnimations().length") == 0, f"{self.kind}, {state}: something moves"

    def green(self, card: Locator, state: str) -> None:
        """On the whole page there is one primary button."""
        self.ask(card, GREEN, state, "the page")

    def axe(self, card: Locator, state: str, rules: Rules = WHOLE) -> None:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(read_axe())
        self.ask(card, AXE, state, "axe", rules)

    def dark(self, card: Locator, state: str) -> None:
        """Contrast in the light and in the dark, and what axe says of colours in the dark. Ends in the light."""
        self.ask(card, PALE, state, "light")
        self.page.emulate_media(color_scheme="dark")
        self.ask(card, PALE, state, "dark")
        self.axe(card, f"{state}, dark", COLOURS)
        self.page.emulate_media(color_scheme="light")

    def every_colour(self, card: Locator, state: str) -> None:
        """The light and the dark, and what axe says of a learner's own colours."""
        self.dark(card, state)
        self.page.emulate_media(forced_colors="active")
        self.axe(card, f"{state}, forced colours", COLOURS)
        self.page.emulate_media(forced_colors="none")

    def motion(self, card: Locator, state: str) -> None:
        """Where movement is wanted, nothing lasts."""
        self.page.emulate_media(reduced_motion="no-preference")
        self.ask(card, SLOW, state, "motion", QUICK)
        self.page.emulate_media(reduced_motion="reduce")

    def ask(self, card: Locator, probe: str, state: str, where: str, value: Any = None) -> None:
        faults: list[str] = ask_element(card, probe, value)
        assert faults == [], f"{self.kind}, {state}, {where}:\n" + "\n".join(faults)


def without_addresses(tree: str) -> str:
    """A tree without where its links lead: that differs from build to build."""
    return re.sub(r":\n *- /url: .*", "", tree)
