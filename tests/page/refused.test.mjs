// Where a page refuses WebAssembly: the edge reads the posts, and the panel says so.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { demo, browser } = await stage();

/** The demo page, or another in its place, without `wasm-unsafe-eval`. */
async function open(body, options = {}) {
  const opened = await openPage(browser, "about:blank", options);
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  await opened.page.route("**/demo/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, ...(body && { body }), headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await opened.page.goto(demo.sign_in);
  // Chromium logs its refusal, which is what is tested here.
  return { ...opened, others: () => opened.problems.filter((problem) => !/WebAssembly|wasm/i.test(problem)) };
}

test("the edge's verdict marks the angry posts, with reasons and a reply", async () => {
  const { page, context, others } = await open();
  const panel = widget(page).locator("#panel");
  await panel.getByText("Cette page refuse WebAssembly").waitFor();
  await panel.getByText(/\d+ messages à traiter/).waitFor();
  const row = panel.locator("li", { hasText: "Sandrine P." });
  assert.match(await row.innerText(), /Furieux|En colère/);
  assert.match(await row.innerText(), /HONTE/);
  assert.equal(await panel.locator("li", { hasText: "Léa M." }).count(), 0, "a polite question is left alone");
  assert.equal(await panel.locator("li", { hasText: "équipe Lumio" }).count(), 0, "and so is the brand's own answer");
  await row.getByRole("button", { name: "Proposer une réponse" }).click();
  await row.locator("textarea").waitFor();
  assert.match(await row.locator("textarea").inputValue(), /^Bonjour/);
  assert.deepEqual(others(), []);
  await context.close();
});

test("posts are found by the widget's own rules", async () => {
  const body = await readFile(new URL("hosts/wordpress.html", import.meta.url), "utf8");
  const { page, context, others } = await open(body);
  await widget(page).locator("li", { hasText: "Nora" }).waitFor();
  assert.equal(await widget(page).locator("li", { hasText: "Lumio" }).count(), 0);
  assert.deepEqual(others(), []);
  await context.close();
});

test("what could not be read is tried again, and said in words, never taken for calm", async () => {
  const { page, context } = await open();
  await widget(page).getByText(/\d+ messages à traiter/).waitFor();
  let status = 500;
  let calls = 0;
  await page.route("**/v1/assess", (route) => {
    calls += 1;
    return status === 0 ? route.abort() : status === 200 ? route.continue() : route.fulfill({ status, body: "no" });
  });
  for (const [answer, words] of [
    [500, "le serveur a répondu 500."],
    [429, "le serveur reçoit trop de demandes."],
    [0, "le serveur ne répond pas."],
  ]) {
    status = answer;
    await page.reload();
    await widget(page).getByText(`Les messages n’ont pas pu être lus : ${words} Nouvel essai`).waitFor();
  }
  // The last of the tries is over: it says how many, and the list is empty but not called calm.
  await widget(page).getByText(/^\d+ messages n’ont pas pu être lus\s: le serveur ne répond pas\.$/).waitFor();
  assert.equal(await widget(page).getByText("Aucun message en colère").count(), 0);
  assert.ok(calls > 6, `found ${calls} calls, expected several tries`);
  status = 200;
  await widget(page).getByRole("button", { name: "Réessayer" }).click();
  await widget(page).getByText(/^\d+ messages à traiter\.$/).waitFor();
  await context.close();
});

test("signed out, there is a field for the link; an invitation is kept as the credential it gives", async () => {
  const { page, context } = await open();
  await widget(page).getByText(/\d+ messages à traiter/).waitFor();
  const key = await page.evaluate(() => localStorage.getItem("accalmie:lumio:key"));
  const sent = [];
  await page.route("**/v1/session", async (route) => {
    const { secret } = route.request().postDataJSON();
    sent.push(secret);
    if (secret !== "acc_inv.lumio.once") return route.fulfill({ response: await route.fetch() });
    const response = await route.fetch({ postData: JSON.stringify({ secret: key }) });
    await route.fulfill({ response, json: { ...(await response.json()), credential: key } });
  });
  await page.evaluate(() => localStorage.setItem("accalmie:lumio:key", "acc_key.lumio.camille.wrong"));
  await page.reload();
  await widget(page).getByText("Cette clé n’est pas reconnue.").waitFor();
  await widget(page).getByLabel("Lien ou clé de connexion").fill("https://example.org/demo/#accalmie=acc_inv.lumio.once");
  await widget(page).getByRole("button", { name: "Se connecter" }).click();
  await widget(page).getByText(/\d+ messages à traiter/).waitFor();
  assert.equal(await widget(page).getByLabel("Lien ou clé de connexion").isVisible(), false);
  assert.equal(await page.evaluate(() => localStorage.getItem("accalmie:lumio:key")), key);
  // The page may name another person later.
  await page.evaluate((key) => window.accalmie("setUser", key).then(() => window.accalmie("setUser", "acc_key.lumio.camille.gone")), key);
  await widget(page).getByText("Cette clé n’est pas reconnue.").waitFor();
  assert.deepEqual(sent, ["acc_key.lumio.camille.wrong", "acc_inv.lumio.once", "acc_key.lumio.camille.gone"]);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}, 320 pixels`, async () => {
    const { page, context } = await open(undefined, { colorScheme, viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
    await widget(page).getByText(/\d+ messages à traiter/).waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run({ include: [["accalmie-widget"]] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`));
    assert.deepEqual(found, []);
    await context.close();
  });
}
