// The pages of the site itself: nothing throws, axe finds nothing, in both languages and themes, at 1280 and 320 pixels.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { openPage, startBrowser } from "../support/browser.mjs";
import { startWorker } from "../support/worker.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const worker = await startWorker();
const browser = await startBrowser();
after(async () => {
  await browser.close();
  await worker.stop();
});

for (const path of ["/", "/en/", "/docs/", "/en/docs/"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      test(`${path}, ${colorScheme}, ${width} pixels`, async () => {
        const { page, context, problems } = await openPage(browser, worker.url + path, { colorScheme, viewport: { width, height: 800 } });
        await page.evaluate(axe);
        const found = await page.evaluate(async () => (await window.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`));
        assert.deepEqual(found, []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
        assert.deepEqual(problems, []);
        await context.close();
      });
    }
  }
}

test("the help page writes the tag of this server as its fields say", async () => {
  const { page, context } = await openPage(browser, `${worker.url}/docs/`);
  await page.getByLabel("Marque").fill("acme");
  await page.getByLabel("Sélecteur").fill('[data-kind="post"]');
  const expected = `<script async src="${worker.url}/accalmie.js" data-brand="acme" data-posts="[data-kind=&quot;post&quot;]"></script>`;
  assert.equal(await page.locator("#tag").innerText(), expected);
  await context.close();
});
