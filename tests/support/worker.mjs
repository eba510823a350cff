// A Worker on real workerd for one test file, with a store of its own that is thrown away.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../../xtask/tools/worker.mjs";

/**
 * Starts the built Worker. `bindings` are variables and secrets by name, `outbound` answers what it calls.
 * Register `t.after(worker.stop)` or `after(worker.stop)`; `restart()` starts it again on the same store.
 */
export async function startWorker({ bindings = {}, queues, outbound } = {}) {
  const data = await mkdtemp(join(tmpdir(), "accalmie-"));
  const worker = { ...(await start({ data, bindings, queues, outbound })) };
  worker.restart = async () => {
    const port = Number(new URL(worker.url).port);
    await worker.miniflare.dispose();
    Object.assign(worker, await start({ data, bindings, queues, outbound, port }), { stop });
  };
  const stop = async () => {
    await worker.miniflare.dispose();
    await rm(data, { recursive: true, force: true });
  };
  worker.stop = stop;
  /** Fetches a path of the Worker; never follows a redirect, because platforms don't either. */
  worker.fetch = (path, options) => fetch(new URL(path, worker.url), { redirect: "manual", ...options });
  return worker;
}
