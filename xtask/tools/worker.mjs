// The built Worker on local workerd: used by `cargo xtask run` (serve.mjs) and by every test that needs the edge.
// What is bound to it is read from edge/wrangler.toml, so that the simulator and the deployed Worker can't differ.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";
import { parse } from "smol-toml";
import { version as workerd } from "workerd";

export const root = resolve(fileURLToPath(import.meta.url), "../../..");
export const target = process.env.CARGO_TARGET_DIR ? resolve(root, process.env.CARGO_TARGET_DIR) : join(root, "target");

const edge = join(target, "edge");

/** The modules of the bundle, as `[[rules]]` of wrangler.toml tells Cloudflare. */
export const modules = [
  { type: "ESModule", path: join(edge, "worker.js") },
  { type: "CompiledWasm", path: join(edge, "accalmie_edge_bg.wasm") },
  { type: "Data", path: join(edge, "fr.bin") },
  { type: "Data", path: join(edge, "en.bin") },
];

const wrangler = parse(readFileSync(join(root, "edge/wrangler.toml"), "utf8"));

/** The cron expressions of the deployed Worker. */
export const crons = wrangler.triggers?.crons ?? [];

/**
 * Starts workerd with the Worker, its store and its static files.
 *
 * - `port`: 0 picks a free one.
 * - `data`: the folder of everything kept; each workerd version has its own below it. Without it nothing outlives `dispose()`.
 * - `bindings`: variables and secrets by name, on top of `[vars]`.
 * - `queues`: more queues by binding, each brought back to the Worker itself.
 * - `outbound`: answers what the Worker calls, in place of the network.
 * - `log`: one of miniflare's levels; `console` output of the Worker goes with it.
 */
export async function start({ port = 0, host = "127.0.0.1", data, bindings = {}, queues = {}, outbound, log = LogLevel.WARN } = {}) {
  const miniflare = new Miniflare({
    host,
    port,
    log: new Log(log),
    // The real `request.cf` would be fetched from the network.
    cf: false,
    outboundService: outbound,
    defaultPersistRoot: data && join(data, `workerd-${workerd}`),
    modules,
    compatibilityDate: wrangler.compatibility_date,
    compatibilityFlags: wrangler.compatibility_flags,
    bindings: { ...wrangler.vars, ...bindings },
    kvNamespaces: (wrangler.kv_namespaces ?? []).map(({ binding }) => binding),
    queueProducers: {
      ...queues,
      ...Object.fromEntries((wrangler.queues?.producers ?? []).map(({ binding, queue }) => [binding, queue])),
    },
    queueConsumers: Object.fromEntries([
      ...Object.values(queues).map((queue) => [queue, { maxRetries: 100, maxBatchTimeout: 1 }]),
      ...(wrangler.queues?.consumers ?? []).map((consumer) => [
        consumer.queue,
        {
          maxBatchSize: consumer.max_batch_size,
          maxBatchTimeout: consumer.max_batch_timeout,
          maxRetries: consumer.max_retries,
          deadLetterQueue: consumer.dead_letter_queue,
        },
      ]),
    ]),
    durableObjects: Object.fromEntries(
      (wrangler.durable_objects?.bindings ?? []).map(({ name, class_name }) => [
        name,
        { className: class_name, useSQLite: true },
      ]),
    ),
    assets: {
      directory: join(target, "site"),
      binding: wrangler.assets.binding,
      routerConfig: {
        has_user_worker: true,
        ...(Array.isArray(wrangler.assets.run_worker_first)
          ? { static_routing: { user_worker: wrangler.assets.run_worker_first } }
          : { invoke_user_worker_ahead_of_assets: wrangler.assets.run_worker_first === true }),
      },
      assetConfig: {
        html_handling: wrangler.assets.html_handling ?? "auto-trailing-slash",
        not_found_handling: wrangler.assets.not_found_handling ?? "none",
      },
    },
  });
  const url = await miniflare.ready;
  return {
    /** Where it listens, without a final slash. */
    url: url.origin,
    miniflare,
    /** The KV namespace with this binding name, to look at or to prepare. */
    kv: (name = "KV") => miniflare.getKVNamespace(name),
    /** Runs the scheduled handler once, as Cloudflare does for each cron expression. */
    async scheduled(cron = crons[0], time = new Date()) {
      const worker = await miniflare.getWorker();
      return worker.scheduled({ cron, scheduledTime: time });
    },
    stop: () => miniflare.dispose(),
  };
}
