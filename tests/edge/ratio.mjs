// `node tests/edge/ratio.mjs`: requests a second of a signed comment, against a minimal JavaScript Worker that checks the
// same HMAC and makes the same number of writes. Both on the same workerd in turns; only the ratio means anything.
import { Log, LogLevel, Miniflare } from "miniflare";
import { modules } from "../../xtask/tools/worker.mjs";
import { bindings, comment, META } from "../support/edge.mjs";
import { metaHeaders } from "../support/sign.mjs";

/** Checks the signature and writes as often as the edge does for one comment: event, post, entry, last delivery. */
const MINIMAL = `
const key = crypto.subtle.importKey("raw", new TextEncoder().encode(${JSON.stringify(META)}), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
export default {
  async fetch(request, env, context) {
    const body = await request.arrayBuffer();
    const hex = request.headers.get("x-hub-signature-256").slice(7);
    const signature = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    if (!(await crypto.subtle.verify("HMAC", await key, signature, body))) return new Response("", { status: 403 });
    const value = JSON.parse(new TextDecoder().decode(body)).entry[0].changes[0].value;
    const text = JSON.stringify(value);
    await Promise.all([
      env.KV.put("ev/" + value.comment_id, text, { metadata: { text: text.slice(0, 500) } }),
      env.KV.put("post/" + value.comment_id, value.from.id),
    ]);
    context.waitUntil((async () => {
      await env.KV.put("last", String(Date.now()));
      await env.KV.list({ prefix: "ev/" + value.comment_id });
      await env.KV.put("open/" + value.from.id, "", { metadata: { text: text.slice(0, 500) } });
    })());
    return Response.json({ stored: 1 });
  },
};`;

const options = { log: new Log(LogLevel.NONE), cf: false, compatibilityDate: "2026-07-01", kvNamespaces: ["KV"] };
const workers = {
  "minimal JavaScript": { modules: true, script: MINIMAL },
  edge: {
    modules,
    bindings,
    durableObjects: { DESK: { className: "Desk", useSQLite: true } },
  },
};

/** How long one turn runs, in milliseconds, how many turns each has, and how many requests are on their way at once. */
const [SPAN, TURNS, LANES] = [3_000, 4, 16];

let sent = 0;
async function turn(origin) {
  const end = performance.now() + SPAN;
  let count = 0;
  const lane = async () => {
    while (performance.now() < end) {
      const body = comment(`c${sent++}`, { author: `a${sent % 500}` });
      const { status } = await fetch(`${origin}/webhooks/meta/acme`, { method: "POST", body, headers: metaHeaders(body, META) });
      if (status !== 200) throw new Error(`found ${status}, expected 200`);
      count++;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return (count * 1000) / SPAN;
}

const rates = {};
for (const [name, worker] of Object.entries(workers)) {
  const miniflare = new Miniflare({ ...options, ...worker });
  const { origin } = await miniflare.ready;
  await turn(origin);
  rates[name] = { miniflare, origin, turns: [] };
}
for (let i = 0; i < TURNS; i++) for (const one of Object.values(rates)) one.turns.push(await turn(one.origin));
const median = ({ turns }) => turns.sort((a, b) => a - b)[Math.floor(turns.length / 2)];
for (const [name, one] of Object.entries(rates)) {
  console.log(`${name.padEnd(20)} ${Math.round(median(one))}/s`);
  await one.miniflare.dispose();
}
console.log(`ratio                ${(median(rates.edge) / median(rates["minimal JavaScript"])).toFixed(2)}`);
