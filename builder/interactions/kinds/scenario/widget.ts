/** A story of decisions: a widget for each scene that asks for one, and the walk from scene to scene. */

import type { Response, Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => {
  const view = tools.choosing(root, changed), inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  /** Where the story goes on in one way only, there is nothing to choose. */
  const only = inputs.length === 1 ? inputs[0] : undefined;
  if (only) only.checked = true;
  return {
    ...view,
    write: (response) => view.write(only ? { type: "choice", codes: [only.value] } : response),
    show: (marking) => {
      view.show(marking);
      // Where no choice is right or wrong, what was said of the one that was made still belongs to it.
      for (const input of inputs) {
        const row = input.closest("[data-part]"), feedback = row && row.querySelector("[data-feedback-for]");
        if (marking && feedback && input.checked && !marking.parts[input.value]) input.setAttribute("aria-describedby", feedback.id);
      }
    },
  };
};

/** The code that was chosen in a scene, or "". */
function codeOf(scene: HTMLElement, given: Map<string, Response>): string {
  const response = given.get(scene.dataset["interaction"] || "");
  return (response && response.type === "choice" && response.codes[0]) || "";
}

/**
 * Walks from the first scene along what was chosen. Where the way comes back to a scene, the story goes on from there: that scene
 * is asked anew at the end of what is shown, and no answer since then stands any more. So a walk ends, whatever it leads through.
 */
widget.flow = (card, given) => {
  const holder = card.querySelector<HTMLElement>("[data-first]") || card;
  const scenes = Array.from(holder.querySelectorAll<HTMLElement>("[data-scene]"));
  const scene = (code: string): HTMLElement | undefined => scenes.find((candidate) => candidate.dataset["scene"] === code);
  let at = scene(holder.dataset["first"] || "") || card, from: HTMLElement | null = null, anew: HTMLElement[] = [];
  const way = [at];
  for (let code = codeOf(at, given); code; code = codeOf(at, given)) {
    const row = at.querySelector<HTMLElement>(`[data-part="${code}"]`), next = row && scene(row.dataset["leads"] || "");
    if (!next) {
      // What was chosen is no longer in the course.
      anew = [at];
      break;
    }
    from = row.querySelector<HTMLElement>("[data-feedback-for]");
    at = next;
    const before = way.indexOf(next);
    if (before >= 0) {
      anew = way.slice(before);
      break;
    }
    way.push(next);
  }
  for (const one of scenes) if (!given.size) one.hidden = true;
  for (const one of way.filter((each) => each.hidden).concat(at)) {
    if (holder.lastElementChild !== one) holder.append(one);
    one.hidden = false;
  }
  const name = at.querySelector<HTMLElement>("[data-scene-name]") || at;
  // The focus jumps over what was said of the choice: so it is said with the name of the scene.
  if (from) name.setAttribute("aria-describedby", from.id);
  else name.removeAttribute("aria-describedby");
  return { at: name, ended: !at.dataset["interaction"], anew: anew.map((one) => one.dataset["interaction"] || "") };
};

export default widget;
