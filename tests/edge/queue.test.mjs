// Hand-offs and alerts through Cloudflare Queues, on real workerd: at once, again after a failure, and told once.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Response } from "miniflare";
import { Webhook } from "standardwebhooks";
import { bindings, created, STANDARD, startEdge, until } from "../support/edge.mjs";

/** What reached the outside, and what it answers. */
const calls = [];
let answer = () => Response.json({ reference: "T-1" });
const outbound = async (request) => {
  calls.push({ url: request.url, headers: Object.fromEntries(request.headers), body: await request.text() });
  return answer();
};

const edge = await startEdge({
  outbound,
  queues: { OUTBOX: "outbox" },
  bindings: {
    ...bindings,
    TARGETS: JSON.stringify({
      acme: {
        facturation: { url: "https://crm.example/in", secret: STANDARD },
        watch: { url: "https://watch.example/in", secret: STANDARD },
      },
    }),
  },
});
after(edge.stop);
const ada = await edge.person("ada", "administrator");
const label = { fr: "notre service", en: "our team" };
const everyDay = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, ["00:00-24:00"]]));
const policy = {
  targets: [{ name: "facturation", label, owner: "customer_advisor" }],
  alerts: { target: "watch" },
  hours: { week: everyDay, holidays: [] },
};
const { version } = await ada.get("/v1/policy");
const written = await ada.call("PUT", "/v1/policy", policy, { "if-match": version });
assert.equal(written.status, 200, await written.text());

/** Opens a case and hands it off; its id. */
async function handOff(author) {
  const post = { id: `p-${author}`, author: { id: author, name: "Zoé" }, text: "Facturée deux fois, remboursez-moi !!!" };
  const { id } = await (await ada.call("POST", "/v1/posts", { post })).json();
  assert.equal((await ada.command(id, { command: "hand_off", target: "facturation", summary: "Double." })).status, 200);
  return id;
}
const state = async (id) => (await ada.get(`/v1/cases/${id}`)).case.hand_offs[0];
const to = (host) => calls.filter(({ url }) => url.startsWith(`https://${host}`));

test("a hand-off goes out through the queue, without waiting for the clock", async () => {
  const id = await handOff("u1");
  const delivered = await until(async () => (await state(id)).state === "delivered" && state(id), 20);
  assert.equal(delivered.reference, "T-1");
  assert.equal(to("crm.example").length, 1);
  const [{ headers, body }] = to("crm.example");
  assert.equal(new Webhook(STANDARD).verify(body, headers).type, "handoff.requested");
});

test("the queue tries again what failed, under the same id", async () => {
  answer = () => new Response("later", { status: 503 });
  const before = to("crm.example").length;
  const id = await handOff("u2");
  await until(() => to("crm.example").length > before, 20);
  answer = () => Response.json({ reference: "T-2" });
  await until(async () => (await state(id)).state === "delivered", 30);
  const ids = to("crm.example").slice(before).map(({ headers }) => headers["webhook-id"]);
  assert.ok(ids.length >= 2);
  assert.equal(new Set(ids).size, 1);
});

test("a missed deadline is told once, signed, without names or words", async () => {
  const at = Date.now() - 3 * 3_600_000;
  assert.equal((await edge.standard(created("late", { author: "u9", name: "Lou", text: "Trois semaines sans box !!!", at }))).status, 200);
  await until(async () => (await ada.get("/v1/cases")).items.some(({ author }) => author === "Lou"));
  await edge.worker.scheduled();
  const alert = await until(() => to("watch.example").find(({ body }) => body.includes("alert.missed")), 20);
  const message = new Webhook(STANDARD).verify(alert.body, alert.headers);
  assert.match(message.text, /^Délai dépassé/);
  assert.ok(!alert.body.includes("Lou") && !alert.body.includes("box"));
  const count = to("watch.example").length;
  await edge.worker.scheduled();
  await new Promise((wake) => setTimeout(wake, 3000));
  assert.equal(to("watch.example").length, count);
});
