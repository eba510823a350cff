import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Webhook as Svix } from "svix";
import { comment, created, META, startEdge, STANDARD, until } from "../support/edge.mjs";
import { metaHeaders, standardHeaders } from "../support/sign.mjs";
import { startWorker } from "../support/worker.mjs";

const edge = await startEdge();
after(edge.stop);
const claire = await edge.person("claire", "community_manager");

/** The inbox entries of an author. */
const of = async (author) => (await claire.get("/v1/cases?limit=200")).items.filter((item) => item.author === author);

test("a signed Facebook comment appears in the inbox", async () => {
  const answer = await edge.meta(comment("5_100", { author: "100", name: "Odile R." }));
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { stored: 1, later: 0, skipped: 0, waiting: 0, unreadable: 0 });
  const [item] = await until(async () => (await of("Odile R.")).length && of("Odile R."));
  assert.equal(item.channel, "facebook");
  assert.equal(item.stage, "received");
  assert.ok(item.due > 0 && item.priority >= 0 && item.excerpt.startsWith("Toujours"));
});

test("a Standard Webhooks message signed by the reference library appears in the inbox", async () => {
  const answer = await edge.standard(created("7", { name: "Zoé M." }));
  assert.equal(answer.status, 200);
  const [item] = await until(async () => (await of("Zoé M.")).length && of("Zoé M."));
  assert.equal(item.channel, "web");
});

test("a message signed by Svix, the other library of that standard, comes in, and one that it would not sign doesn't", async () => {
  const svix = new Svix(STANDARD);
  const body = created("7s", { author: "u7s", name: "Nour B." });
  const at = new Date();
  const headers = (signature) => ({
    "content-type": "application/json",
    "webhook-id": "msg_svix",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature,
  });
  const signature = svix.sign("msg_svix", at, body);
  assert.equal((await edge.deliver("standard/acme", body, headers(signature))).status, 200);
  for (const wrong of [signature.slice(0, -2), svix.sign("msg_other", at, body), svix.sign("msg_svix", at, `${body} `)]) {
    assert.throws(() => svix.verify(body, headers(wrong)));
    assert.equal((await edge.deliver("standard/acme", body, headers(wrong))).status, 403);
  }
});

test("the same delivery twice makes one event", async () => {
  const body = comment("5_200", { author: "200" });
  const before = (await edge.keys("ev/acme/")).length;
  for (let i = 0; i < 3; i++) assert.equal((await edge.meta(body)).status, 200);
  assert.equal((await edge.keys("ev/acme/")).length, before + 1);
  const message = created("8", { author: "u8" });
  for (const id of ["msg_a", "msg_b"]) assert.equal((await edge.standard(message, { id })).status, 200);
  assert.equal((await edge.keys("ev/acme/")).length, before + 2);
});

test("two hundred deliveries at once for one author lose nothing", async () => {
  const before = (await edge.keys("ev/acme/")).length;
  const deliveries = Array.from({ length: 200 }, (_, i) => edge.meta(comment(`5_3${i}`, { author: "300", name: "Basile" })));
  for (const answer of await Promise.all(deliveries)) assert.equal(answer.status, 200);
  assert.equal((await edge.keys("ev/acme/")).length, before + 200);
  const [item] = await until(async () => (await of("Basile")).length && of("Basile"));
  const { case: found } = await claire.get(`/v1/cases/${item.id}`);
  assert.equal(found.turns.length, 200);
});

test("a wrong, missing, truncated or old signature is refused and nothing is kept", async () => {
  const before = (await edge.keys("")).length;
  const body = comment("5_400");
  const good = metaHeaders(body, META);
  const status = async (headers, route = "meta/acme") => (await edge.deliver(route, body, headers)).status;
  assert.equal(await status(metaHeaders(body, "another secret")), 403);
  assert.equal(await status(metaHeaders(`${body} `, META)), 403);
  assert.equal(await status({ "content-type": "application/json" }), 401);
  assert.equal(await status({ ...good, "x-hub-signature-256": good["x-hub-signature-256"].slice(0, -1) }), 403);
  const old = standardHeaders(body, STANDARD, { at: new Date(Date.now() - 301_000) });
  assert.equal(await status(old, "standard/acme"), 403);
  const early = standardHeaders(body, STANDARD, { at: new Date(Date.now() + 310_000) });
  assert.equal(await status(early, "standard/acme"), 403);
  const { "webhook-id": id, ...without } = standardHeaders(body, STANDARD);
  assert.equal(await status(without, "standard/acme"), 401);
  assert.equal((await edge.keys("")).length, before);
  // The secret before this one still counts while it is being replaced.
  assert.equal(await status(metaHeaders(body, "the-secret-before")), 200);
});

test("an unset secret refuses everything", async () => {
  const body = comment("5_500");
  assert.equal((await edge.deliver("meta/bare", body, metaHeaders(body, ""))).status, 503);
  const bare = await startWorker();
  try {
    for (const route of ["meta/acme", "standard/acme"]) {
      const answer = await bare.fetch(`/webhooks/${route}`, { method: "POST", body, headers: metaHeaders(body, "") });
      assert.equal(answer.status, 503);
      assert.equal((await answer.json()).title, "not configured");
    }
    assert.equal((await bare.fetch("/v1/cases")).status, 503);
  } finally {
    await bare.stop();
  }
});

test("bad input has a clear answer", async () => {
  const problem = async (answer) => [answer.status, (await answer.json()).detail];
  const [status, detail] = await problem(await edge.deliver("myspace/acme", "{}", metaHeaders("{}", META)));
  assert.equal(status, 404);
  assert.match(detail, /found myspace, expected .*meta.*standard/);
  const large = "x".repeat(4 * 1024 * 1024 + 1);
  assert.deepEqual((await problem(await edge.meta(large)))[0], 413);
  const text = { ...metaHeaders("{}", META), "content-type": "text/plain" };
  assert.equal((await edge.deliver("meta/acme", "{}", text)).status, 415);
  assert.equal((await edge.worker.fetch("/webhooks/meta/acme", { method: "PUT", body: "{}" })).status, 405);
});

test("a signed body that nobody can read is answered 200 and kept for a person", async () => {
  const before = (await edge.keys("dead/acme/")).length;
  const answer = await edge.meta('{"object":"page","entry":[');
  assert.deepEqual([answer.status, (await answer.json()).unreadable], [200, 1]);
  assert.equal((await edge.keys("dead/acme/")).length, before + 1);
});

test("Meta's handshake repeats the challenge", async () => {
  const ask = (token) => edge.worker.fetch(`/webhooks/meta/acme?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`);
  const answer = await ask("open-sesame");
  assert.deepEqual([answer.status, await answer.text()], [200, "42"]);
  assert.equal((await ask("guess")).status, 403);
});

test("what was answered 200 is there after a restart", async () => {
  assert.equal((await edge.meta(comment("5_600", { author: "600", name: "Ines" }))).status, 200);
  const before = await edge.keys("ev/acme/");
  await edge.worker.restart();
  assert.deepEqual(await edge.keys("ev/acme/"), before);
});
