/**
 * Where the player does not speak the course's language, each piece of text says in which of the two it is (WCAG 2.2 3.1.2). Sentences of ours come with
 * marks (words.ts); whatever else a script writes outside a page is the author's. One observer does it for every place that is written to.
 */

import type { Parts } from "../contract";

/** The marks of words.ts. */
const MARK = /([\x0e-\x10])/;

const unmarked = (text: string): string => text.split(/[\x0e-\x10]/).join("");

const watchLanguages: Parts["languages"] = (document, languages, courseLanguage) => {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") markAttribute(target as Element);
      for (const node of type === "characterData" ? [target] : Array.from(addedNodes)) for (const text of textsIn(document, node)) markText(document, text, languages, courseLanguage);
    }
    observer.takeRecords();
  });
  observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-label"] });
};

function markAttribute(element: Element): void {
  const label = element.getAttribute("aria-label") || "";
  if (MARK.test(label)) element.setAttribute("aria-label", unmarked(label));
}

function textsIn(document: Document, node: Node): Text[] {
  if (node.nodeType === Node.TEXT_NODE) return [node as Text];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

/** Puts an element with its language in place of each piece of a text. */
function markText(document: Document, text: Text, languages: Record<string, string>, courseLanguage: string): void {
  const parent = text.parentElement;
  if (!parent) return;
  const around = parent.closest("[lang]");
  // What stands bare in a page is in the page's language, in the shell it was not said by us.
  const bare = around === document.body ? courseLanguage : "";
  if (!MARK.test(text.data) && !(bare && text.data.trim())) return;
  if (parent.matches("title, option, script, style")) {
    text.data = unmarked(text.data);
    return;
  }
  const pieces = document.createDocumentFragment();
  let language = bare;
  for (const piece of text.data.split(MARK)) {
    if (piece in languages) language = languages[piece] || bare;
    else if (piece) pieces.append(language && piece.trim() ? markPiece(document, piece, language) : piece);
  }
  text.replaceWith(pieces);
}

function markPiece(document: Document, piece: string, language: string): HTMLElement {
  const span = document.createElement("span");
  span.lang = language;
  span.textContent = piece;
  return span;
}

export default watchLanguages;
