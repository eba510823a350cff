// `cargo xtask run` as a script meets it: the very server, with its line of JSON.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../../xtask/tools/worker.mjs";

/** A folder for one test file's data, gone with `remove()`. */
export async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), "accalmie-run-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Starts the demo on a free port. Gives what `--json` prints, and `stop()`, which ends it the way the end of its
 * parent would and waits until it is gone.
 */
export async function startDemo({ data, brand = "lumio", port = 0 }) {
  const options = JSON.stringify({ port, data, brand, json: true });
  const child = spawn("node", [join(root, "xtask/tools/serve.mjs"), options], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const line = new Promise((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const first = await Promise.race([line, ended.then(([code]) => Promise.reject(new Error(`ended with ${code}`)))]);
  const stop = async () => {
    child.stdin.end();
    const [code] = await ended;
    return code;
  };
  return { ...JSON.parse(first), stop, child };
}
