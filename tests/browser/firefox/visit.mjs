// Opens addresses in Firefox: node visit.mjs < plan.json, and the words of each page come out as JSON.
//
//   firefox   path of the browser
//   visits    [{address, until}]: what is opened, and the expression that has to become true
import puppeteer from "puppeteer-core";

let text = "";
for await (const piece of process.stdin) text += piece;
const plan = JSON.parse(text);
const words = [];
const browser = await puppeteer.launch({ browser: "firefox", executablePath: plan.firefox, headless: true });
try {
  for (const { address, until } of plan.visits) {
    const tab = await browser.newPage();
    await tab.goto(address, { waitUntil: "load" });
    await tab.waitForFunction(until, { timeout: 60_000 });
    words.push(await tab.evaluate(() => document.body.innerText));
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(words));
