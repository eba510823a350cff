// The kinds of pages that posts are found on, each as its public themes build it (tests/page/hosts): text, author,
// time, permalink and the brand's own answers must come out exact.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { signIn } from "./panel.mjs";

const folder = new URL("hosts/", import.meta.url);
const hosts = (await readdir(folder)).map((name) => name.replace(".html", "")).sort();
const { demo, browser } = await stage();

/** What every one of the pages says. */
const EXPECTED = [
  { author: "Nora", own: false, text: "Trois rendez-vous annulés, personne ne rappelle. C’est inadmissible !", at: "2026-11-20T09:00:00.000Z" },
  { author: "Lumio", own: true, text: "Bonjour Nora, pardon pour l’attente. Je reprends votre dossier aujourd’hui. Camille", at: "2026-11-20T10:00:00.000Z" },
  { author: "Sam", own: false, text: "I was charged twice and nobody answers.\n\nRefund me.", at: "2026-11-20T11:30:00.000Z" },
];

/** Pages whose posts carry no link to themselves. */
const WITHOUT_LINK = ["shopify", "woocommerce"];

/** Opens a host page in the place of the demo page, signed in. */
async function open(host) {
  const opened = await openPage(browser, "about:blank");
  const body = await readFile(new URL(`${host}.html`, folder), "utf8");
  await opened.page.route("**/demo/", async (route) => route.fulfill({ response: await route.fetch(), body }));
  await signIn(opened.page, demo.sign_in);
  return opened;
}

test("at least twelve kinds of pages are tried", () => assert.ok(hosts.length >= 12, hosts.join(" ")));

for (const host of hosts) {
  test(host, async () => {
    const { page, context, problems } = await open(host);
    const posts = await page.evaluate(() => window.accalmie("analyze"));
    posts.sort((one, other) => one.at - other.at);
    const told = posts.map(({ author, own, text, at }) => ({ author, own, text, at: new Date(at).toISOString() }));
    assert.deepEqual(told, EXPECTED);
    assert.equal(new Set(posts.map(({ id }) => id)).size, EXPECTED.length, "each post has an id of its own");
    if (!WITHOUT_LINK.includes(host)) assert.ok(posts.every(({ url }) => url?.startsWith("http")), "each post has its link");
    assert.deepEqual(problems, []);
    await context.close();
  });
}

/** Posts with a date each, as `data-posts` finds them. */
const dated = (lang, times) =>
  `<!doctype html><html lang="${lang}"><title>Avis</title><main>${times.map((time, index) => `<div class="comment" id="c${index}"><b class="author">Ann ${index}</b>${time}<div class="text">Bonjour, où en est mon colis numéro ${index} ?</div></div>`).join("")}</main><script async src="/accalmie.js" data-brand="lumio" data-posts=".comment"></script></html>`;

for (const lang of ["fr", "en-US"]) {
  test(`times are read in the page's own language: ${lang}`, async () => {
    const short = lang === "fr" ? ["12/11/2025 10:30", "22/11/2025 à 9h05"] : ["11/12/2025 10:30 AM", "11/22/2025, 9:05"];
    const times = [
      ...short.map((text) => `<time class="date">${text}</time>`),
      '<time datetime="2025-11-12T10:30:00+0000" data-time="1">whenever</time>',
      '<time data-time="1762943400">XenForo’s seconds</time>',
      '<time datetime="2999-01-01T00:00:00Z">soon</time>',
    ];
    const opened = await openPage(browser, "about:blank", { timezoneId: "Europe/Paris" });
    const { page, context, problems } = opened;
    await page.route("**/demo/", async (route) => route.fulfill({ response: await route.fetch(), body: dated(lang, times) }));
    await signIn(page, demo.sign_in);
    let posts = [];
    for (const end = Date.now() + 10_000; posts.length < times.length && Date.now() < end; ) posts = await page.evaluate(() => window.accalmie("analyze"));
    const [one, two, three, four, future] = posts.sort((one, other) => (one.id < other.id ? -1 : 1)).map(({ at }) => at);
    const told = [one, two, three, four].map((at) => new Date(at).toISOString());
    assert.deepEqual(told, ["2025-11-12T09:30:00.000Z", "2025-11-22T08:05:00.000Z", "2025-11-12T10:30:00.000Z", "2025-11-12T10:30:00.000Z"]);
    assert.ok(future <= Date.now(), "no post comes from the future");
    assert.deepEqual(problems, []);
    await context.close();
  });
}
