// Judges a page as browsers show it: node page_judges.mjs PAGE.html [SCREENSHOTS]. Prints what was found as JSON.
// Needs Chromium and, in the folder that NODE_PATH names, puppeteer-core, axe-core and html_codesniffer.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_PATH, "any.js"));
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");
const sniffer = require.resolve("html_codesniffer/build/HTMLCS.js");
const [page_file, screenshots] = process.argv.slice(2);

const views = [];
for (const [size, width, height] of [["desktop", 1280, 900], ["phone", 320, 640]])
  for (const scheme of ["light", "dark"]) views.push({ name: `${size}-${scheme}`, width, height, scheme });

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"],
  timeout: 0, // a machine that does much else is slow to start it, which is no fault of the page
  protocolTimeout: 0,
});
const results = [];
for (const view of views) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  const messages = [];
  page.on("console", (message) => message.type() === "error" && messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(String(error)));
  await page.setBypassCSP(true); // for the judges' own scripts; that the policy holds is asked apart
  await page.setViewport({ width: view.width, height: view.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
  await page.goto(pathToFileURL(page_file).href, { waitUntil: "load" });
  // What is far from the screen is laid out late, and its pictures are read late: judges see all of it.
  await page.addStyleTag({ content: "* { content-visibility: visible !important; }" });
  await page.evaluate(() => document.querySelectorAll("img").forEach((image) => (image.loading = "eager")));
  if (screenshots) await page.screenshot({ path: join(screenshots, `${view.name}.png`), fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async () => {
    const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"] });
    return found.violations.map((each) => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
  });
  await page.addScriptTag({ path: sniffer });
  const sniffed = await page.evaluate(
    () =>
      new Promise((resolve) =>
        HTMLCS.process("WCAG2AAA", document, () =>
          resolve(HTMLCS.getMessages().filter((each) => each.type === HTMLCS.ERROR).map((each) => `${each.code}: ${each.msg}: ${each.element.outerHTML?.slice(0, 160)}`)),
        ),
      ),
  );
  results.push({ ...view, overflow, violations, sniffed, messages });
  await page.close();
}

// Without the judges' leave: the page's own policy holds, its script runs, and nothing is asked of a network.
const page = await browser.newPage();
const refused = [];
const asked = [];
page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
page.on("request", (request) => /^https?:/.test(request.url()) && asked.push(request.url()));
await page.goto(pathToFileURL(page_file).href, { waitUntil: "load" });
const focused = [];
for (let number = 0; number < 400; number += 1) {
  await page.keyboard.press("Tab");
  const name = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const outline = getComputedStyle(element);
    return `${element.tagName} ${outline.outlineStyle !== "none" ? "seen" : "unseen"} ${element.textContent.slice(0, 30)}`;
  });
  if (!name) break;
  focused.push(name);
}
const alerts = await page.evaluate(() => window.breached ?? "");
if (screenshots) await page.pdf({ path: join(screenshots, "print.pdf"), format: "A4" });
await page.setJavaScriptEnabled(false);
await page.goto(pathToFileURL(page_file).href, { waitUntil: "load" });
const plain = await page.$$eval("h3", (headings) => headings.filter((each) => each.checkVisibility()).length);
await browser.close();
console.log(JSON.stringify({ views: results, refused, asked, focused, alerts, plain }));
