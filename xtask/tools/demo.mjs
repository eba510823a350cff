// The demo brand of `cargo xtask run`: its secrets, made once and kept, and how it is set up in a running Worker.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { root, start, target } from "./worker.mjs";

/** The demo brand's policy: accounts, people, hours, voice. */
const policy = JSON.parse(readFileSync(join(root, "shared/data/policy.demo.json"), "utf8"));
/** Its accounts on a channel, by the ids that deliveries carry. */
const accounts = (channel) => policy.accounts.filter((account) => account.channel === channel).map(({ id }) => id);
/** Who signs in: in the demo one person does everything. */
const [CM] = policy.people;

/** Where it listens: on this machine alone. */
const HOST = "127.0.0.1";
/** The origin of the browser extension: its id is the hash of the key in its manifest. */
export const EXTENSION = `chrome-extension://${extensionId()}`;
/** The brand of www/demo; another one gets a copy of the page with its name. */
export const BRAND = "lumio";

function extensionId() {
  const { key } = JSON.parse(readFileSync(join(root, "widget/script/extension/manifest.json"), "utf8"));
  const hash = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex");
  return [...hash.slice(0, 32)].map((digit) => "abcdefghijklmnop"[parseInt(digit, 16)]).join("");
}

const secret = (bytes = 24) => randomBytes(bytes).toString("hex");

/** The demo's secrets: read from the data folder, or drawn and put there. */
function load(data, brand) {
  mkdirSync(data, { recursive: true });
  const file = join(data, `demo-${brand}.json`);
  if (!existsSync(file)) {
    const fresh = {
      setup: secret(),
      key: secret(32),
      cm: secret(),
      meta: { secret: secret(16), page_id: accounts("facebook")[0], verify_token: secret(8) },
      standard: { secret: `whsec_${randomBytes(32).toString("base64")}` },
    };
    writeFileSync(file, JSON.stringify(fresh, null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What the Worker needs to know, as `wrangler secret put` would tell it. */
function bindings(demo, brand, origins) {
  return {
    SETUP_TOKEN: demo.setup,
    TOKEN_KEY: demo.key,
    // A demo that asks to sign in again every hour would only be in the way: thirty days.
    TOKEN_MINUTES: String(30 * 24 * 60),
    ORIGINS: JSON.stringify({ [brand]: origins }),
    SECRETS: JSON.stringify({
      [brand]: {
        meta: { secrets: [demo.meta.secret], verify_token: demo.meta.verify_token, accounts: accounts("facebook") },
        standard: { secrets: [demo.standard.secret], accounts: accounts("web") },
      },
    }),
  };
}

async function post(url, body, headers = {}) {
  const options = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
  return fetch(url, options);
}

/** Signs the CM in; sets brand, policy and CM up first where the store doesn't know them yet. */
async function setUp(url, demo, brand) {
  const credential = `acc_key.${brand}.${CM.id}.${demo.cm}`;
  const signIn = () => post(`${url}/v1/session`, { secret: credential });
  let answer = await signIn();
  if (!answer.ok) {
    const agents = [{ id: CM.id, name: CM.name, role: "administrator", secret: demo.cm }];
    const made = await post(`${url}/v1/setup`, { brand, policy, agents }, { authorization: `Bearer ${demo.setup}` });
    if (!made.ok) throw new Error(`can't set the demo brand up: ${made.status} ${await made.text()}`);
    answer = await signIn();
  }
  if (!answer.ok) throw new Error(`can't sign in: ${answer.status} ${await answer.text()}`);
  const { token } = await answer.json();
  return { credential, token };
}

/** The port to use, free at this moment; 0 picks one. */
function free(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", () => reject(new Error(`port ${port} is in use, expected a free one: choose it with --port`)));
    server.listen(port, HOST, () => {
      const found = server.address().port;
      server.close(() => resolve(found));
    });
  });
}

/** The path of the brand's demo page. */
function page(brand) {
  if (brand === BRAND) return "/demo/";
  const html = readFileSync(join(target, "site/demo/index.html"), "utf8");
  const folder = join(target, "site/demo", brand);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html.replace(`data-brand="${BRAND}"`, `data-brand="${brand}"`));
  return `/demo/${brand}/`;
}

/** Starts the Worker with a demo brand that is set up, and says where everything is. Stop it with `worker.stop()`. */
export async function startBrand({ port = 0, data, brand = BRAND }) {
  const found = await free(port);
  const origins = [`http://${HOST}:${found}`, `http://localhost:${found}`, EXTENSION];
  const demo = load(data, brand);
  const path = page(brand);
  const worker = await start({ port: found, host: HOST, data, bindings: bindings(demo, brand, origins) });
  try {
    const { credential, token } = await setUp(worker.url, demo, brand);
    const answer = {
      page: worker.url + path,
      api: worker.url,
      sign_in: `${worker.url}${path}#accalmie=${encodeURIComponent(credential)}`,
      token,
      webhooks: {
        meta: { url: `${worker.url}/webhooks/meta/${brand}`, ...demo.meta },
        standard: { url: `${worker.url}/webhooks/standard/${brand}`, ...demo.standard },
      },
    };
    return { worker, answer };
  } catch (error) {
    await worker.stop();
    throw error;
  }
}

/** A Facebook comment as Meta would deliver it, with its signature, as a command for the shell. */
export function metaCurl(url, { secret, page_id }, now = new Date()) {
  const seconds = Math.floor(now / 1000);
  const comment = {
    item: "comment",
    verb: "add",
    post_id: `${page_id}_1`,
    parent_id: `${page_id}_1`,
    comment_id: `${page_id}_${seconds}`,
    from: { id: "200000000000001", name: "Odile R." },
    message: "Trois semaines sans internet et PERSONNE ne rappelle !!! Je résilie.",
    created_time: seconds,
  };
  const entry = { id: page_id, time: seconds, changes: [{ field: "feed", value: comment }] };
  const body = JSON.stringify({ object: "page", entry: [entry] });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return [
    `curl -i ${url}`,
    `-H 'content-type: application/json'`,
    `-H 'x-hub-signature-256: sha256=${signature}'`,
    `-d '${body}'`,
  ].join(" ");
}

/**
 * A Standard Webhooks message as a command for the shell. Its signature covers the time and is refused after five
 * minutes, so the shell signs it, with openssl, when it sends it.
 */
export function standardCurl(url, { secret }, now = new Date()) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64").toString("hex");
  const id = `msg_${Math.floor(now / 1000)}`;
  const body = JSON.stringify({
    type: "post.created",
    timestamp: now.toISOString(),
    data: {
      id: `review-${Math.floor(now / 1000)}`,
      thread_id: "reviews",
      author: { id: "customer-7", name: "Ruth A." },
      text: "Charged twice, eleven days of waiting, and your chat keeps telling me to wait. Unacceptable!",
      created_at: now.toISOString(),
    },
  });
  const signed = `printf '%s.%s.%s' ${id} $t '${body}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:${key} -binary | base64`;
  return [
    `t=$(date +%s); curl -i ${url}`,
    `-H 'content-type: application/json'`,
    `-H 'webhook-id: ${id}' -H "webhook-timestamp: $t"`,
    `-H "webhook-signature: v1,$(${signed})"`,
    `-d '${body}'`,
  ].join(" ");
}
