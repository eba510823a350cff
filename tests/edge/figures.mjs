// `node tests/edge/figures.mjs`: the edge's figures on this machine's workerd, after `cargo xtask build`. Only what is printed
// by one run on one machine may be compared; `ratio.mjs` prints the throughput.
import { Log, LogLevel, Miniflare } from "miniflare";
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { modules } from "../../xtask/tools/worker.mjs";
import { batch, inLanes, keys, row, startCounting } from "../support/counting.mjs";
import { bindings, comment, created, until } from "../support/edge.mjs";

const print = (name, text) => console.log(`${name.padEnd(46)} ${text}`);
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const since = (begun) => performance.now() - begun;

/** Reads a path so often; median and slowest time, and the calls of the last. */
async function reads(edge, path, times = 25) {
  const all = [];
  let calls;
  for (let i = 0; i < times; i++) {
    const found = await edge.read(path);
    if (found.status !== 200) throw new Error(`${path}: found ${found.status}, expected 200`);
    all.push(found.ms);
    calls = found.calls;
  }
  return `${middle(all).toFixed(0)} ms median, ${Math.max(...all).toFixed(0)} ms slowest, ${calls} KV calls`;
}

/** The time from starting workerd to the first answer of a Worker, in milliseconds. */
async function first(worker) {
  const begun = performance.now();
  const options = { log: new Log(LogLevel.NONE), cf: false, compatibilityDate: "2026-07-01", kvNamespaces: ["KV"] };
  const miniflare = new Miniflare({ ...options, ...worker });
  const { origin } = await miniflare.ready;
  await (await fetch(`${origin}/health`)).text();
  const time = since(begun);
  await miniflare.dispose();
  return time;
}

const wasm = await readFile(modules[1].path);
print("WebAssembly", `${(wasm.length / 1000).toFixed(0)} KB, ${(brotliCompressSync(wasm).length / 1000).toFixed(0)} KB brotli`);

const empty = { modules: true, script: "export default { fetch: () => new Response() };" };
const own = { modules, bindings, durableObjects: { DESK: { className: "Desk", useSQLite: true } } };
const starts = { empty: [], own: [] };
for (let i = 0; i < 7; i++) {
  starts.empty.push(await first(empty));
  starts.own.push(await first(own));
}
print("first answer, beyond an empty Worker's", `${(middle(starts.own) - middle(starts.empty)).toFixed(0)} ms median of 7`);

const edge = await startCounting();
for (let at = 0; at < 10_000; at += 1000) {
  await edge.index(Array.from({ length: 1000 }, (_, i) => row(at + i)));
}
print("inbox, 50 of 10,000 open cases", await reads(edge, "/v1/cases"));
print("inbox, the same filtered", await reads(edge, "/v1/cases?severity=furious&risk=legal"));
const page = await edge.read("/v1/cases?limit=200");
print("inbox, a later page", await reads(edge, `/v1/cases?cursor=${page.body.cursor}`));

const kv = await edge.kv();
const caseOf = async (part) => {
  const names = (await keys(kv, "ev/acme/")).filter((name) => name.includes(part));
  if (names.length !== 1000) throw new Error(`found ${names.length} events, expected 1000`);
  return `/v1/cases/${names[0].split("/")[2]}`;
};
let begun = performance.now();
await inLanes(1000, 50, (i) => edge.meta(comment(`9_${i}`, { author: "flood", name: "Flood" })));
print("1,000 deliveries to one case, 50 at a time", `${(since(begun) / 1000).toFixed(1)} s, every event kept`);
print("case of 1,000 public events", await reads(edge, await caseOf("post:9_")));
begun = performance.now();
await inLanes(1000, 50, (i) => edge.standard(created(`p${i}`, { author: "quiet", private: true, at: Date.now() - i * 60_000 })));
const quiet = await caseOf("post:p");
await until(async () => (await edge.read(quiet)).calls <= 3, 30);
print("case of 1,000 private events", await reads(edge, quiet));

begun = performance.now();
await edge.meta(batch(1000, (i) => comment(`8_${i}`, { author: `batch${i % 300}`, name: `Batch ${i % 300}` })));
const answered = since(begun);
await until(async () => (await keys(kv, "batch/")).length === 0, 120);
print("a delivery of 1,000 updates", `answered in ${answered.toFixed(0)} ms, worked off in ${(since(begun) / 1000).toFixed(1)} s`);
await edge.stop();
