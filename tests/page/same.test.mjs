// One core, three places: what the golden corpus says natively, the Worker on workerd and the page in Chromium say, too.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { signIn } from "./panel.mjs";

const { demo, browser } = await stage();

const lines = (await readFile(new URL("../corpus/golden.jsonl", import.meta.url), "utf8")).trim().split("\n");
const posts = lines.map((line) => JSON.parse(line));

test("a page reads every post of the golden corpus to the last digit", async () => {
  const { page } = await openPage(browser, "about:blank");
  await signIn(page, demo.sign_in);
  const read = await page.evaluate(
    async (texts) => {
      const answers = [];
      for (const text of texts) answers.push(await window.accalmie("analyze", text));
      return answers;
    },
    posts.map(({ text }) => text),
  );
  // The batch tool leaves out empty lists.
  const whole = (expected) => ({ risks: [], personal: [], ...expected });
  posts.forEach(({ text, expected }, index) => assert.deepEqual(read[index], whole(expected), text));
});

test("the edge reads every post of the golden corpus to the last digit", async () => {
  const post = (path, body, headers = {}) =>
    fetch(demo.api + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const secret = decodeURIComponent(demo.sign_in.split("#accalmie=")[1]);
  const { token } = await (await post("/v1/session", { secret })).json();
  for (const { text, expected } of posts) {
    const answer = await post("/v1/assess", { text }, { authorization: `Bearer ${token}` });
    assert.equal(answer.status, 200, text);
    const { signals, risk, ...read } = await answer.json();
    for (const name of ["lang", "intent", "anger", "severity", "topic", "address", "register"])
      assert.equal(read[name], expected[name], `${name} of ${text}`);
    assert.deepEqual(risk, expected.risks ?? [], text);
    const spans = (all) => all.map(({ kind, start, end }) => ({ kind, start, end }));
    assert.deepEqual(spans(signals), spans(expected.signals), text);
  }
});
