import assert from "node:assert/strict";
import { after, test } from "node:test";
import { comment, created, PAGE, startEdge, until } from "../support/edge.mjs";

const edge = await startEdge();
after(edge.stop);
const claire = await edge.person("claire", "community_manager");
const leo = await edge.person("leo", "community_manager");

const reply = (text) => ({ command: "acknowledge", reply: { venue: "public", text } });

/** Opens a case by a comment; its id. */
async function open(author, text) {
  assert.equal((await edge.meta(comment(`5_${author}`, { author, name: `Author ${author}`, text }))).status, 200);
  const found = async () => (await claire.get("/v1/cases?limit=200")).items.find((item) => item.author === `Author ${author}`);
  return (await until(found)).id;
}

test("an answer moves the case to acknowledged, once, and it stays after a restart", async () => {
  const id = await open("1", "TROIS SEMAINES sans réponse, c'est inadmissible !!! Je résilie.");
  const before = await claire.get(`/v1/cases/${id}`);
  assert.equal(before.case.stage, "received");
  assert.ok(before.plan.because.length > 0);
  const [first, again] = [
    await claire.command(id, reply("Bonjour, nous regardons cela."), "key-1"),
    await claire.command(id, reply("Bonjour, nous regardons cela."), "key-1"),
  ];
  assert.deepEqual([first.status, again.status], [200, 200]);
  assert.equal((await again.json()).case.stage, "acknowledged");
  await edge.worker.restart();
  const kept = await leo.get(`/v1/cases/${id}`);
  assert.equal(kept.case.stage, "acknowledged");
  assert.equal(kept.events.length, 2);
});

test("of twenty colleagues who take a case at once, one has it", async () => {
  const id = await open("2", "Panne depuis lundi, personne ne répond !");
  const people = await Promise.all(Array.from({ length: 20 }, (_, i) => edge.person(`cm${i}`, "community_manager")));
  const answers = await Promise.all(people.map((person) => person.command(id, { command: "claim" })));
  const statuses = answers.map(({ status }) => status).sort();
  assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join());
  assert.equal(statuses.filter((status) => status === 409).length, 19);
  const { case: found } = await claire.get(`/v1/cases/${id}`);
  assert.ok(found.claimed);
});

test("an answer given over there stops the clock here", async () => {
  const id = await open("3", "Toujours pas remboursée, vous êtes nuls !");
  const value = { item: "comment", verb: "add", post_id: `${PAGE}_5`, parent_id: "5_3", comment_id: "5_answer", from: { id: PAGE }, message: "Bonjour", created_time: Math.floor(Date.now() / 1000) };
  const body = JSON.stringify({ object: "page", entry: [{ id: PAGE, time: 1, changes: [{ field: "feed", value }] }] });
  assert.equal((await edge.meta(body)).status, 200);
  assert.equal((await claire.get(`/v1/cases/${id}`)).case.stage, "acknowledged");
});

test("a post of the page opens the same case as its webhook", async () => {
  const post = { id: "m-1", author: { id: "u-nadia", name: "Nadia" }, text: "Votre appli est une honte !!", url: "https://acme.example/#m-1" };
  const opened = await (await claire.call("POST", "/v1/posts", { post })).json();
  const again = await (await claire.call("POST", "/v1/posts", { post })).json();
  assert.equal(opened.id, again.id);
  assert.equal(again.case.turns.length, 1);
  await edge.standard(created("m-2", { author: "u-nadia", name: "Nadia" }));
  assert.equal((await claire.get(`/v1/cases/${opened.id}`)).case.turns.length, 2);
});

test("the inbox is cheap to poll", async () => {
  const headers = { authorization: `Bearer ${claire.token}` };
  const first = await edge.worker.fetch("/v1/cases", { headers });
  const again = await edge.worker.fetch("/v1/cases", { headers: { ...headers, "if-none-match": first.headers.get("etag") } });
  assert.equal(again.status, 304);
});

test("stats and the contact card come from the cases", async () => {
  const stats = await claire.get("/v1/stats");
  assert.ok(stats.responsiveness.received >= 2, JSON.stringify(stats.responsiveness));
  const card = await edge.worker.fetch("/v1/contact?brand=acme");
  assert.equal(card.status, 200);
  assert.ok((await card.json()).waiting >= 1);
});
