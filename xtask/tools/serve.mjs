// The server of `cargo xtask run`: Worker, site and demo brand, until its standard input closes.
import { metaCurl, standardCurl, startBrand } from "./demo.mjs";
import { crons } from "./worker.mjs";

async function main({ json, brand, ...options }) {
  const { worker, answer } = await startBrand({ brand, ...options });
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

main(JSON.parse(process.argv[2])).catch((error) => {
  console.error(`error: ${error.message}`);
  process.exit(1);
});
