// Visitors on real workerd: a private message becomes a case once, however often it is sent; an address has its measure;
// pages of strangers are refused.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startEdge, until } from "../support/edge.mjs";

const edge = await startEdge();
after(edge.stop);

const ORIGIN = { origin: "https://acme.example" };
const message = (id) => ({
  brand: "acme",
  id,
  name: "Zoé",
  reply_to: "zoe@mail.example",
  text: "Toujours aucun remboursement, trois semaines que j’attends !!!",
  items: { order_number: "CMD-448021" },
  lang: "fr",
  consent: true,
});

test("a message is one case with one post, also when a page sends it twice at once", async () => {
  const answers = await Promise.all([1, 2].map(() => edge.json("POST", "/v1/contact", message("one"), ORIGIN)));
  assert.deepEqual(answers.map(({ status }) => status), [201, 201]);
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
  assert.equal(first.reference, second.reference);
  assert.ok(first.answer_by > Date.now());
  assert.equal((await edge.keys("ev/acme/")).filter((key) => key.includes("-post:")).length, 1);
  const claire = await edge.person("claire", "community_manager");
  const [item] = (await until(async () => {
    const list = await claire.get("/v1/cases");
    return list.items.length && list;
  })).items;
  assert.equal(item.author, "Zoé");
  assert.equal(item.id.slice(0, 8).toUpperCase(), first.reference);
  const { case: kept } = await claire.get(`/v1/cases/${item.id}`);
  assert.ok(kept.given.includes("order_number"));
});

test("one address has five messages an hour, counted exactly", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, turn) => edge.json("POST", "/v1/contact", message(`m${turn}`), ORIGIN)));
  const taken = answers.filter(({ status }) => status === 201).length;
  const refused = answers.filter(({ status }) => status === 429).length;
  // Two were sent before; an hour that turns in between would begin a new measure.
  assert.ok([3, 5].includes(taken) && taken + refused === 8, JSON.stringify(answers.map(({ status }) => status)));
});

test("only the brand's own pages may ask, and they may read the answer", async () => {
  const body = { brand: "acme", text: "C’est une honte, trois semaines que j’attends et personne ne répond !!!" };
  const ours = await edge.json("POST", "/v1/tone", body, ORIGIN);
  assert.deepEqual([ours.status, await ours.json()], [200, { better_in_private: true }]);
  assert.equal(ours.headers.get("access-control-allow-origin"), ORIGIN.origin);
  for (const path of ["/v1/tone", "/v1/contact"]) {
    const asked = await edge.json("POST", path, message("stranger"), { origin: "https://stranger.example" });
    assert.equal(asked.status, 403, path);
    assert.equal((await edge.json("OPTIONS", path, undefined, ORIGIN)).status, 204, path);
  }
});
