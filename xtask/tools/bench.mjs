// `cargo xtask bench`: how much the built Worker takes on local workerd. The simulator's store is slower than workerd, so
// the figures compare changes of ours; they don't say what Cloudflare takes.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardHeaders } from "../../tests/support/sign.mjs";
import { startBrand } from "./demo.mjs";

/** Requests at once, as a busy platform would send them. */
const LANES = 16;
/** How long each measurement runs, in milliseconds, after a fifth of it to warm up. */
const SPAN = 5_000;

const POST = "Trois semaines sans internet, trois rendez-vous annulés, et PERSONNE ne rappelle !!! Je résilie lundi 😡";

/** Runs `send(n)` in every lane until the time is over; gives requests a second and the time of the slower ones. */
async function measure(name, send, expected = 200) {
  let sent = 0;
  const run = async (span) => {
    const times = [];
    const until = performance.now() + span;
    const lane = async () => {
      while (performance.now() < until) {
        const begin = performance.now();
        const answer = await send(sent++);
        await answer.arrayBuffer();
        if (answer.status !== expected) throw new Error(`${name}: found status ${answer.status}, expected ${expected}`);
        times.push(performance.now() - begin);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return times.sort((a, b) => a - b);
  };
  await run(SPAN / 5);
  const times = await run(SPAN);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
  const rate = Math.round((times.length * 1000) / SPAN);
  console.log(`${name.padEnd(28)} ${String(rate).padStart(6)}/s   median ${at(0.5)} ms   95 % within ${at(0.95)} ms`);
}

const data = await mkdtemp(join(tmpdir(), "accalmie-bench-"));
const { worker, answer } = await startBrand({ data });
const { standard } = answer.webhooks;
try {
  const signedIn = { authorization: `Bearer ${answer.token}`, "content-type": "application/json" };

  const message = (n) => ({
    type: "post.created",
    timestamp: new Date().toISOString(),
    data: {
      id: `bench-${n}`,
      thread_id: "bench",
      // Two hundred customers: cases of a realistic length.
      author: { id: `customer-${n % 200}`, name: `Customer ${n % 200}` },
      text: POST,
      created_at: new Date().toISOString(),
    },
  });
  const deliver = (n) => {
    const body = JSON.stringify(message(n));
    return fetch(standard.url, {
      method: "POST",
      headers: standardHeaders(body, standard.secret),
      body,
    });
  };
  const assess = (n) =>
    fetch(`${worker.url}/v1/assess`, { method: "POST", headers: signedIn, body: JSON.stringify({ id: String(n), text: POST }) });

  await measure("GET /health", () => fetch(`${worker.url}/health`));
  await measure("POST /v1/assess", assess);
  await measure("POST /webhooks/standard", deliver);
  await measure("GET /v1/cases, 200 cases", () => fetch(`${worker.url}/v1/cases`, { headers: signedIn }));
} finally {
  await worker.stop();
  await rm(data, { recursive: true, force: true });
}
