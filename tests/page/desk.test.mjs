// The team's own pages: the inbox and the figures, signed in by link, in both languages; axe finds nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { openPage, startBrowser } from "../support/browser.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";
import { openCase, openPanel, signIn, widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const data = await dataFolder();
const demo = await startDemo({ data: data.folder });
const browser = await startBrowser();
after(async () => {
  await browser.close();
  await demo.stop();
  await data.remove();
});

const secret = new URL(demo.sign_in).hash;

test("a case that was opened on a page stands in the inbox page, and the figures count it", async () => {
  const first = await openPage(browser, "about:blank");
  await signIn(first.page, demo.sign_in);
  await openPanel(first.page);
  await openCase(first.page, "Karim D.");
  await widget(first.page).locator("#sent").click();
  await widget(first.page).locator(".toast", { hasText: "notée" }).waitFor();
  await first.context.close();

  const { page, context, problems } = await openPage(browser, `${demo.api}/inbox/${secret}`);
  await widget(page).locator("#panel").waitFor();
  assert.equal(new URL(page.url()).hash, "");
  await widget(page).locator(".tab", { hasText: "En cours" }).click();
  await widget(page).locator(".row", { hasText: "Karim D." }).waitFor();
  await page.goto(`${demo.api}/dashboard/`);
  const answered = page.locator(".tile", { hasText: "Répondues" }).locator("dd");
  await answered.waitFor();
  assert.match(await answered.innerText(), /\d+\s?%/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("without a key the pages ask for one, and say what is wrong with another text", async () => {
  for (const path of ["/inbox/", "/dashboard/"]) {
    const { page, context, problems } = await openPage(browser, demo.api + path, { locale: "en-GB" });
    await page.getByLabel("Sign-in link or key").fill("hello");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("neither a sign-in link nor a key").waitFor();
    await page.getByLabel("Sign-in link or key").fill(demo.sign_in);
    await page.getByRole("button", { name: "Sign in" }).click();
    await (path === "/inbox/" ? widget(page).locator("#panel") : page.getByText("Median delay").first()).waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  }
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test(`axe finds nothing: figures, ${colorScheme}, ${width} pixels`, async () => {
      const { page, context } = await openPage(browser, `${demo.api}/dashboard/${secret}`, { colorScheme, viewport: { width, height: 800 } });
      await page.locator("table").first().waitFor();
      await page.evaluate(axe);
      const found = await page.evaluate(async () => (await window.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`));
      assert.deepEqual(found, []);
      await context.close();
    });
  }
}
