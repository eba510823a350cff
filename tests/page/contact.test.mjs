// For visitors: the contact card with real figures, the private form up to the team's panel, the proposal to write in
// private, and what all of that costs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { target } from "../../xtask/tools/worker.mjs";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { openPanel, signIn, widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { demo, browser } = await stage();

/** The most bytes of the visitors' script, compressed. */
const VISITOR = 8 * 1024;
const ANGRY = "C’est une honte, trois semaines que j’attends mon remboursement et personne ne répond !!!";

const card = (page) => page.locator("[data-accalmie-contact] .card");
const proposal = (page) => page.locator("accalmie-proposal .proposal");

/** The demo page as a visitor has it, in a language. */
async function visit(lang = "fr", options = {}) {
  const opened = await openPage(browser, "about:blank", options);
  await opened.page.route("**/demo/", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('data-lang="fr"', `data-lang="${lang}"`);
    await route.fulfill({ response, body, headers: { ...response.headers(), ...options.headers } });
  });
  await opened.page.goto(demo.page);
  return opened;
}

test("the visitors' script is small and brings no WebAssembly", async () => {
  const size = brotliCompressSync(await readFile(join(target, "site/visitor.js"))).length;
  assert.ok(size <= VISITOR, `found ${size} bytes of brotli, expected at most ${VISITOR}`);
  const { page, context } = await openPage(browser, "about:blank");
  const paths = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  await page.goto(demo.page, { waitUntil: "networkidle" });
  await card(page).waitFor();
  assert.deepEqual(paths.filter((path) => path.startsWith("/widget") || path.startsWith("/packs")), []);
  assert.equal(await widget(page).count(), 0);
  await context.close();
});

test("the card says who answers, when and how long it takes, and moves nothing of the page", async () => {
  const { page, context, problems } = await visit();
  await card(page).waitFor();
  const text = await card(page).innerText();
  for (const part of ["Lumio vous répond", "Camille, Yanis, Agathe et Marc lisent", "lundi – vendredi", "9 h – 19 h", "0 800 00 00 00", "Personne n’attend en ce moment."]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value))).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
  assert.ok(shift < 0.01, `found a layout shift of ${shift}`);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a private message arrives in the team's panel with what its topic needs", async () => {
  const { page, context, problems } = await visit();
  await card(page).getByRole("button", { name: "Écrire en privé" }).click();
  const form = card(page).locator("form");
  await form.getByLabel("Votre nom").fill("Odile R.");
  await form.getByLabel("E-mail ou téléphone").fill("odile");
  await form.getByLabel("Sujet").selectOption("refund");
  await form.getByLabel("Votre message").fill(ANGRY);
  await form.getByLabel("Numéro de commande").fill("CMD-448021");
  await form.getByLabel("J’accepte").check();
  await form.getByRole("button", { name: "Envoyer en privé" }).click();
  await form.getByText("Indiquez une adresse e-mail").waitFor();
  await form.getByLabel("E-mail ou téléphone").fill("odile@mail.example");
  await form.getByRole("button", { name: "Envoyer en privé" }).click();
  await form.getByText("Merci Odile R., votre message est arrivé.").waitFor();
  assert.match(await form.innerText(), /Référence\s: [0-9A-F]{8}\s+Réponse au plus tard [a-z’]+ à \d+ h/);
  // The refused first try was answered with a problem, which Chromium logs.
  assert.deepEqual(problems.filter((problem) => !problem.includes("422")), []);
  await context.close();

  const team = await openPage(browser, "about:blank");
  await signIn(team.page, demo.sign_in);
  await openPanel(team.page);
  await widget(team.page).locator(".row", { hasText: "Odile R." }).click();
  const thread = widget(team.page).locator(".turn", { hasText: "CMD-448021" });
  await thread.waitFor();
  assert.match(await thread.innerText(), /odile@mail\.example/);
  await team.context.close();
});

test("the card counts who waits", async () => {
  // Everybody is told the same for a minute; a browser that has not asked yet asks anew.
  const { page, context } = await visit("en");
  await card(page).waitFor();
  assert.match(await card(page).innerText(), /One person is waiting for an answer, for (less than a minute|\d+ min)/);
  assert.match(await card(page).innerText(), /Lumio is here to help[\s\S]*Monday – Friday[\s\S]*9 am – 7 pm/);
  await context.close();
});

test("an angry draft is met with a proposal; the private form has its words, and the public box keeps them", async () => {
  const { page, context, problems } = await visit();
  const places = () => page.evaluate(() => [...document.querySelectorAll("main *")].map((one) => JSON.stringify(one.getBoundingClientRect())).join());
  await card(page).waitFor();
  const box = page.locator("#public");
  const sent = [];
  page.on("request", (request) => request.url().endsWith("/v1/tone") && sent.push(request.postDataJSON()));
  await box.fill("Bonjour, à quelle heure ouvre la boutique de Nantes le samedi ? Merci d’avance.");
  await page.waitForTimeout(1800);
  assert.equal(await proposal(page).isVisible(), false, "a question is left alone");
  const before = await places();
  await box.fill(`${ANGRY} Commande 4480.`);
  await proposal(page).waitFor();
  assert.equal(await places(), before, "nothing of the page moves");
  assert.ok(!JSON.stringify(sent).includes("4480"), "digits stay here");
  assert.match(await proposal(page).innerText(), /ne l’a pas gardé/);
  await proposal(page).getByRole("button", { name: "Écrire en privé" }).click();
  const dialog = page.locator("accalmie-private dialog");
  assert.equal(await dialog.getByLabel("Votre message").inputValue(), `${ANGRY} Commande 4480.`);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await box.inputValue(), `${ANGRY} Commande 4480.`);
  assert.deepEqual(problems, []);
  await context.close();
});

test("what nobody should publish is noticed without asking the server, and “no” is remembered", async () => {
  const { page, context, problems } = await visit();
  await card(page).waitFor();
  const sent = [];
  page.on("request", (request) => request.url().endsWith("/v1/tone") && sent.push(request.url()));
  const box = page.locator("#public");
  await box.fill("Rappelez-moi au 06 12 34 56 78 s’il vous plaît, je n’arrive plus à vous joindre.");
  await proposal(page).waitFor();
  assert.match(await proposal(page).innerText(), /rien n’a été envoyé/);
  assert.deepEqual(sent, []);
  await proposal(page).getByRole("button", { name: "Non merci" }).click();
  await proposal(page).waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "public");
  await box.fill(ANGRY);
  await page.waitForTimeout(1800);
  assert.equal(await proposal(page).isVisible(), false);
  assert.deepEqual(problems, []);
  await context.close();
});

test("without an answer of the edge, what the owner wrote stays", async () => {
  const { page, context } = await openPage(browser, "about:blank");
  await page.route("**/v1/**", (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto(demo.page, { waitUntil: "networkidle" });
  await page.locator("[data-accalmie-contact]", { hasText: "appel gratuit" }).waitFor();
  assert.equal(await card(page).count(), 0);
  await context.close();
});

test("under a strict policy with Trusted Types nothing is refused", async () => {
  const policy = "require-trusted-types-for 'script'; trusted-types 'none'; default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
  const { page, context, problems } = await visit("fr", { headers: { "content-security-policy": policy } });
  await card(page).getByRole("button", { name: "Écrire en privé" }).click();
  await page.locator("#public").fill(ANGRY);
  await proposal(page).getByRole("button", { name: "Écrire en privé" }).click();
  await page.locator("accalmie-private dialog").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  // 1280 pixels at 400 % are 320.
  for (const width of [1280, 320]) {
    test(`axe finds nothing: card, form, proposal and dialog, ${colorScheme}, ${width} pixels`, async () => {
      const { page, context } = await visit("fr", { colorScheme, viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: "reduce" });
      await card(page).getByRole("button", { name: "Écrire en privé" }).click();
      const judge = async (include) => {
        await page.evaluate(axe);
        const found = await page.evaluate(async (include) => {
          const { violations, passes } = await window.axe.run({ include });
          if (passes.length === 0) return ["axe looked at nothing"];
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join(" | ")}`);
        }, include);
        assert.deepEqual(found, []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
      };
      await judge([["[data-accalmie-contact]"]]);
      await page.locator("#public").fill(ANGRY);
      await proposal(page).waitFor();
      await judge([["accalmie-proposal"]]);
      await proposal(page).getByRole("button", { name: "Écrire en privé" }).click();
      await page.locator("accalmie-private dialog").waitFor();
      await judge([["accalmie-private"]]);
      await context.close();
    });
  }
}
