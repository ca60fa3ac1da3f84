/** The page `make-it-yours.html` of a kit: words are typed, seen, and put into copies of the chosen files. It asks nothing of the network. */

import { splitContact } from "./contact";
import type { KitTable, LocalWords } from "./contract";
import { type Copies, type Copy, makeCopies, sizeInWords } from "./copies";
import { keepDraft, readDraft } from "./draft";
import { clean, digestOfWords, judge, writeLocalYaml } from "./local_words";
import { toRecord } from "./records";

const ORGANISATION = "@organisation", NATION = "@nation", FILES = "@files";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows which element it is
const one = <Wanted extends HTMLElement>(selector: string): Wanted => {
  const found = document.querySelector<Wanted>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};

const table = JSON.parse(one("script[data-kit]").textContent || "") as KitTable;
const fields = new Map(Array.from(document.querySelectorAll<Field>("[data-field]"), (field) => [field.dataset["field"] || "", field]));
const chooser = one<HTMLInputElement>("#files"), keeper = one<HTMLInputElement>("#keep"), maker = one<HTMLButtonElement>("#make");
const summary = one("#faults"), results = one("#results"), said = one("#said");
const addresses: string[] = [];

function element(name: string, text = "", attributes: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

const valueOf = (id: string): string => fields.get(id)?.value || "";

function readWords(): LocalWords {
  const words = table.slots.map(({ id }): [string, string] => [id, clean(valueOf(id))]);
  return { organisation: clean(valueOf(ORGANISATION)), nation: valueOf(NATION), words };
}

// ---------------------------------------------------------------- what learners read

function linked(text: string): (string | HTMLElement)[] {
  return splitContact(text).map(([words, address]) => (address === undefined ? words : element("a", words, { href: address, target: "_blank", rel: "noopener noreferrer" })));
}

function show(): void {
  const local = readWords(), typed = new Map(local.words);
  for (const { id, neutral } of table.slots) {
    const shown = one(`[data-shown="${id}"]`);
    shown.textContent = "";
    shown.append(...linked(typed.get(id) || neutral));
  }
  const where = local.nation.replace(" ", "-");
  for (const line of document.querySelectorAll<HTMLElement>("[data-nations]")) line.hidden = !!where && !(line.dataset["nations"] || "").split(" ").includes(where);
}

// ---------------------------------------------------------------- faults, field by field

function clearFaults(): void {
  summary.hidden = true;
  for (const [id, field] of [...fields, [FILES, chooser] as const]) {
    const line = one(`[data-fault="${id}"]`);
    line.hidden = true;
    field.removeAttribute("aria-invalid");
  }
}

function tellFaults(faults: ReadonlyMap<string, string>): void {
  const list = one("#faults ul");
  list.textContent = "";
  for (const [id, words] of faults) {
    const field = id === FILES ? chooser : fields.get(id), line = one(`[data-fault="${id}"]`);
    line.textContent = words;
    line.hidden = false;
    field?.setAttribute("aria-invalid", "true");
    const link = element("a", `${one(`[data-name="${id}"]`).textContent || ""}: ${words}`, { href: `#${field?.id || ""}` });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field?.focus();
    });
    const item = element("li");
    item.append(link);
    list.append(item);
  }
  summary.hidden = false;
  summary.focus();
}

// ---------------------------------------------------------------- copies

function download(file: Blob, name: string, words: string): HTMLElement {
  const address = URL.createObjectURL(file);
  addresses.push(address);
  return element("a", words, { href: address, download: name, class: "far" });
}

function describe({ name, file, changed, same }: Copy): HTMLElement {
  const item = element("li"), detail = element("details"), list = element("ul");
  item.append(download(file, name, `Save ${name}`), ` ${sizeInWords(file.size)}.`);
  if (same) {
    detail.append(element("summary", `Changed in it: ${changed.length} ${changed.length === 1 ? "file" : "files"}. As before: ${same}.`), list);
    list.append(...changed.map((each) => element("li", each)));
    item.append(detail);
  }
  return item;
}

function tellCopies({ copies, refusals }: Copies, local: LocalWords): void {
  const list = one("#copies"), refused = one("#refusals");
  list.textContent = refused.textContent = "";
  list.append(...copies.map(describe));
  refused.append(...refusals.map(({ name, reason }) => element("li", `${name}: ${reason}`)));
  one("#refused").hidden = !refusals.length;
  one("#made").hidden = !copies.length;
  one("#digest").textContent = digestOfWords(local);
  one("#whose").textContent = local.organisation;
  results.hidden = false;
  one("#results-heading").textContent = copies.length ? (refusals.length ? "Some copies are ready" : "Your copies are ready") : "No copy was made";
  one("#results-heading").focus();
}

async function make(): Promise<void> {
  clearFaults();
  const local = readWords(), faults = judge(local, table), chosen = Array.from(chooser.files || []);
  if (!chosen.length) faults.set(FILES, `Choose the kit (${table.kit}), or files of it.`);
  if (faults.size) {
    tellFaults(faults);
    return;
  }
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address);
  results.hidden = true;
  maker.setAttribute("aria-disabled", "true");
  said.textContent = "Making the copies. This can take a minute.";
  const made = await makeCopies(chosen.map((file) => ({ name: file.name, file })), local, table);
  said.textContent = "";
  maker.removeAttribute("aria-disabled");
  tellCopies(made, local);
}

function saveYaml(): void {
  clearFaults();
  const local = readWords(), faults = judge(local, table);
  if (faults.size) {
    tellFaults(faults);
    return;
  }
  const link = download(new Blob([writeLocalYaml(local, table.title)], { type: "text/yaml" }), "local.yaml", "");
  link.click();
}

// ---------------------------------------------------------------- drafts

const draft = (): Record<string, string> => toRecord(Array.from(fields, ([id, field]) => [id, field.value] as const));

function keep(): void {
  const kept = keepDraft(window, table.course, keeper.checked ? draft() : null);
  one("#not-kept").hidden = kept || !keeper.checked;
}

function restore(): void {
  const kept = readDraft(window, table.course);
  keeper.checked = kept !== null;
  for (const [id, field] of fields) if (kept?.[id] !== undefined) field.value = kept[id];
}

restore();
show();
one("#tool").hidden = false;
one("#not-here").hidden = true;
for (const field of fields.values()) {
  field.addEventListener("input", () => {
    show();
    if (keeper.checked) keep();
  });
}
keeper.addEventListener("change", keep);
one("#yaml").addEventListener("click", saveYaml);
one("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!maker.hasAttribute("aria-disabled")) void make();
});
