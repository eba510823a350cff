// The kinds of pages that posts are found on, each as its public themes build it (tests/page/hosts): text, author,
// time, permalink and the brand's own answers must come out exact.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { openPage, startBrowser } from "../support/browser.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";
import { signIn } from "./panel.mjs";

const folder = new URL("hosts/", import.meta.url);
const hosts = (await readdir(folder)).map((name) => name.replace(".html", "")).sort();
const data = await dataFolder();
const demo = await startDemo({ data: data.folder });
const browser = await startBrowser();
after(async () => {
  await browser.close();
  await demo.stop();
  await data.remove();
});

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
