// The panel's languages: a page fetches the texts of the one it speaks, and the other's when it is chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { openPanel, signIn, widget } from "./panel.mjs";

const { demo, browser } = await stage();

/** The names of the text files that a page has asked for, in their order. */
const asked = (page) => {
  const names = [];
  page.on("request", (request) => names.push(...(/[a-z]+\.txt$/.exec(request.url()) || [])));
  return names;
};

const say = (page, ...values) => page.evaluate((values) => window.accalmie(...values), values);

test("the other language's texts come when it is chosen, once", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank");
  const names = asked(page);
  await signIn(page, demo.sign_in);
  await openPanel(page);
  await widget(page).getByText("À faire").first().waitFor();
  assert.deepEqual(names, ["fr.txt"]);
  await say(page, "setLocale", "en-GB");
  await widget(page).getByText("To do").first().waitFor();
  await say(page, "setLocale", "fr");
  await widget(page).getByText("À faire").first().waitFor();
  await say(page, "setLocale", "en");
  await widget(page).getByText("To do").first().waitFor();
  assert.deepEqual(names, ["fr.txt", "en.txt"]);
  assert.deepEqual(problems, []);
  await context.close();
});

test("where they don't come, the panel says so and goes on in the language it has", async () => {
  const { page, context } = await openPage(browser, "about:blank");
  await page.route("**/packs/en.txt", (route) => route.fulfill({ status: 404, body: "" }));
  await signIn(page, demo.sign_in);
  await openPanel(page);
  const told = page.evaluate(() => new Promise((resolve) => window.accalmie("on", "error", resolve)));
  await say(page, "setLocale", "en");
  assert.match((await told).message, /404/);
  await widget(page).getByText("À faire").first().waitFor();
  await context.close();
});

test("texts of another version, or none at the start: an event says why, and the page is left alone", async () => {
  for (const [body, expected] of [["0123456789abcdef\nBonjour", /0123456789abcdef/], [null, /404/]]) {
    const { page, context } = await openPage(browser, "about:blank");
    await page.route("**/packs/fr.txt", (route) => route.fulfill(body ? { body } : { status: 404, body: "" }));
    await page.addInitScript(() => document.addEventListener("accalmie:error", ({ detail }) => (window.told = detail.message)));
    await page.goto(demo.sign_in);
    await page.waitForFunction(() => window.told);
    assert.match(await page.evaluate(() => window.told), expected);
    assert.equal(await widget(page).count(), 0);
    await context.close();
  }
});
