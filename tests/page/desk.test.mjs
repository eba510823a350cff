// The team's own pages: the inbox and the figures, signed in by link or by Cloudflare Access; axe finds nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { metaHeaders } from "../support/sign.mjs";
import { openCase, openPanel, signIn, widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { demo, browser } = await stage();

const secret = new URL(demo.sign_in).hash;

test("a case that was opened on a page stands in the inbox page, and the figures count it", async () => {
  const first = await openPage(browser, "about:blank");
  await signIn(first.page, demo.sign_in);
  await openPanel(first.page);
  await openCase(first.page, "Karim D.");
  await widget(first.page).locator("#sent").click();
  await widget(first.page).locator(".toast", { hasText: "notée" }).waitFor();
  await first.context.close();

  const { page, context, problems } = await openPage(browser, `${demo.api}/inbox/${secret}`);
  await widget(page).locator("#panel").waitFor();
  assert.equal(new URL(page.url()).hash, "");
  await widget(page).locator(".tab", { hasText: "En cours" }).click();
  await widget(page).locator(".row", { hasText: "Karim D." }).waitFor();
  await page.goto(`${demo.api}/dashboard/`);
  const answered = page.locator(".tile", { hasText: "Répondues" }).locator("dd");
  await answered.waitFor();
  assert.match(await answered.innerText(), /\d+\s?%/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("without a key the pages ask for one, and say what is wrong with another text", async () => {
  for (const path of ["/inbox/", "/dashboard/"]) {
    const { page, context, problems } = await openPage(browser, demo.api + path, { locale: "en-GB" });
    await page.getByLabel("Sign-in link or key").fill("hello");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("neither a sign-in link nor a key").waitFor();
    await page.getByLabel("Sign-in link or key").fill(demo.sign_in);
    await page.getByRole("button", { name: "Sign in" }).click();
    await (path === "/inbox/" ? widget(page).locator("#panel") : page.getByText("Median delay").first()).waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("the inbox fills the page: queue, case and reply side by side where there is room, one at a time on a phone", async () => {
  for (const [width, height, columns] of [[1440, 900, 3], [768, 1024, 2], [360, 740, 1]]) {
    const { page, context, problems } = await openPage(browser, `${demo.api}/inbox/${secret}`, { viewport: { width, height }, reducedMotion: "reduce" });
    const panel = widget(page).locator("#panel");
    await panel.waitFor();
    await widget(page).locator(".tab", { hasText: "Tous" }).click();
    await openCase(page, "Karim D.");
    assert.deepEqual(await panel.boundingBox(), { x: 0, y: 0, width, height });
    const left = (name) => widget(page).locator(name).first().evaluate((part) => part.checkVisibility() && Math.round(part.getBoundingClientRect().left));
    const places = [await left(".queue"), await left("#author"), await left("#draft")].filter((place) => place !== false);
    const apart = places.filter((place, index) => index === 0 || place - places[index - 1] > 100).length;
    assert.equal(apart, columns, `${width}: ${places}`);
    assert.equal(await widget(page).locator("#close, #teach, .grip, .handle").filter({ visible: true }).count(), 0);
    assert.ok(!(await panel.innerText()).includes("sur cette page"), "nothing is said of posts of a page");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.ok(await panel.isVisible(), "the page doesn't close");
    await page.getByRole("link", { name: "Les chiffres" }).click();
    await page.getByText("Délai médian").first().waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("an alert names its posts, each a way into its case; the platforms say when they last delivered", async () => {
  const { secret: key, page_id: account, url } = demo.webhooks.meta;
  const words = ["Plus d’internet depuis ce matin, c’est une panne !", "Panne internet totale ici, rien ne marche.", "Encore une panne d’internet, ça suffit !", "Internet en panne depuis des heures, inadmissible.", "Panne de connexion internet dans toute la rue !"];
  for (const [index, message] of words.entries()) {
    const seconds = Math.floor(Date.now() / 1000);
    const value = { item: "comment", verb: "add", post_id: `${account}_1`, parent_id: `${account}_1`, comment_id: `${account}_${index}`, from: { id: `u-${index}`, name: `Client ${index}` }, message, created_time: seconds };
    const body = JSON.stringify({ object: "page", entry: [{ id: account, time: seconds, changes: [{ field: "feed", value }] }] });
    assert.equal((await fetch(url, { method: "POST", body, headers: metaHeaders(body, key) })).status, 200);
  }
  const { page, context, problems } = await openPage(browser, `${demo.api}/dashboard/${secret}`);
  const alert = page.locator(".alert");
  for (let tries = 0; !(await alert.waitFor({ timeout: 2000 }).then(() => true, () => false)); tries++) {
    assert.ok(tries < 5, "no alert came");
    await page.reload();
  }
  assert.match(await alert.innerText(), /[56] clients se plaignent du même sujet\s: panne/);
  assert.equal(await alert.locator("a").count(), 5);
  const platforms = page.locator("table", { hasText: "Dernière livraison" });
  assert.match(await platforms.innerText(), /Meta\s+\d/);
  assert.match(await platforms.innerText(), /Standard Webhooks\s+Jamais encore/);
  const named = alert.locator("a", { hasText: "Client" }).first();
  const name = await named.innerText();
  await named.click();
  await widget(page).locator("#author", { hasText: name }).waitFor();
  await widget(page).locator("#draft").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("what can’t be known is a dash, not a nought", async () => {
  const { page, context } = await openPage(browser, `${demo.api}/dashboard/${secret}`);
  const weeks = page.locator("table", { hasText: "Relances pour 100 cas" });
  await weeks.waitFor();
  const row = (name) => weeks.locator("tr", { hasText: name }).locator("td").allInnerTexts();
  assert.deepEqual((await row("Relances pour 100 cas")).slice(0, 3), ["–", "–", "–"]);
  assert.deepEqual((await row("Cas ouverts")).slice(0, 3), ["0", "0", "0"]);
  await context.close();
});

test("a sign-in link that is pasted into the open page signs in", async () => {
  const { page, context } = await openPage(browser, `${demo.api}/inbox/`);
  await page.getByLabel("Lien ou clé de connexion").waitFor();
  await page.goto(`${demo.api}/inbox/${secret}`);
  await widget(page).locator("#panel").waitFor();
  await context.close();
});

test("who comes through Cloudflare Access is in without a key; who doesn’t is told, and may still paste one", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank", { reducedMotion: "reduce" });
  const bodies = [];
  // The server of the demo has no Access before it: here its answer stands in for that of one that has.
  await page.route("**/v1/session", async (route) => {
    const body = route.request().postDataJSON();
    bodies.push(body);
    if (bodies.length === 1) return route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" });
    await route.fulfill({ status: 200, contentType: "application/json", body: JSON.stringify({ token: demo.token, agent: { id: "camille", name: "Camille" } }) });
  });
  await page.goto(`${demo.api}/inbox/?brand=lumio`);
  await page.getByRole("button", { name: "Passer par Cloudflare Access" }).click();
  await widget(page).locator(".row").first().waitFor();
  assert.deepEqual(new Set(bodies.map((body) => JSON.stringify(body))), new Set(['{"brand":"lumio"}']));
  assert.deepEqual(problems.filter((problem) => !problem.includes("401")), []);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const [name, path, ready] of [
    ["figures", "/dashboard/", (page) => page.locator("table").first().waitFor()],
    ["inbox", "/inbox/", (page) => widget(page).locator(".row").first().waitFor()],
    ["a case of the inbox", "/inbox/", (page) => openCase(page, "Client 1")],
  ]) {
    for (const width of [1440, 320]) {
      test(`axe finds nothing: ${name}, ${colorScheme}, ${width} pixels`, async () => {
        const { page, context } = await openPage(browser, demo.api + path + secret, { colorScheme, reducedMotion: "reduce", viewport: { width, height: 800 } });
        await ready(page);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => (await window.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`));
        assert.deepEqual(found, []);
        await context.close();
      });
    }
  }
}
