/** A story of decisions: a widget for each scene that asks for one, and the walk from scene to scene. */

import type { Response, Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, _table, words, changed) => {
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  /** Where the story goes on in one way only, there is nothing to choose. */
  const only = inputs.length === 1 ? inputs[0] : undefined;
  let locked = false;
  const chosen = (): HTMLInputElement | undefined => inputs.find((input) => input.checked);
  const read = (): { type: "choice"; codes: string[] } | null => {
    const input = chosen();
    return input ? { type: "choice", codes: [input.value] } : null;
  };
  for (const input of inputs) {
    // A locked answer stays reachable; refusing the click also refuses the arrow keys, which click what they reach.
    input.addEventListener("click", (event) => { if (locked) event.preventDefault(); });
    input.addEventListener("change", changed);
  }
  if (only) only.checked = true;
  return {
    read,
    draft: read,
    write: (response) => {
      if (response.type === "choice") for (const input of inputs) input.checked = input === only || input.value === response.codes[0];
    },
    show: (marking) => {
      for (const input of inputs) {
        const row = input.closest<HTMLElement>("[data-part]"), mark = row && row.querySelector<HTMLElement>("[data-mark]");
        if (!row || !mark) continue;
        const state = marking && marking.parts[input.value];
        mark.hidden = !state;
        mark.textContent = state ? words(`part-${state}`) : "";
        const feedback = marking && input.checked && row.querySelector("[data-feedback-for]");
        const ids = [state ? mark.id : "", feedback ? feedback.id : ""].filter(Boolean);
        if (state) row.dataset["state"] = state;
        else delete row.dataset["state"];
        if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
        else input.removeAttribute("aria-describedby");
      }
    },
    lock: (now) => {
      locked = now;
      for (const input of inputs) {
        if (now) input.setAttribute("aria-disabled", "true");
        else input.removeAttribute("aria-disabled");
      }
    },
    first: () => chosen() || inputs[0] || root,
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
  const scene = (code: string): HTMLElement | undefined => scenes.find((one) => one.dataset["scene"] === code);
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
