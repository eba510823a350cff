// The brand `acme` on a Worker: its secrets, its people, and what they and the platforms do.
import { randomBytes, randomUUID } from "node:crypto";
import { metaHeaders, standardHeaders } from "./sign.mjs";
import { startWorker } from "./worker.mjs";

export const PAGE = "111";
export const META = "app-secret-of-the-test";
export const STANDARD = `whsec_${randomBytes(32).toString("base64")}`;
const SETUP = "setup-token-of-the-test";
const SECRET = "0123456789abcdef";

export const bindings = {
  SETUP_TOKEN: SETUP,
  TOKEN_KEY: "0123456789abcdef0123456789abcdef",
  ORIGINS: JSON.stringify({ acme: ["https://acme.example"] }),
  SECRETS: JSON.stringify({
    acme: {
      meta: { secrets: ["the-secret-before", META], verify_token: "open-sesame", accounts: [PAGE] },
      standard: { secrets: [STANDARD] },
    },
    bare: {},
  }),
};

/** Starts a Worker for `acme` and gives what callers do with it. */
export async function startEdge(options = {}) {
  const worker = await startWorker({ ...options, bindings: { ...bindings, ...options.bindings } });

  const json = (method, path, body, headers = {}) =>
    worker.fetch(path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });

  /** Signs a person in; the calls of that person. */
  async function person(id, role) {
    const agents = [{ id, name: id, role, secret: SECRET }];
    const made = await json("POST", "/v1/setup", { brand: "acme", agents }, { authorization: `Bearer ${SETUP}` });
    if (made.status !== 200) throw new Error(await made.text());
    const { token } = await (await json("POST", "/v1/session", { secret: `acc_key.acme.${id}.${SECRET}` })).json();
    const headers = { authorization: `Bearer ${token}` };
    return {
      token,
      call: (method, path, body, more) => json(method, path, body, { ...headers, ...more }),
      get: async (path) => (await json("GET", path, undefined, headers)).json(),
      command: (id, body, key = randomUUID()) =>
        json("POST", `/v1/cases/${id}/commands`, body, { ...headers, "idempotency-key": key }),
    };
  }

  /** Delivers a body to a platform's route with these headers. */
  const deliver = (route, body, headers) => worker.fetch(`/webhooks/${route}`, { method: "POST", body, headers });

  return {
    worker,
    stop: () => worker.stop(),
    json,
    person,
    deliver,
    meta: (body, secret = META) => deliver("meta/acme", body, metaHeaders(body, secret)),
    standard: (body, options) => deliver("standard/acme", body, standardHeaders(body, STANDARD, options)),
    /** All keys under a prefix. */
    async keys(prefix) {
      const kv = await worker.kv();
      const names = [];
      let cursor;
      do {
        const page = await kv.list({ prefix, cursor });
        names.push(...page.keys.map(({ name }) => name));
        cursor = page.list_complete ? undefined : page.cursor;
      } while (cursor);
      return names;
    },
  };
}

/** A Facebook comment as Meta delivers it. */
export function comment(id, { author = "77", name = "Claire D.", text = "Toujours rien reçu !!!", at = Date.now() } = {}) {
  const seconds = Math.floor(at / 1000);
  const value = {
    item: "comment",
    verb: "add",
    post_id: `${PAGE}_5`,
    parent_id: `${PAGE}_5`,
    comment_id: id,
    from: { id: author, name },
    message: text,
    created_time: seconds,
  };
  return JSON.stringify({ object: "page", entry: [{ id: PAGE, time: seconds, changes: [{ field: "feed", value }] }] });
}

/** A Standard Webhooks message about a new post. */
export function created(id, { author = "u1", name = "Zoé", text = "Mon colis est perdu.", at = Date.now(), ...more } = {}) {
  const created_at = new Date(at).toISOString();
  const data = { id, thread_id: "t1", author: { id: author, name }, text, created_at, ...more };
  return JSON.stringify({ type: "post.created", timestamp: new Date().toISOString(), data });
}

/** Asks until the answer is there: the inbox is brought up to date after a webhook was answered. */
export async function until(ask, seconds = 5) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`nothing came within ${seconds} s`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
