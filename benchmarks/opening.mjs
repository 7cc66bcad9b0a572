// Measures how long a browser takes to open pages: node opening.mjs TIMES PAGE.html... Prints one line of JSON a page:
// milliseconds by the clock of each opening until the page is drawn, and of processor time of all the browser's processes.
// Needs Chromium (or the program that CHROMIUM names) and puppeteer-core in the folder that NODE_PATH names.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_PATH, "any.js"));
const puppeteer = require("puppeteer-core");
const [times, ...pages] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"],
  timeout: 0, // a machine that does much else is slow to start it, which is no fault of the page
  protocolTimeout: 0,
});
const system = await browser.target().createCDPSession();

async function processorSeconds() {
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  return processInfo.reduce((sum, process) => sum + process.cpuTime, 0);
}

async function opening(file) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.setViewport({ width: 1280, height: 900 });
  const before = await processorSeconds();
  const start = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const clock = performance.now() - start;
  const processor = 1000 * ((await processorSeconds()) - before);
  await page.close();
  return { clock, processor };
}

for (const file of pages) {
  const openings = [];
  for (let number = 0; number < Number(times); number += 1) openings.push(await opening(file));
  const sorted = (key) => openings.map((each) => Math.round(each[key])).sort((one, other) => one - other);
  console.log(JSON.stringify({ clock: sorted("clock"), processor: sorted("processor") }));
}
await browser.close();
