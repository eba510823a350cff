// pywa, a public client of WhatsApp that knows nothing of us, judges the same deliveries: which are genuine, and what they say.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startEdge } from "../support/edge.mjs";
import { python, withoutPython } from "../support/python.mjs";

const skip = withoutPython;
const SECRET = "app-secret-of-the-test";
const at = Math.floor(Date.now() / 1000) - 600;

/** The oracle: asks pywa about one delivery after the other. */
function startOracle() {
  const child = spawn(python(), [fileURLToPath(new URL("pywa_oracle.py", import.meta.url))], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return JSON.parse((await answers.next()).value);
    },
    stop: () => child.kill(),
  };
}

const bindings = { SECRETS: JSON.stringify({ acme: { whatsapp: { secrets: [SECRET], accounts: ["900"], verify_token: "open-sesame" } } }) };
const edge = skip || (await startEdge({ bindings }));
const oracle = skip || startOracle();
after(async () => {
  if (skip) return;
  oracle.stop();
  await edge.stop();
});

const metadata = { display_phone_number: "33100000000", phone_number_id: "900" };
const contact = { wa_id: "33600000000", user_id: "FR.77", profile: { name: "Ali" } };

/** A delivery of the business account. */
const delivery = (field, value) =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field, value: { messaging_product: "whatsapp", metadata, ...value } }] }],
  });

/** A message of the customer. */
const message = (id, type, more, contacts = [contact]) =>
  delivery("messages", { contacts, messages: [{ id, from: "33600000000", from_user_id: "FR.77", timestamp: String(at), type, ...more }] });

/** Our message that the customer answers. */
const ours = { from: "33100000000", id: "wamid.0" };
const file = { id: "12", mime_type: "image/jpeg", sha256: "x" };

/** What a person can send, as the platform documents it. */
const SENT = {
  "a text": message("wamid.1", "text", { text: { body: "Toujours rien reçu, ça fait 3 semaines 😡" } }),
  "an image with words": message("wamid.2", "image", { image: { ...file, caption: "Voyez l'état du colis" } }),
  "a document": message("wamid.3", "document", { document: { ...file, filename: "facture.pdf" } }),
  "a button of a template": message("wamid.4", "button", { button: { text: "Parler à un conseiller", payload: "p" }, context: ours }),
  "a reply button": message("wamid.5", "interactive", { interactive: { type: "button_reply", button_reply: { id: "b", title: "Oui" } }, context: ours }),
  "a list row": message("wamid.6", "interactive", { interactive: { type: "list_reply", list_reply: { id: "r", title: "Livraison", description: "" } }, context: ours }),
  "an answer to our message": message("wamid.7", "text", { text: { body: "Non !" }, context: ours }),
  "an edit": message("wamid.8", "edit", {
    edit: { original_message_id: "wamid.1", message: { type: "text", text: { body: "Toujours rien." }, context: { id: "wamid.1" } } },
  }),
  "a message taken back": message("wamid.9", "revoke", { revoke: { original_message_id: "wamid.2" } }),
  "a reaction": message("wamid.10", "reaction", { reaction: { message_id: "wamid.0", emoji: "👍" } }),
  "what the brand wrote on its telephone": delivery("smb_message_echoes", {
    contacts: [contact],
    message_echoes: [{ id: "wamid.11", from: "33100000000", to: "33600000000", timestamp: String(at), type: "text", text: { body: "Bonjour Ali" } }],
  }),
};

const signature = (body, secret = SECRET) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** What the edge made of a delivery, in the words of the oracle: the events that it kept under new keys. */
async function kept(body) {
  const before = new Set(await edge.keys("ev/"));
  const answer = await edge.deliver("whatsapp/acme", body, { "content-type": "application/json", "x-hub-signature-256": signature(body) });
  assert.equal(answer.status, 200);
  assert.equal((await answer.json()).unreadable, 0);
  const kv = await edge.worker.kv();
  const fresh = (await edge.keys("ev/")).filter((key) => !before.has(key));
  return Promise.all(fresh.map(async (key) => JSON.parse(await kv.get(key))));
}

/** By kind of the oracle: what must be the same on both sides. */
const SAME = {
  message: (event, said) => {
    const { post } = event;
    assert.deepEqual([post.id, post.author.id, post.author.name, post.text, post.at], [said.id, said.author, said.name, said.text, said.at * 1000]);
    const words = ["text", "button", "interactive"].includes(said.type);
    assert.deepEqual(post.attachments ?? [], words ? [] : [said.type]);
  },
  edit: (event, said) => assert.deepEqual([event.post, event.text], [said.post, said.text]),
  delete: (event, said) => assert.equal(event.post, said.post),
  answer: (event, said) => assert.equal(event.reply.text, said.text),
};

for (const [name, body] of Object.entries(SENT)) {
  test(`pywa and the edge read the same: ${name}`, { skip }, async () => {
    const said = await oracle.ask({ secret: SECRET, body, signature: signature(body) });
    assert.equal(said.refused, null);
    const events = await kept(body);
    // Whoever taps an emoji has said nothing that wants an answer: the edge passes it over on purpose.
    if (name === "a reaction") return assert.deepEqual([said.read[0].type, events], ["reaction", []]);
    assert.deepEqual([said.read.length, events.length], [1, 1], JSON.stringify(said));
    SAME[said.read[0].kind](events[0], said.read[0]);
  });
}

test("pywa and the edge refuse the same signatures", { skip }, async () => {
  const body = SENT["a text"];
  const good = signature(body);
  const hex = good.slice("sha256=".length);
  for (const given of [
    undefined,
    "",
    good,
    good.slice(0, -1),
    `${good}0`,
    "sha256=",
    signature(`${body} `),
    signature(body, "another secret"),
    signature(body, ""),
    good.toUpperCase(),
    `sha256=${hex.replace(/./g, "0")}`,
  ]) {
    const { refused } = await oracle.ask({ secret: SECRET, body, signature: given ?? null });
    const headers = { "content-type": "application/json", ...(given !== undefined && { "x-hub-signature-256": given }) };
    const { status } = await edge.deliver("whatsapp/acme", body, headers);
    assert.equal(status === 200, refused === null, `${given}: pywa ${refused ?? "takes it"}, the edge ${status}`);
  }
});
