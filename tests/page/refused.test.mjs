// Where a page refuses WebAssembly: the edge reads the posts, and the panel says so.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { openPage, startBrowser } from "../support/browser.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";
import { widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const data = await dataFolder();
const demo = await startDemo({ data: data.folder });
const browser = await startBrowser();
after(async () => {
  await browser.close();
  await demo.stop();
  await data.remove();
});

/** The demo page, or another in its place, without `wasm-unsafe-eval`. */
async function open(body, options = {}) {
  const opened = await openPage(browser, "about:blank", options);
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  await opened.page.route("**/demo/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, ...(body && { body }), headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await opened.page.goto(demo.sign_in);
  // Chromium logs its refusal, which is what is tested here.
  return { ...opened, others: () => opened.problems.filter((problem) => !/WebAssembly|wasm/i.test(problem)) };
}

test("the edge's verdict marks the angry posts, with reasons and a reply", async () => {
  const { page, context, others } = await open();
  const panel = widget(page).locator("#panel");
  await panel.getByText("Cette page refuse WebAssembly").waitFor();
  await panel.getByText(/\d+ messages à traiter/).waitFor();
  const row = panel.locator("li", { hasText: "Sandrine P." });
  assert.match(await row.innerText(), /Furieux|En colère/);
  assert.match(await row.innerText(), /HONTE/);
  assert.equal(await panel.locator("li", { hasText: "Léa M." }).count(), 0, "a polite question is left alone");
  assert.equal(await panel.locator("li", { hasText: "équipe Lumio" }).count(), 0, "and so is the brand's own answer");
  await row.getByRole("button", { name: "Proposer une réponse" }).click();
  await row.locator("textarea").waitFor();
  assert.match(await row.locator("textarea").inputValue(), /^Bonjour/);
  assert.deepEqual(others(), []);
  await context.close();
});

test("posts are found by the widget's own rules", async () => {
  const body = await readFile(new URL("hosts/wordpress.html", import.meta.url), "utf8");
  const { page, context, others } = await open(body);
  await widget(page).locator("li", { hasText: "Nora" }).waitFor();
  assert.equal(await widget(page).locator("li", { hasText: "Lumio" }).count(), 0);
  assert.deepEqual(others(), []);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}, 320 pixels`, async () => {
    const { page, context } = await open(undefined, { colorScheme, viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
    await widget(page).getByText(/\d+ messages à traiter/).waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run({ include: [["accalmie-widget"]] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`));
    assert.deepEqual(found, []);
    await context.close();
  });
}
