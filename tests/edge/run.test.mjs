import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { metaCurl, standardCurl } from "../../xtask/tools/demo.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";

const shell = promisify(execFile);
const { folder: data, remove } = await dataFolder();
let demo = await startDemo({ data });
after(async () => {
  await demo.stop();
  await remove();
});

const cases = async ({ api, token }) => {
  const answer = await fetch(`${api}/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
  return (await answer.json()).items;
};

test("one line of JSON says where everything is", () => {
  const { page, api, sign_in, token, webhooks } = demo;
  assert.ok(page.startsWith(`${api}/demo/`));
  assert.ok(sign_in.startsWith(`${page}#`));
  assert.equal(typeof token, "string");
  assert.deepEqual(Object.keys(webhooks.meta), ["url", "secret", "page_id", "verify_token"]);
  assert.deepEqual(Object.keys(webhooks.standard), ["url", "secret"]);
});

test("the demo page names its brand in the one script tag", async () => {
  const html = await (await fetch(demo.page)).text();
  assert.match(html, /<script async src="\/accalmie\.js" data-brand="lumio"/);
});

test("the printed curl commands are accepted, and their posts become cases", async () => {
  const { meta, standard } = demo.webhooks;
  for (const command of [metaCurl(meta.url, meta), standardCurl(standard.url, standard)]) {
    const { stdout } = await shell("bash", ["-c", command]);
    assert.match(stdout, /^HTTP\/1\.1 200 /, stdout);
  }
  assert.equal((await cases(demo)).length, 2);
});

test("a second start on the same folder has the same secrets and the same cases", async () => {
  const before = { webhooks: demo.webhooks, cases: await cases(demo) };
  const port = Number(new URL(demo.api).port);
  assert.equal(await demo.stop(), 0);
  demo = await startDemo({ data, port });
  assert.deepEqual(demo.webhooks, before.webhooks);
  assert.deepEqual(
    (await cases(demo)).map(({ id }) => id).sort(),
    before.cases.map(({ id }) => id).sort(),
  );
});

test("another brand gets a page, secrets and cases of its own", async () => {
  const other = await startDemo({ data: `${data}/other`, brand: "acme" });
  try {
    assert.match(await (await fetch(other.page)).text(), /data-brand="acme"/);
    assert.notEqual(other.webhooks.meta.secret, demo.webhooks.meta.secret);
    assert.deepEqual(await cases(other), []);
  } finally {
    await other.stop();
  }
});

test("a port that is taken is named", async () => {
  const port = Number(new URL(demo.api).port);
  await assert.rejects(startDemo({ data: `${data}/second`, port }), /ended with 1/);
});

test("nothing is left behind when its parent is gone", async () => {
  const other = await startDemo({ data: `${data}/third` });
  assert.equal(await other.stop(), 0);
  await assert.rejects(fetch(`${other.api}/health`), /fetch failed/);
});
