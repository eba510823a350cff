// `cargo xtask bench --page`: what the widget costs a page in real Chromium. The page is a wall of posts without an
// edge, so that nothing but the widget is measured. `node xtask/tools/bench-page.mjs 100 1000` takes other walls.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { startBrowser } from "./browser.mjs";
import { target } from "./worker.mjs";

/** The walls that are measured, by their number of posts. */
const WALLS = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000];
/** Each wall is opened so many times; the median counts. */
const TIMES = 5;
/** A task that keeps the page from answering for longer is a long one (W3C Long Tasks). */
const LONG = 50;

const POSTS = [
  "Trois semaines sans internet et PERSONNE ne rappelle !!! Je résilie lundi 😡",
  "Bonjour, à quelle heure ouvre la boutique de la rue des Lilas le samedi ? Merci d’avance.",
  "Encore un prélèvement en double ce mois-ci, 89 € au lieu de 39 €, et le chat ne répond jamais.",
  "Merci à Julien qui a tout réglé en dix minutes, vraiment au top.",
  "Pareil pour moi, fuyez cette boîte, ils encaissent et après plus personne…",
  "Le colis est annoncé livré, je n’ai rien reçu. C’est la deuxième fois, c’est inadmissible.",
  "L’application se ferme dès que j’ouvre mes factures depuis la mise à jour.",
  "Bravo, quatre rendez-vous annulés, un record du monde ! Et inutile de me proposer un message privé.",
  "Quelqu’un sait comment transférer son contrat quand on déménage ?",
  "VOUS ÊTES DES VOLEURS, j’ai déjà appelé cinq fois, je saisis l’association de consommateurs.",
  "Petit retard ce matin mais le technicien était très aimable.",
  "Toujours aucune réponse à mon mail d’il y a onze jours. Honteux.",
];

function wall(count) {
  const posts = Array.from({ length: count }, (_, n) => {
    const at = new Date(Date.UTC(2026, 10, 22, 8) - n * 60_000).toISOString();
    return `<article class="post" id="p${n}" data-author-id="u${n % Math.ceil(count * 0.8)}"><header><b class="author">Client ${n}</b> <time datetime="${at}">${at.slice(0, 10)}</time></header><div class="text"><p>${POSTS[n % POSTS.length]} (${n})</p></div></article>`;
  });
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${count}</title><style>article{margin:1em 3em}</style><body>${posts.join("\n")}</body></html>`;
}

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".bin": "application/octet-stream", ".txt": "text/plain; charset=utf-8" };

/** The built site and the walls. Isolated, because only isolated pages may measure their own memory. */
const server = createServer(async (request, answer) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const send = (status, type, body) => {
    answer.writeHead(status, { "content-type": type, "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" });
    answer.end(body);
  };
  const number = /^\/wall\/(\d+)$/.exec(pathname);
  if (number) return send(200, "text/html", wall(Number(number[1])));
  if (!/^\/(accalmie\.js|widget\/[a-z_]+\.(js|wasm)|packs\/[a-z]+\.(bin|txt))$/.test(pathname)) return send(404, "text/plain", "");
  send(200, TYPES[extname(pathname)], await readFile(join(target, "site", pathname)));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const site = `http://127.0.0.1:${server.address().port}`;

/** Puts the tag into the page and waits until every post is read and its marks are in place. Runs in the page. */
async function begin(long) {
  const tasks = [];
  let shift = 0;
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += entry.value))).observe({ type: "layout-shift" });
  localStorage.setItem("accalmie:lumio:key", "nobody");
  const ready = new Promise((resolve) => document.addEventListener("accalmie:ready", resolve, { once: true }));
  const failed = new Promise((_, reject) => document.addEventListener("accalmie:error", (event) => reject(new Error(event.detail.message))));
  const tag = document.createElement("script");
  Object.assign(tag.dataset, { brand: "lumio", posts: ".post", lang: "fr" });
  tag.src = "/accalmie.js";
  const from = performance.now();
  document.head.append(tag);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const marks = (kind) => document.querySelector("accalmie-widget")?.shadowRoot.querySelectorAll(kind).length ?? 0;
  const first = (async () => {
    while (!marks(".mark:not([hidden])")) await frame();
    return performance.now() - from;
  })();
  await Promise.race([ready, failed]);
  const read = performance.now() - from;
  const seen = await first;
  // What was put off until the browser is idle counts, too.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const ours = tasks.filter((task) => task.startTime >= from).map((task) => task.duration);
  return {
    seen,
    read,
    marks: marks(".mark"),
    longest: Math.max(0, ...ours),
    blocking: ours.reduce((sum, time) => sum + Math.max(0, time - long), 0),
    shift,
  };
}

/** Scrolls through the page and gives the longest wait between two frames. Runs in the page. */
async function scroll() {
  let [longest, last] = [0, performance.now()];
  for (let step = 0; step < 90; step++) {
    scrollBy(0, 400);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    [longest, last] = [Math.max(longest, now - last), now];
  }
  return longest;
}

/** Opens the first case and writes a reply, a letter at a time. Gives the time of each. Runs in the page. */
async function write() {
  const root = document.querySelector("accalmie-widget").shadowRoot;
  const until = async (selector) => {
    while (!root.querySelector(selector)) await new Promise((resolve) => setTimeout(resolve, 10));
    return root.querySelector(selector);
  };
  (await until("#launcher")).click();
  (await until(".row")).click();
  const area = await until("#draft");
  const words = "Bonjour, je suis désolé de lire ça. Envoyez nous votre numéro au 06 12 34 56 78 et je regarde tout de suite !!! ";
  const times = [];
  area.value = "";
  for (const letter of words + words) {
    const from = performance.now();
    area.value += letter;
    area.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
    // The panel draws in microtasks; when the next task begins, all of them have run, and their changes are laid out.
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
    root.querySelector("#panel").getBoundingClientRect();
    times.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return times;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const memory = (page) => page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);

/** One line of the report: what, how much, and what was set as a goal. */
function tell(what, value, unit, goal) {
  const verdict = goal === undefined ? "" : value <= goal ? `ok, at most ${goal}` : `MORE than ${goal}`;
  console.log(`${what.padEnd(52)} ${value.toFixed(value < 10 ? 1 : 0).padStart(7)} ${unit.padEnd(3)} ${verdict}`);
}

const GOALS = {
  100: { seen: 300 },
  1000: { longest: LONG, blocking: 50 },
  10000: { read: 1000, work: 1000, longest: LONG, memory: 60 },
};

const browser = await startBrowser();
try {
  for (const count of WALLS) {
    const goals = GOALS[count] ?? {};
    const runs = [];
    for (let time = 0; time < TIMES; time++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${site}/wall/${count}`, { waitUntil: "load" });
      const session = await context.newCDPSession(page);
      await session.send("Performance.enable");
      const busy = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 300))));
      const before = await busy();
      const run = await page.evaluate(begin, LONG);
      runs.push({ ...run, work: (await busy()) - before });
      if (time === TIMES - 1) {
        const frame = await page.evaluate(scroll);
        const keys = (await page.evaluate(write)).sort((a, b) => a - b);
        const full = await memory(page);
        const bare = await context.newPage();
        await bare.goto(`${site}/wall/${count}`);
        Object.assign(run, { frame, key: keys[Math.floor(keys.length * 0.95)], memory: (full - (await memory(bare))) / 1e6 });
        Object.assign(runs[runs.length - 1], run);
      }
      await context.close();
    }
    const of = (name) => median(runs.map((run) => run[name]));
    const last = runs[runs.length - 1];
    console.log(`\n${count} posts, ${last.marks} marks, median of ${TIMES}`);
    tell("from script to the first marks", of("seen"), "ms", goals.seen);
    tell("from script to all posts read", of("read"), "ms", goals.read);
    tell("work of the main thread", of("work"), "ms", goals.work);
    tell("longest task", of("longest"), "ms", goals.longest);
    tell("total blocking time", of("blocking"), "ms", goals.blocking);
    tell("layout shift, in thousandths", of("shift") * 1000, "", 0);
    tell("longest frame while scrolling", last.frame, "ms", LONG);
    tell("a letter in the editor with checks, 95th percentile", last.key, "ms", 8);
    tell("memory over the bare page", last.memory, "MB", goals.memory);
  }
} finally {
  await browser.close();
  server.close();
}
