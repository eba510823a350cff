// Much at once, and much altogether. The figures are printed by `node tests/edge/figures.mjs`; here nothing may be lost.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { batch, inLanes, keys, row, startCounting } from "../support/counting.mjs";
import { comment, created, until } from "../support/edge.mjs";

const edge = await startCounting();
after(edge.stop);

const rows = Array.from({ length: 10_000 }, (_, number) => row(number));
for (let at = 0; at < rows.length; at += 1000) await edge.index(rows.slice(at, at + 1000));

/** The ids of the rows that pass, in the order of the inbox. */
const expected = (takes) =>
  rows
    .filter(({ item }) => takes(item))
    .sort(({ rank: a }, { rank: b }) => a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : 1))
    .map(({ item }) => item.id);

test("a page of ten thousand open cases takes few calls and comes in the order of what is due", async () => {
  const whole = expected(() => true);
  const first = await edge.read("/v1/cases");
  assert.deepEqual(first.body.items.map(({ id }) => id), whole.slice(0, 50));
  assert.ok(first.calls <= 12, `${first.calls} KV calls`);
  const second = await edge.read(`/v1/cases?cursor=${first.body.cursor}`);
  assert.deepEqual(second.body.items.map(({ id }) => id), whole.slice(50, 100));
});

test("every filter takes what it says, alone and with others", async () => {
  for (const [query, takes] of [
    ["severity=furious", (item) => item.severity === "furious"],
    ["severity=furious,angry&channel=x", (item) => ["furious", "angry"].includes(item.severity) && item.channel === "x"],
    ["owner=customer_advisor&topic=billing", (item) => item.owner === "customer_advisor" && item.topic === "billing"],
    ["risk=legal", (item) => item.risks?.includes("legal")],
    ["stage=received", () => true],
    ["stage=resolved", () => false],
    ["risk=safety", () => false],
  ]) {
    const { body } = await edge.read(`/v1/cases?limit=200&${query}`);
    assert.deepEqual(body.items.map(({ id }) => id), expected(takes).slice(0, 200), query);
  }
});

test("what is put aside is shown where it is asked for, what is settled only by its stage", async () => {
  const until = Date.now() + 3_600_000;
  const asleep = row(20_000, { snoozed_until: until });
  const settled = row(20_001, { stage: "resolved" });
  await edge.index([asleep, settled]);
  const ids = async (query) => (await edge.read(`/v1/cases?limit=200&${query}`)).body.items.map(({ id }) => id);
  assert.deepEqual(await ids("snoozed=true"), [asleep.item.id]);
  assert.deepEqual(await ids("stage=resolved"), [settled.item.id]);
});

test("of two derivations of a case the one that has seen more counts", async () => {
  const late = row(20_002, { excerpt: "late", severity: "calm", channel: "mastodon" });
  late.seen = 2;
  const early = structuredClone(late);
  [early.item.excerpt, early.seen, early.derived] = ["early", 1, late.derived + 1];
  await edge.index([late]);
  await edge.index([early]);
  const { body } = await edge.read("/v1/cases?channel=mastodon");
  assert.deepEqual(body.items.map(({ excerpt }) => excerpt), ["late"]);
});

test("two hundred deliveries at once for one author, then eight hundred more: every event is kept", async () => {
  const send = async (i) => {
    const answer = await edge.meta(comment(`9_${i}`, { author: "flood", name: "Flood" }));
    assert.equal(answer.status, 200);
  };
  await Promise.all(Array.from({ length: 200 }, (_, i) => send(i)));
  await inLanes(800, 32, (i) => send(200 + i));
  const kept = (await keys(await edge.kv(), "ev/acme/")).filter((name) => name.includes("post:9_"));
  assert.equal(kept.length, 1000);
  const [id] = new Set(kept.map((name) => name.split("/")[2]));
  const found = await edge.read(`/v1/cases/${id}`);
  assert.equal(found.body.case.turns.length, 1000);
  assert.ok(found.calls <= 3, `${found.calls} KV calls, the person's, the policy's and the last replies' counted`);
});

test("a delivery of a thousand updates is answered at once and becomes a thousand events", async () => {
  const at = Date.now();
  const body = batch(1000, (i) => comment(`8_${i}`, { author: `batch${i % 300}`, name: `Batch ${i % 300}`, at: at - i * 1000 }));
  const answer = await edge.meta(body);
  assert.deepEqual([answer.status, (await answer.json()).later], [200, 1000]);
  // Sent again, it is the same.
  assert.equal((await edge.meta(body)).status, 200);
  const kv = await edge.kv();
  await until(async () => (await keys(kv, "batch/")).length === 0, 120);
  const kept = (await keys(kv, "ev/acme/")).filter((name) => name.includes("post:8_"));
  assert.equal(kept.length, 1000);
});

test("a thousand private messages are one case, read in three calls", async () => {
  await inLanes(1000, 32, async (i) => {
    const message = created(`p${i}`, { author: "quiet", name: "Quiet", private: true, at: Date.now() - i * 60_000 });
    assert.equal((await edge.standard(message)).status, 200);
  });
  const kv = await edge.kv();
  const kept = (await keys(kv, "ev/acme/")).filter((name) => name.includes("post:p"));
  assert.equal(kept.length, 1000);
  const [id] = new Set(kept.map((name) => name.split("/")[2]));
  await until(async () => (await edge.read(`/v1/cases/${id}`)).calls <= 3, 20);
});
