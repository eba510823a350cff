import assert from "node:assert/strict";
import { after, test } from "node:test";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";
import { root } from "../../xtask/tools/worker.mjs";

// Our Rust doesn't panic on demand, so these exports stand in for it: they do what the Rust half does when it does.
const EXPORTS = `
import { gone } from "accalmie-trap";
export const __worker_init_state = () => ({ instanceId: 1 });
export const scheduled = async () => {};
export async function fetch(request) {
  const { pathname } = new URL(request.url);
  // Time enough for the other request to be waiting too.
  await scheduler.wait(100);
  if (pathname === "/panic") gone();
  // Some time, so that workerd itself sees no request that can never end.
  if (pathname !== "/health") await scheduler.wait(20_000);
  return new Response("ok");
}
export class Desk {}
`;

const [{ text: script }] = buildSync({
  entryPoints: [join(root, "edge/entry.mjs")],
  bundle: true,
  format: "esm",
  write: false,
  external: ["cloudflare:*"],
  alias: { "accalmie-trap": join(root, "edge/trap.mjs"), "accalmie-edge": `data:text/javascript,${encodeURIComponent(EXPORTS)}` },
  logLevel: "error",
}).outputFiles;

const miniflare = new Miniflare({ modules: true, script, cf: false, log: new Log(LogLevel.NONE), compatibilityDate: "2026-07-01" });
const { origin } = await miniflare.ready;
after(() => miniflare.dispose());

test("a panic answers 500 to everyone who waits, at once, and the next request is served", async () => {
  const waiting = fetch(`${origin}/waits`);
  const [one, other] = await Promise.all([waiting, fetch(`${origin}/panic`)]);
  assert.deepEqual([one.status, other.status], [500, 500]);
  assert.match(await one.text(), /internal server error/);
  assert.equal((await fetch(`${origin}/health`)).status, 200);
});
