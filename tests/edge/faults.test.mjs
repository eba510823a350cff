// What goes wrong around the Worker: a store that fails, a runtime that is killed.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { Log, LogLevel, Miniflare } from "miniflare";
import { modules, root, start, target } from "../../xtask/tools/worker.mjs";
import { keys } from "../support/counting.mjs";
import { bindings, comment, META } from "../support/edge.mjs";
import { metaHeaders } from "../support/sign.mjs";

/** Stands before the built Worker: of ten writes to KV one fails, by a fixed sequence. */
const FAULTY = `
import worker, { Desk } from "./worker.js";
export { Desk };
let state = 1;
const fails = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8) % 10 === 0;
const faulty = (kv) => new Proxy(kv, {
  get(kv, name) {
    if (name !== "put") return kv[name].bind(kv);
    return (...words) => (fails() ? Promise.reject(new Error("KV PUT failed: 500")) : kv.put(...words));
  },
});
export default { fetch: (request, env, context) => worker.fetch(request, { ...env, KV: faulty(env.KV) }, context) };
`;

const send = (url, body) => fetch(`${url}/webhooks/meta/acme`, { method: "POST", body, headers: metaHeaders(body, META) });

test("a store that fails at every tenth write loses and doubles nothing", async (t) => {
  const edge = join(target, "edge");
  const miniflare = new Miniflare({
    log: new Log(LogLevel.NONE),
    cf: false,
    // The Worker says which inbox entries it could not write; here that is the point.
    handleRuntimeStdio: (out, error) => [out, error].forEach((stream) => stream.resume()),
    modulesRoot: edge,
    modules: [
      { type: "ESModule", path: join(edge, "faulty.js"), contents: FAULTY },
      ...modules,
    ],
    compatibilityDate: "2026-07-01",
    bindings,
    kvNamespaces: ["KV"],
    durableObjects: { DESK: { className: "Desk", useSQLite: true } },
  });
  t.after(() => miniflare.dispose());
  const { origin } = await miniflare.ready;
  let refused = 0;
  const deliver = async (i) => {
    const body = comment(`5_${i}`, { author: `a${i % 10}` });
    // What a platform does: it sends the same again until it is told 200.
    for (;;) {
      const { status } = await send(origin, body);
      if (status === 200) return;
      assert.equal(status, 500);
      refused++;
    }
  };
  const events = 300;
  const lane = async (first) => {
    for (let i = first; i < events; i += 8) await deliver(i);
  };
  await Promise.all(Array.from({ length: 8 }, (_, first) => lane(first)));
  const kept = await keys(await miniflare.getKVNamespace("KV"), "ev/acme/");
  assert.ok(refused > 10, `the fault did nothing: ${refused} refusals`);
  assert.equal(kept.length, events);
});

test("a runtime that is killed in the middle of a load has kept everything that it answered 200", async (t) => {
  const data = await mkdtemp(join(tmpdir(), "accalmie-kill-"));
  t.after(() => rm(data, { recursive: true, force: true }));
  const child = spawn("node", [join(root, "tests/support/child.mjs"), JSON.stringify({ data, bindings })], {
    // A group of its own, so that workerd dies with it and at once.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  const answered = [];
  let alive = true;
  const lane = async (lane) => {
    for (let i = 0; alive; i++) {
      const id = `${lane}_${i}`;
      const status = await send(url, comment(id, { author: `l${lane}` })).then(({ status }) => status, () => 0);
      if (status === 200) answered.push(id);
    }
  };
  const lanes = Array.from({ length: 6 }, (_, i) => lane(i));
  await new Promise((wake) => setTimeout(wake, 2_000));
  process.kill(-child.pid, "SIGKILL");
  await once(child, "exit");
  alive = false;
  await Promise.all(lanes);
  const again = await start({ data, bindings });
  t.after(() => again.stop());
  const kept = new Set((await keys(await again.kv(), "ev/acme/")).map((name) => name.split("post:")[1]));
  assert.ok(answered.length > 10, `only ${answered.length} were answered before the end`);
  assert.deepEqual(answered.filter((id) => !kept.has(id)), []);
});
