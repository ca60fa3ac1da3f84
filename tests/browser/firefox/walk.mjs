// One learner's way through a course in Firefox: node walk.mjs < plan.json, and what was seen comes out as JSON.
//
//   firefox   path of the browser            address  what the learner opens
//   framed    whether the course sits in the frame "tree" of that page
//   reload    the page on which the learner presses F5, before anything on it is done
//   pages     [{id, lastOfSession, practice: [{id, parts: [question]}], checks: [{id, questions: [question]}]}]
//   leave     address that the learner is sent to at the end, if the platform gave one
//
// A question is {id, actions: [{act, ...}]}. "check" and "fill": the control with a role and accessible name (or the nth of that role).
// "pair": in the row of a part, what reads `text` is chosen, from a list or among radio buttons. "order": rows are moved up until they stand so.
import puppeteer from "puppeteer-core";

const TIMEOUT = 60_000;
const POLL_INTERVAL = 40;
// Whatever is not this machine goes to a proxy that does not exist.
const NOWHERE = {
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.no_proxies_on": "127.0.0.1, localhost",
  "network.proxy.allow_hijacking_localhost": false,
};
const LOOPBACK = /^(https?:\/\/(127\.0\.0\.1|localhost)[:/]|data:|blob:|about:)/;

const read = async (stream) => {
  let text = "";
  for await (const piece of stream) text += piece;
  return JSON.parse(text);
};

const plan = await read(process.stdin);
const seen = { browser: "", pages: [], resumed: null, heading: "", outside: [], errors: [] };

// ---------------------------------------------------------------- the walk

async function walk(tab) {
  await tab.setViewport({ width: 1024, height: 768 });
  tab.on("request", (request) => LOOPBACK.test(request.url()) || seen.outside.push(request.url()));
  tab.on("pageerror", (error) => seen.errors.push(`uncaught: ${error.message}`));
  tab.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  await tab.goto(plan.address, { waitUntil: "load" });
  await open(tab);
  for (const page of plan.pages) {
    if (page.id === plan.reload) await reload(tab);
    seen.pages.push(await pageId(tab));
    for (const block of page.practice) await practise(tab, block);
    for (const check of page.checks) await submit(tab, check);
    await turn(tab);
    if (page.lastOfSession) {
      await until(() => course(tab).$('aria/What comes next[role="heading"]'), "the end of a session");
      if (page !== plan.pages.at(-1)) await turn(tab);
    }
  }
  seen.heading = await course(tab).evaluate(() => [...document.querySelectorAll("h1")].find((one) => one.checkVisibility())?.innerText ?? "");
  // The task at the end of the course, elsewhere in the menu.
  if (!(await shows(tab, /^Save and exit$/))) await press(tab, await button(tab, null, /^Menu$/));
  await press(tab, await button(tab, null, /^Save and exit$/));
  const isGone = async () => (plan.leave ? tab.url().startsWith(plan.leave) : (await says(tab, "You can close this window now")) || (await says(tab, "You can leave this page now")) || says(tab, "To go on, use the menu or the buttons"));
  // Own words are offered before the visit ends.
  await until(async () => (await isGone()) || says(tab, "Leave the course"), "the closing words, or the question before them");
  if (!(await isGone())) await press(tab, await button(tab, null, /^Leave the course$/));
  await until(isGone, "the closing words, or the return to the platform");
}

async function reload(tab) {
  await tab.reload({ waitUntil: "load" });
  await open(tab);
  seen.resumed = {
    page: await pageId(tab),
    words: await course(tab).evaluate(() => document.querySelector("[data-slot=welcome]")?.innerText ?? ""),
  };
}

const open = (tab) => until(() => pageId(tab), "the course");

const CHECK = '[data-action="check-answer"]';

/** A question outside checks: checked with its button where it has one, or step by step where each part has its own. */
async function practise(tab, block) {
  const form = await course(tab).waitForSelector(`[data-question="${block.id}"]`, { timeout: TIMEOUT });
  if (await form.$(`[data-interaction] ${CHECK}`)) return takeSteps(tab, block);
  for (const question of block.parts) await answer(tab, question);
  if (!(await form.$(CHECK))) return;
  await press(tab, await button(tab, form, /^(Check|Send) my answer$/));
  await until(() => form.evaluate((each) => /^(Right|Not right|Thank you)/m.test(each.innerText)), `the feedback of ${block.id}`);
}

async function takeSteps(tab, block) {
  for (let step = 0; step < block.parts.length; step += 1) {
    const asked = [];
    for (const question of block.parts) {
      const found = await course(tab).$(`[data-interaction="${question.id}"] ${CHECK}`);
      if (found && (await found.evaluate((each) => each.checkVisibility()))) asked.push([question, found]);
    }
    if (!asked.length) return;
    const [question, go] = asked[0];
    await answer(tab, question);
    await press(tab, go);
    await until(() => go.evaluate((each) => !each.checkVisibility()), `what follows ${question.id}`);
  }
}

async function submit(tab, check) {
  const root = await course(tab).waitForSelector(`[data-check="${check.id}"]`, { timeout: TIMEOUT });
  if (check.questions.length > 1) {
    // The choice is kept for the window: a second check shows all at once.
    const choice = await button(tab, root, /^(Show all questions at once|Show one question at a time)$/);
    if (await choice.evaluate((each) => each.textContent.includes("all questions"))) await press(tab, choice);
  }
  for (const question of check.questions) await answer(tab, question);
  await press(tab, await button(tab, root, /^(Check my answer|Submit my answers)$/));
  const told = () => root.evaluate((each) => /questions right|every question right/.test(each.innerText));
  await until(told, `the result of ${check.id}`);
}

async function answer(tab, question) {
  const root = await course(tab).waitForSelector(`[data-interaction="${question.id}"]`, { timeout: TIMEOUT });
  for (const action of question.actions) {
    if (action.act === "pair") await pair(tab, root, action);
    else if (action.act === "order") await order(tab, root, action.codes);
    if (!action.role) continue;
    const found = await root.$$(`aria/${action.name ?? ""}[role="${action.role}"]`);
    if (!found[action.nth]) throw new Error(`${question.id} has no ${action.role} ${action.name ?? action.nth}`);
    await use(tab, found[action.nth], action);
  }
  return root;
}

async function use(tab, control, action) {
  await press(tab, control);
  if (action.act === "fill") await control.type(action.text);
  else if (!(await control.evaluate((each) => each.checked))) throw new Error(`${action.name} was pressed, and is not chosen`);
}

async function pair(tab, root, action) {
  const row = await root.$(`[data-part="${action.part}"]`), list = await row.$("select");
  if (list) {
    await list.select(await list.evaluate((each, text) => [...each.options].find((one) => one.text.trim() === text).value, action.text));
    return;
  }
  const [radio] = await row.$$(`aria/${action.text}[role="radio"]`);
  await use(tab, radio, { act: "check", name: action.text });
}

async function order(tab, root, codes) {
  const stand = () => root.$$eval("[data-part]", (rows) => rows.map((row) => row.dataset.part));
  const move = async (code, way) => press(tab, await button(tab, await root.$(`[data-part="${code}"]`), way));
  if (String(await stand()) === String(codes)) await move(codes[0], /^Move down|^Down/);
  for (const [place, code] of codes.entries()) while ((await stand()).indexOf(code) > place) await move(code, /^Move up|^Up/);
}

// ---------------------------------------------------------------- reading and pressing

/** The document of the course as it stands now: a reload makes a new one. */
function course(tab) {
  if (!plan.framed) return tab.mainFrame();
  return tab.frames().find((one) => one.parentFrame() === tab.mainFrame()) ?? tab.mainFrame();
}

const pageId = (tab) =>
  course(tab).evaluate(() => [...document.querySelectorAll("[data-page]")].find((one) => one.checkVisibility())?.dataset.page ?? "");

const view = (tab) =>
  course(tab).evaluate(() => `${document.querySelector("[data-view]:not([hidden])")?.dataset.view}/${document.querySelector("[data-page]")?.dataset.page}`);

const says = (tab, text) => course(tab).evaluate((wanted) => document.body.innerText.includes(wanted), text);

/** The first visible button whose words fit and that takes a click: after a turn of the page it rests as long as a double click may last. */
async function button(tab, root, words) {
  return until(async () => (await (root ?? (await course(tab).$("body"))).evaluateHandle(findButton, words.source)).asElement(), `a button ${words}`);
}

const shows = async (tab, words) => (await (await course(tab).$("body")).evaluateHandle(findButton, words.source)).asElement() !== null;

// Asked of the page at once: each question to the browser takes longer than its answer.
const findButton = (root, words) =>
  [...root.querySelectorAll('button, [role="button"]')].find((each) => each.checkVisibility() && each.ariaDisabled !== "true" && new RegExp(words).test(each.innerText.trim())) ?? null;

/** With the mouse, once the control takes a click and the browser has brought it into view. */
async function press(tab, control) {
  await until(() => control.evaluate((each) => !each.disabled && each.ariaDisabled !== "true"), "a control that takes a click");
  await control.click();
}

/** Press the one button that leads on, and wait until something else shows. */
async function turn(tab) {
  const before = await view(tab);
  await press(tab, await button(tab, null, /^(Next(?! question)|Finish|Leave this for later)/));
  await until(async () => (await view(tab)) !== before, `what comes after ${before}`);
}

async function until(ask, what) {
  const end = performance.now() + TIMEOUT;
  let last = "";
  while (performance.now() < end) {
    try {
      const found = await ask();
      if (found) return found;
    } catch (error) {
      last = ` (${error.message})`; // a document that goes away answers nothing
    }
    await new Promise((done) => setTimeout(done, POLL_INTERVAL));
  }
  throw new Error(`waited in vain for ${what}${last}`);
}

// ---------------------------------------------------------------- the browser

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: plan.firefox,
  headless: true,
  extraPrefsFirefox: NOWHERE,
});
try {
  seen.browser = await browser.version();
  await walk(await browser.newPage());
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
