// Sign-in by Cloudflare Access on real workerd, with a key of our own making.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createSign, generateKeyPairSync } from "node:crypto";
import { Response } from "miniflare";
import { startEdge } from "../support/edge.mjs";

const team = "https://acme.cloudflareaccess.com";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" };

let fetched = 0;
const outbound = (request) => {
  assert.equal(request.url, `${team}/cdn-cgi/access/certs`);
  fetched += 1;
  return Response.json({ keys: [jwk], public_cert: {}, public_certs: [] });
};
const edge = await startEdge({ outbound, bindings: { ACCESS: JSON.stringify({ acme: { team, aud: "tag" } }) } });
after(edge.stop);
const ada = await edge.person("ada", "administrator");
const zoe = { id: "zoe", name: "Zoé", role: "community_manager", email: "zoe@acme.example" };
assert.equal((await ada.call("POST", "/v1/invitations", zoe)).status, 201);

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token as Access makes it. */
function word(more = {}, key = privateKey) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { aud: ["tag"], iss: team, iat: now, nbf: now, exp: now + 60, email: zoe.email, type: "app", ...more };
  const signed = `${encoded({ alg: "RS256", kid: "k1", typ: "JWT" })}.${encoded(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
}

const signIn = (token) => edge.json("POST", "/v1/session", { brand: "acme" }, { "cf-access-jwt-assertion": token });

test("the team's key signs an agent in, and is fetched once", async () => {
  for (let time = 0; time < 3; time += 1) {
    const answer = await signIn(word());
    assert.equal(answer.status, 200, await answer.clone().text());
    const { token, agent } = await answer.json();
    assert.equal(agent.id, "zoe");
    const cases = await edge.json("GET", "/v1/cases", undefined, { authorization: `Bearer ${token}` });
    assert.equal(cases.status, 200);
  }
  assert.equal(fetched, 1);
});

test("another key, another application, another time and a changed claim are refused", async () => {
  const good = word();
  const [header, , signature] = good.split(".");
  const changed = `${header}.${encoded({ aud: ["tag"], iss: team, exp: 9e9, email: "ada@acme.example" })}.${signature}`;
  const past = Math.floor(Date.now() / 1000) - 1;
  for (const token of [word({}, other.privateKey), word({ aud: ["else"] }), word({ exp: past }), word({ iss: "https://x.example" }), changed, good.slice(0, -8)]) {
    assert.equal((await signIn(token)).status, 401);
  }
});
