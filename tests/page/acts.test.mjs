// What a community manager does with a case besides answering it, in real Chromium against real workerd: each act can
// be taken back for a moment, then the edge has it; offline it waits.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { openCase, openPanel, rung, signIn, waitForRung, widget } from "./panel.mjs";

const { demo, browser } = await stage();

let page, context, problems;
before(async () => {
  ({ page, context, problems } = await openPage(browser, "about:blank", { reducedMotion: "reduce" }));
  await signIn(page, demo.sign_in);
  await widget(page).locator(".mark").first().waitFor({ state: "attached" });
  await openPanel(page);
  await openCase(page, "Sandrine P.");
});

const panel = () => widget(page);
const draft = () => panel().locator("#draft").inputValue();
const toast = (text) => panel().locator(".toast", { hasText: text });

/** The case as the edge has it, found by its author. */
async function edgeCase(author) {
  const headers = { authorization: `Bearer ${demo.token}` };
  for (const query of ["", "?stage=resolved", "?snoozed=true"]) {
    const { items } = await (await fetch(`${demo.api}/v1/cases${query}`, { headers })).json();
    const found = items.find((item) => item.author === author);
    if (found) return (await fetch(`${demo.api}/v1/cases/${found.id}`, { headers })).json();
  }
  throw new Error(`found no case of ${author}`);
}

/** Asks the edge until the case is as expected: KV's list and the act's grace take their time. */
async function untilEdge(author, is) {
  for (let tries = 0; tries < 60; tries += 1) {
    const found = await edgeCase(author);
    if (is(found.case)) return found.case;
    await page.waitForTimeout(250);
  }
  assert.fail(`the edge never had ${is}`);
}

/** Waits until nothing can be taken back any more. */
const graceIsOver = () => panel().locator("#undo").waitFor({ state: "detached" });

test("one click changes place, language and tone of the reply", async () => {
  const switches = panel().locator(".switches");
  const first = await draft();
  assert.match(first, /^\S*\s*Bonjour|Sandrine/);
  await switches.getByRole("button", { name: "EN", exact: true }).click();
  await page.waitForFunction((first) => {
    const area = document.querySelector("accalmie-widget").shadowRoot.querySelector("#draft");
    return area.value !== first && /\b(you|your|we|I)\b/.test(area.value);
  }, first);
  await switches.getByRole("button", { name: "FR", exact: true }).click();
  await switches.getByRole("button", { name: "Privé", exact: true }).click();
  await panel().locator(".label .end", { hasText: "Message privé" }).waitFor();
  await switches.getByRole("button", { name: "Public", exact: true }).click();
  await panel().locator(".label .end", { hasText: "Réponse publique" }).waitFor();
  await switches.getByRole("button", { name: "Soutenu", exact: true }).click();
  assert.equal(await switches.getByRole("button", { name: "Soutenu", exact: true }).getAttribute("aria-pressed"), "true");
});

test("“other suggestions” gives others", async () => {
  const before = await draft();
  await panel().locator("#another").click();
  await page.waitForFunction(
    (before) => document.querySelector("accalmie-widget").shadowRoot.querySelector("#draft").value !== before,
    before,
  );
  assert.notEqual(await draft(), "");
});

test("what is wrong with a draft is mended by one click", async () => {
  await panel().locator("#draft").fill("Bonjour Sandrine, rappelez-moi au 06 12 34 56 78, je m’en occupe personnellement. Camille");
  const finding = panel().locator(".findings li", { hasText: "06 12 34 56 78" });
  await finding.getByRole("button", { name: "Retirer" }).click();
  await finding.waitFor({ state: "detached" });
  assert.doesNotMatch(await draft(), /06 12/);
});

test("words that were begun are there again after a reload", async () => {
  const begun = await draft();
  await page.reload();
  await widget(page).locator("#launcher").click();
  await panel().locator(".row .tag", { hasText: "Brouillon" }).waitFor();
  await openCase(page, "Sandrine P.");
  assert.equal(await draft(), begun);
});

test("an act can be taken back, and then nobody has heard of it", async () => {
  await panel().locator("#resolve").click();
  await toast("Cas réglé").waitFor();
  await panel().locator("#undo").click();
  await panel().locator("#author", { hasText: "Sandrine P." }).waitFor();
  assert.equal(await rung(page), "Reçu");
  assert.equal((await edgeCase("Sandrine P.")).case.stage, "received");
});

test("a case is taken, and the queue says by whom", async () => {
  await panel().locator("#claim").click();
  await panel().locator(".held", { hasText: "Vous avez ce cas" }).waitFor();
  await graceIsOver();
  const held = await untilEdge("Sandrine P.", (one) => one.claimed);
  assert.equal(held.claimed[0].name, "Camille");
  await panel().locator("#back").click();
  await panel().locator(".row", { hasText: "Sandrine P." }).locator(".tag", { hasText: "Camille" }).waitFor();
  await openCase(page, "Sandrine P.");
});

test("a note is written by keyboard alone", async () => {
  await panel().locator("#author").focus();
  await page.keyboard.press("n");
  await page.waitForFunction(() => document.querySelector("accalmie-widget").shadowRoot.activeElement?.id === "form-text");
  await page.keyboard.type("Rappelée ce matin, colis retrouvé.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await panel().locator(".turn[data-by=note]", { hasText: "colis retrouvé" }).waitFor();
  await graceIsOver();
  const noted = await untilEdge("Sandrine P.", (one) => one.notes.length > 0);
  assert.equal(noted.notes[0].text, "Rappelée ce matin, colis retrouvé.");
});

test("the reading is corrected, and kept with the post", async () => {
  await panel().locator("#more").click();
  await panel().locator(".pick", { hasText: "n’est pas en colère" }).click();
  await panel().locator(".head .word", { hasText: "Calme" }).waitFor();
  await panel().locator("#undo").click();
  await panel().locator(".head .word", { hasNotText: "Calme" }).waitFor();
});

test("a hand-off comes with its summary", async () => {
  await panel().locator("#hand-off").click();
  assert.match(await panel().locator("#form-text").inputValue(), /Sandrine P\./);
  assert.ok((await panel().locator("#form option").count()) >= 2, "there is a choice of targets");
  await panel().locator("#submit").click();
  await waitForRung(page, "Transmis");
  await panel().locator(".lines li", { hasText: "en chemin" }).waitFor();
  await graceIsOver();
  await untilEdge("Sandrine P.", (one) => one.hand_offs.length === 1);
});

test("hiding needs a reason", async () => {
  await panel().locator("#back").click();
  await openCase(page, "Karim");
  await panel().locator("#more").click();
  await panel().locator(".pick", { hasText: "Masquer" }).click();
  await panel().locator("#submit").click();
  assert.ok(await panel().locator("#form").isVisible(), "an empty reason is not taken");
  await page.keyboard.press("Escape");
  await panel().locator("#form").waitFor({ state: "detached" });
});

test("a case put aside comes under its own heading, with its moment", async () => {
  await panel().locator("#snooze").click();
  await panel().locator(".pick", { hasText: "Dans 1 h" }).click();
  await toast("Reporté au").waitFor();
  await panel().locator(".tab", { hasText: "En cours" }).click();
  await panel().locator(".group[data-group=snoozed]").waitFor();
  await panel().locator("#undo").click();
  await panel().locator("#author", { hasText: "Karim" }).waitFor();
  await panel().locator("#back").click();
  await panel().locator(".tab", { hasText: "À faire" }).click();
});

test("offline, an act waits, is said, and goes when the network is back", async () => {
  await openCase(page, "Karim");
  await context.setOffline(true);
  await panel().locator(".link[data-link=offline]").waitFor();
  await panel().locator("#more").click();
  await panel().locator(".pick", { hasText: "note" }).click();
  await panel().locator("#form-text").fill("Écrit sans réseau.");
  await panel().locator("#submit").click();
  await graceIsOver();
  await panel().locator(".notice", { hasText: "1 acte attend" }).waitFor();
  await context.setOffline(false);
  await panel().locator(".notice", { hasText: "1 acte attend" }).waitFor({ state: "detached" });
  const noted = await untilEdge("Karim D.", (one) => one.notes.length > 0);
  assert.equal(noted.notes.length, 1, "once only");
});

test("filters narrow the queue, and say how much they leave", async () => {
  await panel().locator("#find").click();
  const all = await panel().locator(".row").count();
  await panel().locator("#by-severity").selectOption({ index: 1 });
  const left = await panel().locator(".row").count();
  assert.ok(left > 0 && left < all, `found ${left} of ${all}`);
  const said = await panel().locator("#by-severity option:checked").innerText();
  assert.match(said, new RegExp(`\\(${left}\\)$`));
  const focused = () => page.evaluate(() => document.querySelector("accalmie-widget").shadowRoot.activeElement?.id);
  await panel().locator("#by-severity").focus();
  await panel().locator("#by-severity").selectOption({ index: 0 });
  await page.waitForTimeout(50);
  assert.equal(await focused(), "by-severity", "the focus stays on the list that was drawn anew");
  assert.equal(await panel().locator(".row").count(), all);
  await panel().locator("#search").fill("zzzz");
  await panel().locator(".empty", { hasText: "Aucun cas" }).waitFor();
});

test("nothing threw and no policy was broken", () => {
  assert.deepEqual(problems.filter((problem) => !problem.includes("ERR_INTERNET_DISCONNECTED")), []);
});
