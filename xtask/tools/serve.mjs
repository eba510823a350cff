// The server of `cargo xtask run`: Worker, site and demo brand, until its standard input closes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { bindings, load, metaCurl, setUp, standardCurl } from "./demo.mjs";
import { crons, start, target } from "./worker.mjs";

const HOST = "127.0.0.1";
/** The brand of www/demo; another one gets a copy of the page with its name. */
const BRAND = "lumio";
const options = JSON.parse(process.argv[2]);

/** The port to use, free at this moment. */
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

async function main({ port, data, brand, json }) {
  const found = await free(port);
  const origins = [`http://${HOST}:${found}`, `http://localhost:${found}`];
  const demo = load(data, brand);
  const path = page(brand);
  const worker = await start({ port: found, host: HOST, data, bindings: bindings(demo, brand, origins) });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await worker.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.stdin.on("end", stop).on("close", stop).resume();

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
  console.log(json ? JSON.stringify(answer) : told(answer, brand));

  // What Cloudflare does with the Worker's cron triggers: here each of them is due every minute.
  setInterval(async () => {
    for (const cron of crons) {
      await worker.scheduled(cron).catch((error) => console.error(`scheduled: ${error.message}`));
    }
  }, 60_000);
}

function told({ page, api, sign_in, webhooks: { meta, standard } }, brand) {
  return `
Accalmie is running; Ctrl-C stops it.

  Demo brand page  ${page}
  Sign in as a CM  ${sign_in}
  Script tag       <script async src="${api}/accalmie.js" data-brand="${brand}"></script>
  API              ${api}/v1/

Send a Facebook comment, signed as Meta signs it:

${metaCurl(meta.url, meta)}

Send a review, signed as Standard Webhooks says:

${standardCurl(standard.url, standard)}
`;
}

main(options).catch((error) => {
  console.error(`error: ${error.message}`);
  process.exit(1);
});
