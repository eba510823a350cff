// `node tests/edge/ratio.mjs`: requests a second of a signed comment, against a minimal JavaScript Worker that checks the
// same HMAC and makes the same number of writes. Both on the same workerd in turns; only the ratio means anything. On
// Linux also the processor time of workerd a request, its store included: what the edge has more is what its code costs.
import { readFileSync } from "node:fs";
import { Log, LogLevel, Miniflare } from "miniflare";
import { modules } from "../../xtask/tools/worker.mjs";
import { bindings, comment, META } from "../support/edge.mjs";
import { metaHeaders } from "../support/sign.mjs";

/** Checks the signature and writes as often as the edge does for one comment: event, post, inbox entry. */
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

/** How long one turn runs, in milliseconds, how many rounds there are, and how many requests are on their way at once. */
const [SPAN, ROUNDS, LANES] = [3_000, Number(process.argv[2] ?? 7), 16];

/** The processor time that a process has taken, in milliseconds, as Linux counts it: in hundredths of a second. */
function taken(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const children = () => {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
  } catch {
    return [];
  }
};

let sent = 0;
async function turn({ origin, pid }) {
  const [before, end] = [pid && taken(pid), performance.now() + SPAN];
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
  return { rate: (count * 1000) / SPAN, cpu: pid && (taken(pid) - before) / count };
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const middle = (values) => sorted(values)[Math.floor(values.length / 2)];
const spread = (values, digits) => `${sorted(values)[0].toFixed(digits)} to ${sorted(values).at(-1).toFixed(digits)}`;

const runs = {};
for (const [name, worker] of Object.entries(workers)) {
  const known = children();
  const miniflare = new Miniflare({ ...options, ...worker });
  const { origin } = await miniflare.ready;
  const pid = children().find((child) => !known.includes(child));
  runs[name] = { miniflare, origin, pid, turns: [] };
  await turn(runs[name]);
}
for (let i = 0; i < ROUNDS; i++) for (const one of Object.values(runs)) one.turns.push(await turn(one));
for (const [name, { miniflare, turns }] of Object.entries(runs)) {
  const [rates, cpus] = [turns.map(({ rate }) => rate), turns.map(({ cpu }) => cpu)];
  const cpu = cpus.every(Boolean) ? `, ${middle(cpus).toFixed(2)} ms of processor a request` : "";
  console.log(`${name.padEnd(20)} ${middle(rates).toFixed(0)}/s (${spread(rates, 0)})${cpu}`);
  await miniflare.dispose();
}
const [minimal, edge] = Object.values(runs).map(({ turns }) => turns.map(({ rate }) => rate));
const ratios = edge.map((rate, i) => rate / minimal[i]);
console.log(`ratio                ${middle(ratios).toFixed(2)} median of ${ROUNDS} rounds (${spread(ratios, 2)})`);
