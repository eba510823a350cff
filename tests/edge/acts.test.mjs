// Acts towards platforms, from a real Worker to platforms of our own making.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Response } from "miniflare";
import { bindings, comment, META, PAGE, startEdge } from "../support/edge.mjs";

/** What reached the platforms, and what they answer. */
const calls = [];
let answer = () => Response.json({ id: "111_5_10" });
const outbound = async (request) => {
  const body = await request.text();
  calls.push({ url: request.url, method: request.method, headers: Object.fromEntries(request.headers), body: body && JSON.parse(body) });
  return answer();
};

const secrets = JSON.parse(bindings.SECRETS);
secrets.acme.meta.send = { token: "page-token" };
secrets.acme.standard.send = { url: "https://127.0.0.1/replies", secret: secrets.acme.standard.secrets[0] };
const edge = await startEdge({ bindings: { SECRETS: JSON.stringify(secrets) }, outbound });
after(edge.stop);
const ada = await edge.person("ada", "administrator");
const leo = await edge.person("leo", "community_manager");

// What reads like the brand's last replies fails a gate: everybody gets words of their own.
const words = {
  Claire: "merci pour votre message. Je suis désolée de cette attente : je regarde votre commande tout de suite et je vous réponds ici.",
  Zoé: "trois semaines sans box, c’est long, pardon. Notre équipe technique cherche où elle est restée ; vous aurez des nouvelles sous cette publication.",
  Ali: "vous avez raison de relancer. Le dépôt doit m’expliquer ce retard, je vous écris ici ce qu’il en est.",
  Lou: "navrée de ce silence. Votre dossier est devant moi, la suite arrive dans ce fil.",
  Max: "je comprends votre agacement. Le transporteur vient de me confirmer un incident de tri, je m’en occupe.",
};
const text = (name) => `Bonjour ${name}, ${words[name]}\nCamille`;
const acknowledge = (name) => ({ command: "acknowledge", reply: { venue: "public", text: text(name) } });

/** A comment of a new customer; the id of its case. */
async function commented(author, name) {
  const body = comment(`${PAGE}_5_${author}`, { author, name, text: "Trois semaines sans box, personne ne répond !!!" });
  assert.equal((await edge.meta(body, META)).status, 200);
  const before = calls.length;
  const keys = await edge.keys("ev/acme/");
  for (const key of keys) {
    const id = key.split("/")[2];
    const { case: found } = await ada.get(`/v1/cases/${id}`);
    if (found.author.id === author) return { id, before };
  }
  throw new Error(`no case of ${author}`);
}

const act = (person, id, body, key) =>
  person.call("POST", `/v1/cases/${id}/acts`, body, { "idempotency-key": key });

test("two colleagues and a double click make one answer", async () => {
  const { id, before } = await commented("77", "Claire");
  answer = async () => {
    await new Promise((wake) => setTimeout(wake, 100));
    return Response.json({ id: "111_5_10" });
  };
  const clicks = [[ada, "a"], [ada, "a"], [leo, "b"]];
  const tries = clicks.map(([person, key]) => act(person, id, acknowledge("Claire"), key));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  assert.equal(calls.length, before + 1, `answered ${statuses}`);
  assert.ok(statuses.includes(200), `answered ${statuses}`);
  const { url, method, headers, body } = calls.at(-1);
  assert.deepEqual([method, url], ["POST", `https://graph.facebook.com/v24.0/${PAGE}_5_77/comments`]);
  assert.equal(headers.authorization, "Bearer page-token");
  assert.equal(body.message, text("Claire"));
  const shown = await ada.get(`/v1/cases/${id}`);
  assert.deepEqual([shown.case.stage, shown.case.turns[1].id], ["acknowledged", "111_5_10"]);
  const [person, key] = clicks[statuses.indexOf(200)];
  assert.equal((await act(person, id, acknowledge("Claire"), key)).status, 200, "the same click again is the same act");
  assert.equal(calls.length, before + 1);
});

test("a platform that breaks off leaves the act unsure, for a person to settle", async () => {
  const { id, before } = await commented("78", "Zoé");
  answer = () => new Response("bad gateway", { status: 502 });
  const unsure = await act(ada, id, acknowledge("Zoé"), "a");
  assert.equal(unsure.status, 202);
  answer = () => Response.json({ id: "111_5_11" });
  for (const [person, key] of [[ada, "a"], [leo, "b"]]) {
    const again = await act(person, id, acknowledge("Zoé"), key);
    assert.deepEqual([again.status, (await again.json()).code], [409, "unsure"]);
  }
  assert.equal(calls.length, before + 1);
  const { acts } = await ada.get(`/v1/cases/${id}/acts`);
  assert.match(acts[0].words.fr, /peut-être publiée/);
  const settled = await ada.call("POST", `/v1/cases/${id}/acts/${encodeURIComponent(acts[0].id)}`, { done: true });
  assert.equal((await settled.json()).case.stage, "acknowledged");
  assert.equal(calls.length, before + 1);
});

test("a refusal is shown in words, a redirect is not followed, a private address never called", async () => {
  const { id } = await commented("79", "Ali");
  answer = () => Response.json({ error: { message: "(#200) Permissions error", code: 200 } }, { status: 403 });
  const refused = await (await act(ada, id, acknowledge("Ali"), "a")).json();
  assert.deepEqual([refused.code, refused.said], ["permission", "(#200) Permissions error"], JSON.stringify(refused));
  assert.match(refused.words.en, /permission/);
  answer = () => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } });
  const before = calls.length;
  assert.equal((await act(ada, id, acknowledge("Ali"), "b")).status, 409);
  assert.equal(calls.length, before + 1);
  const post = { id: "c-1", author: { id: "u-1", name: "Lou" }, text: "Toujours rien reçu !!!" };
  const opened = await (await ada.call("POST", "/v1/posts", { post })).json();
  const local = await act(ada, opened.id, acknowledge("Lou"), "c");
  assert.equal(local.status, 409);
  assert.match((await local.json()).said, /private address 127\.0\.0\.1/);
  assert.equal(calls.length, before + 1);
});

test("a comment is hidden with a reason, and a private reply goes out once", async () => {
  const { id } = await commented("80", "Max");
  answer = () => Response.json({ recipient_id: "psid", message_id: "m_1" });
  const reply = { command: "reply_private", reply: { venue: "private", text: text("Max") } };
  assert.equal((await act(ada, id, reply, "a")).status, 200);
  assert.deepEqual(calls.at(-1).body, { recipient: { comment_id: `${PAGE}_5_80` }, message: { text: text("Max") } });
  const second = { command: "reply_private", reply: { venue: "private", text: "Bonjour Max, avez-vous pu vérifier votre box entre-temps ?\nCamille", to: `${PAGE}_5_80` } };
  const refused = await (await act(ada, id, second, "b")).json();
  assert.equal(refused.code, "once");
  answer = () => Response.json({ success: true });
  const hide = { command: "hide", post: `${PAGE}_5_80`, reason: "Données personnelles d’un tiers" };
  assert.equal((await act(leo, id, hide, "c")).status, 200);
  assert.deepEqual(calls.at(-1).body, { is_hidden: true });
});
