// `cargo xtask screenshot`: the demo as a community manager sees it, in real Chromium. Takes the folder for the pictures.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startBrowser } from "./browser.mjs";
import { startBrand } from "./demo.mjs";
import { root } from "./worker.mjs";

/** The narrowest that leaves room for the marks beside the posts, so that words can be read in the README's column. */
const SIZE = { width: 1200, height: 800 };
const FINENESS = 1.5;
/** Whose case is shown: the first post of the demo page. */
const CUSTOMER = "Sandrine P.";
/** What the browser is given to fetch and draw, in milliseconds. */
const PATIENCE = 20_000;

const folder = resolve(root, process.argv[2]);
await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), "accalmie-screenshot-"));
const { worker, answer } = await startBrand({ data });
const browser = await startBrowser();
try {
  const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: FINENESS, locale: "fr-FR", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const picture = async (name) => {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${process.argv[2]}/${name}.png`);
  };

  await page.goto(answer.sign_in);
  // The button counts once every post of the page has been read.
  await page.locator("#launcher").filter({ hasText: /\d/ }).waitFor();
  await page.locator("#launcher").click();
  await page.locator(".row").first().waitFor();
  await picture("queue");
  await page.locator(".row", { hasText: CUSTOMER }).click();
  await page.locator("#author", { hasText: CUSTOMER }).waitFor();
  await page.locator(".skeleton").waitFor({ state: "detached" });
  await picture("case");
  await page.locator(".pane.case").evaluate((pane) => {
    const scroller = [pane, pane.parentElement].find((box) => box.scrollHeight > box.clientHeight + 1) ?? pane;
    // From the thread down: the answer is whole, and below it begins what the post shows.
    const answer = pane.querySelector("#draft").closest("section");
    scroller.scrollTop += answer.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 72;
  });
  await picture("reply");
} finally {
  await browser.close();
  await worker.stop();
  await rm(data, { recursive: true, force: true });
}
