import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPage, startBrowser } from "../support/browser.mjs";
import { startWorker } from "../support/worker.mjs";

const worker = await startWorker();
const browser = await startBrowser();
after(async () => {
  await browser.close();
  await worker.stop();
});

const GLUE = "/widget/accalmie_widget.js";
const WASM = "/widget/accalmie_widget_bg.wasm";

test("the built widget instantiates in Chromium", async () => {
  const { page, problems } = await openPage(browser, `${worker.url}/health`);
  const kind = await page.evaluate(
    async ([glue, wasm]) => {
      const widget = await import(glue);
      const exports = await widget.default({ module_or_path: wasm });
      return exports.memory.constructor.name;
    },
    [GLUE, WASM],
  );
  assert.equal(kind, "Memory");
  assert.deepEqual(problems, []);
});

test("another site may fetch the widget and its WebAssembly", async () => {
  for (const path of [GLUE, WASM]) {
    const answer = await worker.fetch(path, { headers: { origin: "https://brand.example" } });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*", path);
  }
});
