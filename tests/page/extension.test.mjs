// The browser extension in real Chromium, on pages that the brand does not control: other origins, without a word of
// Accalmie in them, one with a strict policy of its own. And the bookmarklet, for pages without such a policy.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { executable } from "../../xtask/tools/browser.mjs";
import { EXTENSION } from "../../xtask/tools/demo.mjs";
import { target } from "../../xtask/tools/worker.mjs";
import { openPage, startBrowser } from "../support/browser.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";
import { widget } from "./panel.mjs";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE = (await readFile(new URL("hosts/wordpress.html", import.meta.url), "utf8")).replace(/<script async.*<\/script>/, "");

/** A page of two angry customers whom nobody has answered. */
const angry = (id, name) => `<div class="comment" data-id="${id}" data-author-id="${name}"><b class="author">${name}</b><div class="text">C’est une honte, trois semaines que j’attends et personne ne répond !!!</div></div>`;
const TWO = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Avis</title><main>${angry(1, "ann")}${angry(2, "bob")}</main></html>`;

/** A page whose posts no rule and no shape knows, so that somebody has to point at one. */
const bubble = (text) => `<div class="bubble"><i>Nora</i><div>${text}</div></div>`;
const BUBBLES = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Avis</title><main>${bubble("C’est une honte, trois semaines que j’attends et personne ne répond !!!")}${bubble("Bonjour, quand ouvrez-vous le dimanche à Nantes ?")}</main><footer><p>Tous droits réservés, et rien à signaler ici.</p></footer></html>`;

/** The page of somebody else, on a port of its own. */
async function elsewhere(policy, page = PAGE) {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...(policy && { "content-security-policy": policy }) });
    response.end(page);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

const data = await dataFolder();
const demo = await startDemo({ data: data.folder });
const strict = await elsewhere(POLICY);
const plain = await elsewhere();
const two = await elsewhere(undefined, TWO);
const bubbles = await elsewhere(undefined, BUBBLES);
after(async () => {
  strict.stop();
  plain.stop();
  two.stop();
  bubbles.stop();
  await demo.stop();
  await data.remove();
});

/** Chromium with the extension. A test can't click the browser's own button, so its right to the page is in the manifest. */
async function withExtension() {
  const profile = await dataFolder();
  const folder = join(profile.folder, "extension");
  await cp(join(target, "extension"), folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  manifest.host_permissions = [strict, plain, two, bubbles].map(({ url }) => `${url}*`);
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  const context = await chromium.launchPersistentContext(join(profile.folder, "profile"), {
    executablePath: executable(),
    headless: false,
    ignoreDefaultArgs: ["--disable-extensions"],
    locale: "fr-FR",
    args: ["--headless=new", `--load-extension=${folder}`, `--disable-extensions-except=${folder}`, "--disable-gpu", "--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const [worker] = context.serviceWorkers().length ? context.serviceWorkers() : [await context.waitForEvent("serviceworker")];
  /** The click on the extension's button while `page` is in front. */
  const click = async (page) => {
    await page.bringToFront();
    await worker.evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ url: `${url}*` });
      chrome.action.onClicked.dispatch(tab);
    }, page.url());
  };
  /**
   * What the panel, or another `host` of ours, shows under a selector, with some words in it: waits for it, brings it
   * into view, says where it is. The page, and so the test, can't look into it; the extension's own world can.
   */
  const part = async (page, selector, words = "", host = "accalmie-widget") => {
    const end = Date.now() + 20_000;
    for (;;) {
      const found = await worker.evaluate(
        async ([url, ...args]) => {
          const [tab] = await chrome.tabs.query({ url: `${url}*` });
          const look = (selector, words, name) => {
            const host = document.querySelector(name);
            const root = host && chrome.dom.openOrClosedShadowRoot(host);
            const all = [...(root?.querySelectorAll(selector) ?? [])];
            const one = all.find((element) => element.textContent.includes(words) && element.checkVisibility());
            one?.scrollIntoView({ block: "center", behavior: "instant" });
            const { x, y, width, height } = one?.getBoundingClientRect() ?? {};
            return one && { x: x + width / 2, y: y + height / 2, text: one.innerText, value: one.value };
          };
          const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: look, args });
          return result;
        },
        [page.url(), selector, words, host],
      );
      if (found) return found;
      if (Date.now() > end) assert.fail(`found no ${selector} with "${words}" in the panel`);
      await page.waitForTimeout(100);
    }
  };
  /** A press of the mouse, as a person's. */
  const press = async (page, selector, words, host) => {
    await page.bringToFront();
    await part(page, selector, words, host);
    await page.waitForTimeout(300); // what moves has come to rest
    const { x, y } = await part(page, selector, words, host);
    await page.mouse.click(x, y);
  };
  /** What the browser keeps for the widget, by its names. */
  const kept = () => worker.evaluate(async () => Object.fromEntries(Object.entries(await chrome.storage.local.get()).filter(([name]) => name.startsWith("accalmie:"))));
  /** Settings as the settings' page writes them. */
  const set = (more) =>
    worker.evaluate((settings) => chrome.storage.local.set(settings), {
      server: `${demo.api}/`,
      brand: "lumio",
      lang: "fr",
      "accalmie:lumio:key": decodeURIComponent(new URL(demo.sign_in).hash.split("=")[1]),
      ...more,
    });
  return {
    context,
    worker,
    click,
    part,
    press,
    kept,
    set,
    async stop() {
      await context.close();
      await profile.remove();
    },
  };
}

test("nothing in the extension is fetched from elsewhere", async () => {
  const manifest = JSON.parse(await readFile(join(target, "extension/manifest.json"), "utf8"));
  assert.equal(manifest.manifest_version, 3);
  assert.deepEqual(manifest.permissions, ["activeTab", "scripting", "storage"]);
  assert.equal(manifest.host_permissions, undefined);
  for (const name of ["content.js", "worker.js", "options.js", "options.html"]) {
    const text = await readFile(join(target, "extension", name), "utf8");
    assert.doesNotMatch(text, /(src|href|import)\s*[=(]\s*["']?https?:/, name);
  }
  for (const name of ["widget/accalmie_widget.js", "widget/accalmie_widget_bg.wasm", "packs/fr.bin", "packs/en.bin", "packs/fr.txt", "packs/en.txt", "finder.js", "icon.png"]) {
    assert.ok((await readFile(join(target, "extension", name))).length > 0, name);
  }
});

test("from the settings to an answered case on somebody else's page, whose own scripts see nothing of it", async () => {
  const { context, worker, click, part, press, stop } = await withExtension();
  try {
    assert.ok(worker.url().startsWith(`${EXTENSION}/`), `found ${worker.url()}, expected the id that servers allow`);
    const options = await context.newPage();
    await options.goto(`${EXTENSION}/options.html`);
    // The browser's own language is the machine's: French or English.
    await options.getByLabel(/Lien ou clé de connexion|Sign-in link or key/).fill(demo.sign_in);
    assert.equal(await options.getByLabel(/^(Marque|Brand)$/).inputValue(), "lumio");
    assert.equal(await options.getByLabel(/Adresse du serveur|Address of the Accalmie server/).inputValue(), `${demo.api}/`);
    await options.getByRole("button", { name: /Enregistrer|Save/ }).click();
    await options.getByText(/^(Enregistré|Saved)\./).waitFor();
    await worker.evaluate(() => chrome.storage.local.set({ lang: "fr" }));

    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    // The page listens to whatever it may be told, from its first moment on.
    await page.addInitScript(() => {
      window.told = [];
      for (const name of ["ready", "flag", "suggest", "error"]) document.addEventListener(`accalmie:${name}`, ({ detail }) => window.told.push([name, detail]));
    });
    await page.goto(plain.url);
    await click(page);
    await part(page, "#panel");
    await part(page, ".mark");
    await part(page, ".link", "En direct");
    await press(page, ".row", "Sam");
    await part(page, "#draft");
    // Its scripts find no panel to read, nor anything in it to press.
    const tried = await page.evaluate(() => {
      const host = document.querySelector("accalmie-widget");
            const hits = new Set();
      for (let x = 10; x < innerWidth; x += 40) {
        for (let y = 10; y < innerHeight; y += 40) {
          const hit = document.elementFromPoint(x, y);
          if (hit !== host) continue;
          hits.add(hit.localName);
          hit.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, clientX: x, clientY: y }));
        }
      }
      host.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, composed: true }));
      return [host.shadowRoot, host.innerText, [...hits]];
    });
    assert.deepEqual(tried, [null, "", ["accalmie-widget"]]);
    await page.waitForTimeout(500);
    await part(page, "#sent"); // nothing was sent: the button still stands there
    await press(page, "#sent");
    await part(page, ".toast", "notée");

    const seen = await page.evaluate(() => [typeof window.accalmie, Object.keys(localStorage).length, /\[native code\]/.test(String(window.fetch)), window.told]);
    assert.deepEqual(seen, ["undefined", 0, true, []]);
    // A reload is a new page: one more click brings the widget back, signed in, with the case as it stood.
    await page.reload();
    await click(page);
    await press(page, ".tab", "En cours");
    await part(page, ".row", "Sam");
    assert.deepEqual(problems, []);
  } finally {
    await stop();
  }
});

test("no tab writes over what another one keeps, and a draft is there after a reload", async () => {
  const { context, worker, click, part, press, kept, set, stop } = await withExtension();
  try {
    await set({ posts: ".comment" });
    const [one, other] = [await context.newPage(), await context.newPage()];
    for (const [page, place] of [[one, "?one"], [other, "?other"]]) {
      await page.goto(two.url + place);
      await click(page);
      await part(page, ".link", "En direct");
    }
    await press(one, ".row", "ann");
    await press(one, "#draft");
    await one.keyboard.press("Control+A");
    await one.keyboard.insertText("Bonjour Ann, je regarde cela tout de suite.");
    await one.waitForTimeout(500);
    // The other tab was there before, keeps something of its own, and a new key comes from the settings meanwhile.
    await worker.evaluate(() => chrome.storage.local.set({ "accalmie:lumio:new": "from the settings" }));
    await press(other, ".row", "bob");
    await part(other, "#draft");
    await other.waitForTimeout(500);
    const names = Object.entries(await kept());
    assert.ok(names.some(([name, value]) => name.includes(":draft:") && value.includes("tout de suite")), JSON.stringify(names));
    assert.ok(names.some(([name, value]) => name.endsWith(":new") && value === "from the settings"), JSON.stringify(names));
    await one.reload();
    await click(one);
    await press(one, ".row", "ann");
    assert.equal((await part(one, "#draft")).value, "Bonjour Ann, je regarde cela tout de suite.");
  } finally {
    await stop();
  }
});

test("on a page whose policy refuses WebAssembly, to extensions too, the plain list does the work", async () => {
  const { context, click, part, press, set, stop } = await withExtension();
  try {
    await set();
    const page = await context.newPage();
    await page.goto(strict.url);
    await click(page);
    await part(page, ".notice", "Cette page refuse WebAssembly");
    await part(page, "li", "Nora");
    await press(page, "li button:not(.author)", "Proposer une réponse");
    await part(page, "li textarea, li [role=status]:not(:empty)");
    assert.deepEqual(await page.evaluate(() => [document.querySelector("accalmie-widget").shadowRoot, Object.keys(localStorage).length]), [null, 0]);
  } finally {
    await stop();
  }
});

test("somebody points at a post of somebody else's page, whose scripts can neither see nor press the bar", async () => {
  const { context, click, part, press, set, stop } = await withExtension();
  try {
    await set();
    const page = await context.newPage();
    await page.goto(bubbles.url);
    await click(page);
    await press(page, "#teach");
    const bar = "accalmie-teach";
    await part(page, "p", "Cliquez sur un message", bar);
    const tried = await page.evaluate(() => {
      document.querySelector("footer p").click();
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      return document.querySelector("accalmie-teach").shadowRoot;
    });
    assert.equal(tried, null);
    await part(page, "p", "Cliquez sur un message", bar);
    await page.getByText("C’est une honte").click();
    assert.equal((await part(page, "code", "bubble", bar)).text, 'data-posts=".bubble"');
    await press(page, "button", "Utiliser maintenant", bar);
    await part(page, ".row", "C’est une honte");
  } finally {
    await stop();
  }
});

test("before anything is set, a click opens the settings", async () => {
  const { context, click, stop } = await withExtension();
  try {
    const page = await context.newPage();
    await page.goto(strict.url);
    const opened = context.waitForEvent("page");
    await click(page);
    assert.match((await opened).url(), /options\.html$/);
  } finally {
    await stop();
  }
});

test("the bookmarklet of the help page marks a page of somebody else's, and leaves no key there", async () => {
  const browser = await startBrowser();
  try {
    const help = await openPage(browser, `${demo.api}/en/docs/`);
    await help.page.getByLabel("Brand").fill("lumio");
    const address = await help.page.getByRole("link", { name: "Accalmie on this page" }).getAttribute("href");
    assert.match(address, /^javascript:/);
    assert.deepEqual(help.problems, []);
    const { page, problems } = await openPage(browser, plain.url);
    await page.evaluate(decodeURIComponent(address.slice("javascript:".length)));
    await widget(page).locator(".mark").first().waitFor({ state: "attached" });
    await widget(page).locator("#secret").fill(new URL(demo.sign_in).hash);
    await widget(page).getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForTimeout(1000);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0);
    // This origin is none that the brand allows: the API refuses it, which Chromium logs.
    assert.deepEqual(problems.filter((problem) => !/CORS|ERR_FAILED|403/.test(problem)), []);
  } finally {
    await browser.close();
  }
});
