// Every platform's route: its handshake, its signature, one delivery. Signed here by Node, as the platforms document it.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, test } from "node:test";
import { comment, created, PAGE, STANDARD, startEdge } from "../support/edge.mjs";
import { standardHeaders } from "../support/sign.mjs";

const SECRET = "secret-of-the-test";
const route = (accounts) => ({ secrets: ["the-secret-before", SECRET], accounts });
const edge = await startEdge({
  bindings: {
    SECRETS: JSON.stringify({
      acme: {
        meta: route([PAGE]),
        standard: { secrets: [STANDARD] },
        whatsapp: { ...route(["900"]), verify_token: "open-sesame" },
        x: route(["900"]),
        mastodon: route(["900"]),
        discourse: route(["acme_care"]),
        telegram: route(["900"]),
        linkedin: route(["urn:li:organization:5"]),
      },
    }),
  },
});
after(edge.stop);

const hmac = (text, encoding) => createHmac("sha256", SECRET).update(text).digest(encoding);
const now = Date.now();
const iso = new Date(now).toISOString();

/** By platform: the header with the proof, how it is made, and a body with one post. */
const PLATFORMS = {
  meta: {
    header: "x-hub-signature-256",
    sign: (body) => `sha256=${hmac(body, "hex")}`,
    body: JSON.parse(comment("5_1", { at: now })),
  },
  whatsapp: {
    header: "x-hub-signature-256",
    sign: (body) => `sha256=${hmac(body, "hex")}`,
    body: { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value: { metadata: { phone_number_id: "900" },
      messages: [{ id: "wamid.1", from: "33600000000", timestamp: String(Math.floor(now / 1000)), type: "text", text: { body: "Toujours rien !" } }] } }] }] },
  },
  x: {
    header: "x-twitter-webhooks-signature",
    sign: (body) => `sha256=${hmac(body, "base64")}`,
    body: { data: { event_uuid: "-5", event_type: "post.mention.create", payload: { id: "19", author_id: "77", text: "@acme en panne", created_at: iso, conversation_id: "19" }, includes: {} } },
  },
  mastodon: {
    header: "x-hub-signature",
    sign: (body) => `sha256=${hmac(body, "hex")}`,
    body: { event: "status.created", created_at: iso, object: { id: "1", created_at: iso, visibility: "public", content: "<p>@acme en panne</p>", mentions: [{ id: "900" }], account: { id: "77", acct: "zoe" } } },
  },
  discourse: {
    header: "x-discourse-event-signature",
    sign: (body) => `sha256=${hmac(body, "hex")}`,
    more: { "x-discourse-event": "post_created", "x-discourse-instance": "https://forum.example" },
    body: { post: { id: 12, topic_id: 3, post_number: 2, username: "zoe", raw: "Toujours en panne", created_at: iso } },
  },
  telegram: {
    header: "x-telegram-bot-api-secret-token",
    sign: () => SECRET,
    body: { update_id: 1, message: { message_id: 5, from: { id: 77, first_name: "Ali" }, chat: { id: 77, type: "private" }, date: Math.floor(now / 1000), text: "Toujours rien" } },
  },
  linkedin: {
    header: "x-li-signature",
    sign: (body) => hmac(`hmacsha256=${body}`, "hex"),
    body: { type: "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", notifications: [{ notificationId: 9, organizationalEntity: "urn:li:organization:5", action: "COMMENT", sourcePost: "urn:li:share:1",
      generatedActivity: "urn:li:comment:(urn:li:activity:1,2)", lastModifiedAt: now, decoratedGeneratedActivity: { comment: { owner: "urn:li:person:z", text: "En panne" } } }] },
  },
};

/** The message's id and clock are signed as well: the reference library makes all three headers. */
const { "webhook-signature": signature, ...more } = standardHeaders(created("7", { at: now }), STANDARD, { id: "msg_1", at: new Date(now) });
PLATFORMS.standard = {
  header: "webhook-signature",
  sign: (body) => standardHeaders(body, STANDARD, { id: "msg_1", at: new Date(now) })["webhook-signature"],
  more,
  body: JSON.parse(created("7", { at: now })),
};

test("the table has every platform there is", async () => {
  const answer = await edge.deliver("myspace/acme", "{}", { "content-type": "application/json" });
  const [, names] = (await answer.json()).detail.match(/expected (.*)/);
  assert.deepEqual(names.split(", ").sort(), Object.keys(PLATFORMS).sort());
});

for (const [name, { header, sign, body, more }] of Object.entries(PLATFORMS)) {
  test(`${name}: missing, wrong, truncated or another's proof is refused, and what is sent again is once`, async () => {
    const text = JSON.stringify(body);
    const send = async (headers, sent = text) => {
      const answer = await edge.deliver(`${name}/acme`, sent, { "content-type": "application/json", ...more, ...headers });
      return [answer.status, await answer.json()];
    };
    const proof = sign(text);
    const everything = (await edge.keys("")).length;
    assert.equal((await send({}))[0], 401);
    // The last letter of base64 carries bits that don't count: the one in the middle does.
    const middle = Math.floor(proof.length / 2);
    const wrong = `${proof.slice(0, middle)}${proof[middle] === "0" ? "1" : "0"}${proof.slice(middle + 1)}`;
    for (const given of [wrong, proof.slice(0, -2), proof.slice(0, middle), `${proof}0`, ""]) {
      assert.ok([401, 403].includes((await send({ [header]: given }))[0]), given);
    }
    // What Telegram sends is no signature but a secret: it is the same over every body.
    if (name !== "telegram") assert.equal((await send({ [header]: proof }, `${text} `))[0], 403);
    assert.equal((await edge.keys("")).length, everything, "nothing is kept");
    const before = (await edge.keys("ev/acme/")).length;
    for (let i = 0; i < 2; i++) assert.deepEqual(await send({ [header]: proof }), [200, { stored: 1, later: 0, skipped: 0, waiting: 0, unreadable: 0 }]);
    assert.equal((await edge.keys("ev/acme/")).length, before + 1);
  });
}

test("each handshake is answered as its platform wants it", async () => {
  const ask = (path) => edge.worker.fetch(`/webhooks/${path}`);
  // X signs with the first of the secrets: the one that is being replaced counts until the platform knows the other.
  const before = (text, encoding) => createHmac("sha256", "the-secret-before").update(text).digest(encoding);
  const crc = await ask("x/acme?crc_token=abc");
  assert.deepEqual(await crc.json(), { response_token: `sha256=${before("abc", "base64")}` });
  const code = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
  const challenge = await ask(`linkedin/acme?challengeCode=${code}`);
  assert.deepEqual(await challenge.json(), { challengeCode: code, challengeResponse: before(code, "hex") });
  const hub = await ask("whatsapp/acme?hub.mode=subscribe&hub.verify_token=open-sesame&hub.challenge=7");
  assert.equal(await hub.text(), "7");
  // What is no challenge could be a delivery, which is signed with the same secret.
  for (const path of ["x/acme", "linkedin/acme", "x/acme?crc_token=%7B%7D", "linkedin/acme?challengeCode=hmacsha256%3D%7B%7D"])
    assert.equal((await ask(path)).status, 400);
  for (const path of ["telegram/acme", "mastodon/acme", "discourse/acme"]) assert.equal((await ask(path)).status, 405);
});
