// The main job in the page, in real Chromium against real workerd: from the mark on an angry post to "answered",
// and the same case after a reload, in another browser and after a restart of the server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "../support/browser.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";
import { openCase, openPanel, rung, signIn, waitForRung, widget } from "./panel.mjs";

const data = await dataFolder();
let demo = await startDemo({ data: data.folder });
const browser = await startBrowser();
after(async () => {
  await browser.close();
  await demo.stop();
  await data.remove();
});

let page, problems;
before(async () => {
  ({ page, problems } = await openPage(browser, "about:blank"));
  await signIn(page, demo.sign_in);
});

test("the key leaves the address as soon as it is read", async () => {
  assert.equal(new URL(page.url()).hash, "");
});

test("angry posts carry a mark with its reasons, calm ones don't", async () => {
  const marks = widget(page).locator(".mark");
  await marks.first().waitFor({ state: "attached" });
  const names = await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute("aria-label")));
  assert.ok(names.some((name) => name.includes("Sandrine P.") && name.includes("HONTE")), names.join("\n"));
  assert.ok(!names.some((name) => name.includes("Léa M.")), "a polite question is not marked");
  assert.ok(!names.some((name) => name.includes("équipe Lumio")), "the brand's own reply is not marked");
});

test("a mark tells its reasons on focus", async () => {
  await widget(page).locator(".mark:visible").first().focus();
  const why = widget(page).locator(".why");
  await why.waitFor();
  assert.match(await why.innerText(), /Furieux|En colère|Agacé/);
});

test("nothing of the page moves: every element stands where a visitor sees it", async () => {
  const places = (page) =>
    page.evaluate(() => {
      const all = [...document.body.querySelectorAll("*")];
      return all.map((element) => JSON.stringify(element.getBoundingClientRect()));
    });
  const visitor = await openPage(browser, demo.page);
  for (const one of [page, visitor.page]) await one.locator("[data-accalmie-contact] .card").waitFor();
  assert.deepEqual(await places(page), await places(visitor.page));
  await visitor.context.close();
});

test("the queue lists what is due, a danger first", async () => {
  await openPanel(page);
  const first = widget(page).locator(".row").first();
  assert.match(await first.innerText(), /Owen C\./);
});

test("a case shows evidence, reasons, ladder, next step and a reply in the post's language", async () => {
  await openCase(page, "Sandrine P.");
  const panel = widget(page);
  assert.ok((await panel.locator(".turn mark").allInnerTexts()).includes("HONTE"));
  assert.match(await panel.locator(".signs").innerText(), /Menace de partir\s+Je résilie/);
  assert.equal(await panel.locator(".rung").count(), 5);
  assert.equal(await rung(page), "Reçu");
  assert.match(await panel.locator(".next .step").innerText(), /Répondre/);
  assert.ok((await panel.locator(".next li").count()) > 0, "the step has its reasons");
  assert.match(await panel.locator("#draft").inputValue(), /^Bonjour/);
  assert.ok((await panel.locator(".radios button").count()) >= 2, "there is a choice of replies");
});

test("a reply goes into the page's own box and is not published by us", async () => {
  const posts = await page.locator(".post").count();
  const text = await widget(page).locator("#draft").inputValue();
  await widget(page).locator("#insert").click();
  await page.locator("#m-2041 textarea").waitFor({ state: "visible" });
  assert.equal(await page.locator("#m-2041 textarea").inputValue(), text);
  assert.equal(await page.locator(".post").count(), posts);
});

test("“sent” moves the case on, through the edge", async () => {
  await widget(page).locator("#sent").click();
  await widget(page).locator(".toast", { hasText: "notée" }).waitFor();
  assert.notEqual(await rung(page), "Reçu");
});

test("a reload shows the same case", async () => {
  const before = await rung(page);
  await page.reload();
  await widget(page).locator("#launcher").click();
  await widget(page).locator(".tab", { hasText: "En cours" }).click();
  await openCase(page, "Sandrine P.");
  await waitForRung(page, before);
});

test("another browser, after a restart of the server, shows the same case", async () => {
  const expected = await rung(page);
  const port = Number(new URL(demo.api).port);
  await demo.stop();
  demo = await startDemo({ data: data.folder, port });
  const other = await openPage(browser, "about:blank");
  await signIn(other.page, demo.sign_in);
  await widget(other.page).locator("#launcher").click();
  await widget(other.page).locator(".tab", { hasText: "En cours" }).click();
  await openCase(other.page, "Sandrine P.");
  await waitForRung(other.page, expected);
  assert.deepEqual(other.problems, []);
  await other.context.close();
});

test("nothing threw and no policy was broken", () => {
  // While the server restarts, the first browser's question for news finds nobody: that is the test's own doing.
  assert.deepEqual(problems.filter((problem) => !problem.includes("ERR_CONNECTION")), []);
});
