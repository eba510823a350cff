// The built Worker behind one that counts its calls to KV and lets a test put rows into the inbox's index.
import { join } from "node:path";
import { Log, LogLevel, Miniflare } from "miniflare";
import { modules, target } from "../../xtask/tools/worker.mjs";
import { bindings, META, STANDARD } from "./edge.mjs";
import { metaHeaders, standardHeaders } from "./sign.mjs";

const COUNTING = `
import worker, { Desk } from "./worker.js";
export { Desk };
let calls = 0;
const counted = (kv) => new Proxy(kv, {
  get(kv, name) {
    return (...words) => (calls++, kv[name](...words));
  },
});
export default {
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === "/index") {
      return env.DESK.get(env.DESK.idFromName("acme")).fetch("https://desk/index", { method: "POST", body: await request.text() });
    }
    calls = 0;
    const answer = await worker.fetch(request, { ...env, KV: counted(env.KV) }, context);
    const response = new Response(answer.body, answer);
    response.headers.set("x-kv-calls", String(calls));
    return response;
  },
};
`;

/** Starts it, with a community manager signed in. */
export async function startCounting() {
  const edge = join(target, "edge");
  const miniflare = new Miniflare({
    log: new Log(LogLevel.NONE),
    cf: false,
    modulesRoot: edge,
    modules: [{ type: "ESModule", path: join(edge, "counting.js"), contents: COUNTING }, ...modules],
    compatibilityDate: "2026-07-01",
    bindings,
    kvNamespaces: ["KV"],
    durableObjects: { DESK: { className: "Desk", useSQLite: true } },
  });
  const { origin } = await miniflare.ready;
  const json = async (path, body, headers) => {
    const options = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
    return (await fetch(`${origin}${path}`, options)).json();
  };
  const agents = [{ id: "claire", name: "claire", role: "community_manager", secret: "0123456789abcdef" }];
  await json("/v1/setup", { brand: "acme", agents }, { authorization: `Bearer ${bindings.SETUP_TOKEN}` });
  const { token } = await json("/v1/session", { secret: "acc_key.acme.claire.0123456789abcdef" });
  const deliver = (route, body, headers) => persistent(`${origin}/webhooks/${route}/acme`, { method: "POST", body, headers });
  return {
    stop: () => miniflare.dispose(),
    kv: () => miniflare.getKVNamespace("KV"),
    meta: (body) => deliver("meta", body, metaHeaders(body, META)),
    standard: (body) => deliver("standard", body, standardHeaders(body, STANDARD)),
    /** Reads a path as the community manager: the answer, how many KV calls it took, and how many milliseconds. */
    async read(path) {
      const begun = performance.now();
      const response = await persistent(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
      const body = await response.json();
      const calls = Number(response.headers.get("x-kv-calls"));
      return { status: response.status, body, calls, ms: performance.now() - begun };
    },
    /** Puts rows into the index of the inbox. */
    async index(rows) {
      const answer = await fetch(`${origin}/index`, { method: "POST", body: JSON.stringify(rows) });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
  };
}

/** Fetches as a platform does: a connection that closes before the answer is no answer, and the same is sent again. */
async function persistent(url, options, tries = 5) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (tries === 1) throw error;
    return persistent(url, options, tries - 1);
  }
}

/** Row `number` of an inbox: ids are hashes in life, so they come in no order here either. */
export function row(number, more = {}) {
  const id = ((Math.imul(number, 2654435761) >>> 0).toString(16).padStart(8, "0")).repeat(4);
  const now = Date.now();
  const minute = Math.floor(now / 60_000) + (number % 997);
  const item = {
    id,
    stage: "received",
    step: "answer_publicly",
    severity: ["calm", "annoyed", "angry", "furious"][number % 4],
    anger: 500,
    channel: number % 3 ? "facebook" : "x",
    owner: number % 5 ? "community_manager" : "customer_advisor",
    due: minute * 60_000,
    priority: number % 1000,
    topic: number % 7 ? "delivery" : "billing",
    lang: "fr",
    risks: number % 50 ? undefined : ["legal"],
    excerpt: "Toujours rien reçu, et personne ne me répond depuis trois semaines que j'attends.",
    author: `Author ${number}`,
    waiting_since: now - 60_000,
    updated_at: now,
    ...more,
  };
  const rank = [1, minute, 1000 - item.priority, id];
  return { rank, item, summary: null, seen: 1, derived: now, until: now + 86_400_000 };
}

/** All keys under a prefix. */
export async function keys(kv, prefix) {
  const names = [];
  for (let cursor, done = false; !done; ) {
    const page = await kv.list({ prefix, cursor });
    names.push(...page.keys.map(({ name }) => name));
    [cursor, done] = [page.cursor, page.list_complete];
  }
  return names;
}

/** One Meta delivery with so many comments. */
export function batch(count, comment) {
  const changes = Array.from({ length: count }, (_, i) => JSON.parse(comment(i)).entry[0].changes[0]);
  const { id, time } = JSON.parse(comment(0)).entry[0];
  return JSON.stringify({ object: "page", entry: [{ id, time, changes }] });
}

/** Calls `act` with 0 to `count`, `lanes` at once. */
export async function inLanes(count, lanes, act) {
  let next = 0;
  const lane = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
