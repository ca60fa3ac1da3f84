/**
 * What a learner sees and can press in the course's document, by roles and names. One expression: an object of functions, for `window.py`.
 */
({
  PATIENCE: 15000,

  /** What another of these functions gives, as soon as it gives anything. */
  until(name, given) {
    const end = performance.now() + this.PATIENCE;
    return new Promise((done) => {
      const ask = () => {
        const answer = this[name](...given);
        if (answer || performance.now() > end) done(answer instanceof Element || answer);
        else setTimeout(ask, 20);
      };
      ask();
    });
  },

  words: () => document.body.innerText.slice(0, 600),

  says: (text) => document.body.innerText.includes(text),

  /** The id of the page that shows, or "" where none does. */
  pageId: () => Array.from(document.querySelectorAll("[data-page]")).find((page) => page.checkVisibility())?.dataset.page ?? "",

  unfold: () => Array.from(document.querySelectorAll("[data-view=contents] details")).map((each) => { each.open = true; }).length + 1,
  isPage(id) { return this.pageId() === id; },

  /** View and page: another text means that something else shows. */
  view: () => `${document.querySelector("[data-view]:not([hidden])")?.dataset.view}/${document.querySelector("[data-page]")?.dataset.page}`,

  isElsewhere(before) { return this.view() !== before; },

  /** Without a platform, on a device that keeps answers, the learner is asked first. */
  isAskedOrOpen() { return this.count("[data-ask]", "button", "^Continue$") ? "asked" : this.pageId() && "open"; },

  isAnswered(wanted) { return JSON.stringify(this.answers()) === JSON.stringify(wanted); },

  welcome: () => document.querySelector("[data-slot=welcome]")?.innerText ?? "",

  problems: () => window.problems ?? [],

  // ---------------------------------------------------------------- by role and name

  ROLES: {
    button: "button, [role=button]", radio: "input[type=radio]", checkbox: "input[type=checkbox]", link: "a[href]",
    textbox: "input:not([type]), input[type=text], textarea", combobox: "select", heading: "h1, h2, h3, [role=heading]",
  },

  nameOf(element) {
    const named = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id));
    const sources = named.length ? named : element.hasAttribute("aria-label") ? [] : Array.from(element.labels ?? []);
    const text = sources.length ? sources.map(this.heard).join(" ") : element.getAttribute("aria-label") ?? element.innerText;
    return text.replace(/\s+/g, " ").trim();
  },

  /** The text of an element without what is hidden from screen readers. */
  heard(element) {
    const copy = element.cloneNode(true);
    for (const silent of copy.querySelectorAll("[aria-hidden=true], [hidden]")) silent.remove();
    return copy.textContent;
  },

  /** The elements of a role within the first element of a selector, which show; with a name (a pattern), only those. */
  all(scope, role, pattern = "") {
    const named = new RegExp(pattern), root = scope ? document.querySelector(scope) : document;
    return Array.from(root?.querySelectorAll(this.ROLES[role]) ?? []).filter((element) => (
      element.checkVisibility() && !element.closest("[aria-hidden=true]") && (!pattern || named.test(this.nameOf(element)))
    ));
  },

  count(...asked) { return this.all(...asked).length; },

  nth(scope, role, pattern, nth) { return this.all(scope, role, pattern)[nth] ?? null; },

  isGone(...asked) { return !this.count(...asked); },

  /** Whether words that fit a pattern show in an element. */
  shows: (selector, pattern) => new RegExp(pattern, "m").test(document.querySelector(selector)?.innerText ?? ""),

  /**
   * Brings a control into view, too: WebKit's driver does not in every case. It is ready once it stands still from one look to the next: Firefox scrolls
   * and paints a moment apart, and a click in between lands where the control was.
   */
  isReady(...asked) {
    const control = this.nth(...asked);
    // What leads on takes no click for a moment after another one.
    if (!control || control.disabled || control.getAttribute("aria-disabled") === "true") return false;
    const seen = this.seen;
    if (seen?.control !== control) control.scrollIntoView({ block: "center" });
    const { left, top } = control.getBoundingClientRect();
    this.seen = { control, left, top };
    const stands = seen?.control === control && Math.hypot(seen.left - left, seen.top - top) < 1;
    if (stands) this.seen = null;
    return stands;
  },

  option(scope, text) {
    const list = document.querySelector(scope);
    list.scrollIntoView({ block: "center" });
    return Array.from(list.options).find((option) => option.text.trim() === text) ?? null;
  },

  isChosen(...asked) { return this.nth(...asked)?.checked === true; },

  /** The letters of a field are selected, so that what is typed takes their place. */
  selectAll(...asked) { this.nth(...asked).select(); },

  valueOf(...asked) { return this.nth(...asked)?.value ?? null; },

  // ---------------------------------------------------------------- questions

  /** The codes of a question's rows as they stand. */
  order: (scope) => Array.from(document.querySelectorAll(`${scope} [data-part]`), (row) => row.dataset.part),

  /** What the fields of the page hold: codes that are ticked or chosen, and texts that are typed or selected, in the order of the page. */
  answers: () => Array.from(document.querySelectorAll("[data-interaction] input, [data-interaction] select, [data-interaction] textarea"))
    .map((field) => (/^(?:radio|checkbox)$/.test(field.type) ? (field.checked ? field.value : "") : field.value)).filter(Boolean),
});
