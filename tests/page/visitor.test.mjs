// What a visitor pays, and what an owner is told.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { target } from "../../xtask/tools/worker.mjs";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { signIn, widget } from "./panel.mjs";

const { demo, browser } = await stage();

/** The most bytes of the loader, compressed as a CDN does. */
const LOADER = 1536;

test("a visitor of a page without a place for visitors downloads the loader and nothing else of ours", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const paths = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  await page.route("**/demo/", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/ data-accalmie-(contact|box)/g, "") });
  });
  await page.goto(demo.page, { waitUntil: "networkidle" });
  const own = ["/demo/", "/demo/demo.css", "/demo/demo.js", "/icon.svg", "/favicon.ico"];
  assert.deepEqual(paths.filter((path) => !own.includes(path)), ["/accalmie.js"]);
  assert.equal(await widget(page).count(), 0);
  await context.close();
});

test("the loader is small", async () => {
  const loader = await readFile(join(target, "site/accalmie.js"));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const size = brotliCompressSync(loader, quality).length;
  assert.ok(size <= LOADER, `found ${size} bytes of brotli, expected at most ${LOADER}`);
});

test("two tags on a page are one widget, and calls before the loader are kept", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank");
  await page.addInitScript(() => {
    window.accalmie = (...call) => window.accalmie.q.push(call);
    window.accalmie.q = [];
    window.accalmie("on", "ready", () => (window.wasReady = true));
  });
  await signIn(page, demo.sign_in);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const second = document.createElement("script");
        second.src = "/accalmie.js";
        second.dataset.brand = "lumio";
        second.onload = resolve;
        document.head.append(second);
      }),
  );
  await page.waitForFunction(() => window.wasReady === true);
  assert.equal(await widget(page).count(), 1);
  assert.deepEqual(problems, []);
  await context.close();
});

for (const [selector, expected] of [
  [".nothing-like-it", /\.nothing-like-it.*ne correspond à aucun élément\. Attendu/s],
  ["..", /n’est pas du CSS valable\. Attendu/s],
]) {
  test(`the selector ${selector} is answered in words`, async () => {
    const { page, context, problems } = await openPage(browser, "about:blank");
    await page.route("**/demo/", async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('data-posts=".post"', `data-posts="${selector}"`);
      await route.fulfill({ response: answer, body });
    });
    await signIn(page, demo.sign_in);
    await widget(page).locator("#launcher").click();
    const empty = widget(page).locator(".empty");
    await empty.waitFor();
    assert.match(await empty.innerText(), expected);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("a key nobody knows is refused in words", async () => {
  const { page, context } = await openPage(browser, `${demo.page}#accalmie=acc_key.lumio.nobody.0000000000000000`);
  await widget(page).locator("#launcher").click();
  await widget(page).locator("[role=alert]", { hasText: "pas reconnue" }).waitFor();
  await context.close();
});

test("without an edge the widget works in the page alone, says so, and remembers", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank");
  await page.route("**/v1/**", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "no such page" }));
  await signIn(page, demo.sign_in);
  await widget(page).locator("#launcher").click();
  await widget(page).locator(".notice", { hasText: "Sans serveur" }).waitFor();
  await widget(page).locator(".row", { hasText: "Sandrine P." }).click();
  assert.match(await widget(page).locator("#draft").inputValue(), /^Bonjour/);
  await widget(page).locator("#sent").click();
  await widget(page).locator(".toast", { hasText: "notée" }).waitFor();
  await page.reload();
  await widget(page).locator("#launcher").click();
  await widget(page).locator(".tab", { hasText: "En cours" }).click();
  await widget(page).locator(".row", { hasText: "Sandrine P." }).waitFor();
  assert.deepEqual(problems.filter((problem) => !problem.includes("404")), []);
  await context.close();
});
