// A hand-off on its way out of a real Worker, received by the reference library of Standard Webhooks.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { randomUUID } from "node:crypto";
import { Log, LogLevel, Miniflare, Response } from "miniflare";
import { Webhook } from "standardwebhooks";
import { Webhook as Svix } from "svix";
import { modules } from "../../xtask/tools/worker.mjs";
import { bindings, STANDARD } from "../support/edge.mjs";

/** What reached the outside, and what it answers. */
const calls = [];
let answer = () => Response.json({ reference: "T-42" }, { status: 201 });

const miniflare = new Miniflare({
  log: new Log(LogLevel.NONE),
  cf: false,
  modules,
  compatibilityDate: "2026-07-01",
  bindings: {
    ...bindings,
    TARGETS: JSON.stringify({
      acme: {
        facturation: { url: "https://crm.example/in", secret: STANDARD },
        local: { url: "https://127.0.0.1/in", secret: STANDARD },
      },
    }),
  },
  kvNamespaces: ["KV"],
  durableObjects: { DESK: { className: "Desk", useSQLite: true } },
  outboundService: async (request) => {
    calls.push({ url: request.url, headers: Object.fromEntries(request.headers), body: await request.text() });
    return answer();
  },
});
const { origin } = await miniflare.ready;
after(() => miniflare.dispose());

const json = async (method, path, body, headers = {}) => {
  const options = { method, headers: { "content-type": "application/json", ...headers }, body: body && JSON.stringify(body) };
  return (await fetch(`${origin}${path}`, options)).json();
};
const ada = { id: "ada", name: "Ada", role: "administrator", secret: "0123456789abcdef" };
const label = { fr: "notre service", en: "our team" };
const policy = { targets: ["facturation", "local"].map((name) => ({ name, label, owner: "customer_advisor" })) };
await json("POST", "/v1/setup", { brand: "acme", agents: [ada], policy }, { authorization: `Bearer ${bindings.SETUP_TOKEN}` });
const { token } = await json("POST", "/v1/session", { secret: `acc_key.acme.ada.${ada.secret}` });
const signedIn = { authorization: `Bearer ${token}` };

/** Opens a case and hands it off; its id. */
async function handOff(author, name) {
  const post = { id: `p-${author}`, author: { id: author, name: "Zoé" }, text: "Facturée deux fois, remboursez-moi !!!" };
  const { id } = await json("POST", "/v1/posts", { post }, signedIn);
  const command = { command: "hand_off", target: name, summary: "Double prélèvement." };
  await json("POST", `/v1/cases/${id}/commands`, command, { ...signedIn, "idempotency-key": randomUUID() });
  return id;
}

const sweep = async () => (await miniflare.getWorker()).scheduled({ cron: "* * * * *" });
const state = async (id) => (await json("GET", `/v1/cases/${id}`, undefined, signedIn)).case.hand_offs[0];

test("the reference library accepts our signature, and the case keeps the ticket's reference", async () => {
  const id = await handOff("u1", "facturation");
  await sweep();
  assert.equal(calls.length, 1);
  const [{ url, headers, body }] = calls;
  assert.equal(url, "https://crm.example/in");
  const message = new Webhook(STANDARD).verify(body, headers);
  assert.equal(message.data.summary, "Double prélèvement.");
  assert.deepEqual(new Svix(STANDARD).verify(body, headers), message, "and so does Svix");
  assert.deepEqual([(await state(id)).state, (await state(id)).reference], ["delivered", "T-42"]);
  await sweep();
  assert.equal(calls.length, 1, "delivered is delivered");
});

test("what fails is shown, and can be replayed", async () => {
  answer = () => new Response("no such endpoint", { status: 404 });
  const id = await handOff("u2", "facturation");
  await sweep();
  assert.equal((await state(id)).state, "failed");
  const { items } = await json("GET", "/v1/outbox", undefined, signedIn);
  const [parcel] = items.filter((item) => item.case === id);
  assert.match(parcel.reason, /404 no such endpoint/);
  answer = () => Response.json({ reference: "T-43" });
  const replay = await fetch(`${origin}/v1/outbox/${encodeURIComponent(parcel.id)}/replay`, { method: "POST", headers: signedIn });
  assert.equal(replay.status, 202);
  const first = calls.at(-1).headers["webhook-id"];
  await sweep();
  assert.equal(calls.at(-1).headers["webhook-id"], first, "every try has the same id");
  assert.equal((await state(id)).state, "delivered");
});

test("a private address is never called, and a redirect never followed", async () => {
  const before = calls.length;
  const local = await handOff("u3", "local");
  await sweep();
  assert.equal(calls.length, before);
  assert.equal((await state(local)).state, "failed");
  answer = () => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } });
  const moved = await handOff("u4", "facturation");
  await sweep();
  assert.equal(calls.length, before + 1);
  assert.equal((await state(moved)).state, "failed");
});
