// Plays a talking EPUB as a reader would: node reading_system.mjs BOOK.epub PAGE SECONDS. Prints what was marked as JSON.
// The reading system is foliate-js, of npm, in Chromium: it opens the book, shows its pages and plays its overlays; nothing
// here knows of SMIL. PAGE ends the name of the page that is played; SECONDS of its sound are listened to.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";

const require = createRequire(join(process.env.NODE_PATH, "any.js"));
const puppeteer = require("puppeteer-core");
const [book, first, seconds] = process.argv.slice(2);
const system = join(process.env.NODE_PATH, "foliate-js");
const PAGE = '<!doctype html><link rel="icon" href="data:,"><title>Reading</title><body>';
const TYPES = { ".js": "text/javascript", ".epub": "application/epub+zip" };

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = path === "/book.epub" ? book : join(system, path);
  try {
    const data = path === "/" ? PAGE : readFileSync(file);
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/html" }).end(data);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--mute-audio", "--autoplay-policy=no-user-gesture-required"],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 900, height: 700 });
  const messages = [];
  page.on("pageerror", (error) => messages.push(String(error)));
  page.on("console", (message) => message.type() === "error" && messages.push(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const played = await page.evaluate(
    async (first, seconds) => {
      // The players of the reading system are in no page, so they are kept here to be asked for their time.
      const sounds = [];
      window.Audio = class extends Audio {
        constructor(...source) {
          super(...source);
          sounds.push(this);
        }
      };
      await import("/view.js");
      const view = document.createElement("foliate-view");
      view.style.cssText = "position: fixed; inset: 0";
      document.body.append(view);
      const data = await (await fetch("/book.epub")).blob();
      await view.open(new File([data], "book.epub", { type: "application/epub+zip" }));
      const name = view.book.media.activeClass;
      const section = view.book.sections.findIndex((each) => each.id.endsWith(first));
      await view.goTo(section);
      const marks = [];
      let last = null;
      const look = () => {
        for (const { doc } of view.renderer.getContents())
          for (const element of doc.getElementsByClassName(name)) {
            if (element === last) continue;
            last = element;
            const [box, frame] = [element.getBoundingClientRect(), doc.defaultView.frameElement.getBoundingClientRect()];
            const outline = doc.defaultView.getComputedStyle(element).outlineStyle;
            const left = frame.left + box.left;
            marks.push({
              id: element.id,
              text: element.textContent,
              at: sounds.at(-1)?.currentTime ?? -1,
              outline,
              seen: box.width > 0 && left >= 0 && left < innerWidth,
            });
          }
      };
      const timer = setInterval(look, 20);
      await view.mediaOverlay.start(section);
      const start = Date.now();
      const heard = () => sounds.reduce((sum, sound) => sum + sound.currentTime, 0);
      while (heard() < seconds && Date.now() - start < 1000 * seconds + 20_000) await new Promise((done) => setTimeout(done, 100));
      view.mediaOverlay.stop();
      clearInterval(timer);
      return { marks, heard: heard(), class: name };
    },
    first,
    Number(seconds),
  );
  console.log(JSON.stringify({ ...played, messages }));
} finally {
  await browser.close();
  server.close();
}
