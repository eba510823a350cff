// The panel and the edge say the same of a case: what is next, whose turn it is, why, and what to answer, also where
// colleagues answered in cases that this browser has never opened, and after the brand's policy has changed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { signIn, widget } from "./panel.mjs";

const { demo, browser } = await stage();
const headers = { authorization: `Bearer ${demo.token}`, "content-type": "application/json" };

/** The core's words for steps, owners and those reasons that are the same in every case. */
const rows = (await readFile(new URL("../../shared/data/words.tsv", import.meta.url), "utf8")).split("\n");
const words = new Map(rows.map((row) => row.split("\t")).map(([name, fr]) => [name, fr]));

/** One call of the API. */
async function api(method, path, body, more = {}) {
  const answer = await fetch(demo.api + path, { method, headers: { ...headers, ...more }, body: body && JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer.json();
}

/** Brings a customer's post to the edge as a colleague's browser would; the case's id. */
async function posted(author, text, channel = "facebook") {
  const post = { id: `agree-${author}`, channel, author: { id: author, name: author }, text, at: Date.now() - 40 * 60_000 };
  return (await api("POST", "/v1/posts", { post })).id;
}

const customers = {
  Nadia: ["Trois semaines que j’attends mon colis et personne ne me répond, c’est une honte !!!", "x"],
  Tom: ["You charged me twice this month and nobody picks up the phone. I want my money back!", "facebook"],
  Louise: ["Bonjour, est-ce que la box existe aussi sans ligne fixe ?", "facebook"],
  Paul: ["Merci à votre technicien, il a été rapide et très aimable.", "facebook"],
  Marc: ["Encore une panne ce soir, je vais résilier si ça continue.", "instagram"],
  Zoé: ["salut, vous pouvez me dire où en est ma commande svp ?", "mastodon"],
};
const ids = {};

let page, context, problems;
before(async () => {
  for (const [author, [text, channel]] of Object.entries(customers)) ids[author] = await posted(author, text, channel);
  // A colleague has answered somebody whose case nobody opens here.
  const other = await posted("Ondine", "Ma facture a doublé sans explication, j’attends un geste.");
  const { suggestions } = await api("GET", `/v1/cases/${other}`);
  const { text, moves, asks } = suggestions[0];
  const reply = { venue: "public", text, moves, asks };
  await api("POST", `/v1/cases/${other}/commands`, { command: "ask_private", reply }, { "idempotency-key": "agree-1" });
  const secret = new URL(demo.sign_in).hash;
  ({ page, context, problems } = await openPage(browser, `${demo.api}/inbox/${secret}`, { reducedMotion: "reduce" }));
  await widget(page).locator(".row", { hasText: "Nadia" }).waitFor();
});

const draft = () => widget(page).locator("#draft").inputValue();

/** What the panel shows of the open case. */
async function shown() {
  const part = widget(page).locator(".next");
  const reasons = await part.locator("li").allInnerTexts();
  return { step: await part.locator(".step").innerText(), owner: await part.locator(".who").innerText(), reasons };
}

/** Waits until the draft is this text. */
async function untilDraft(text) {
  for (let tries = 0; tries < 60 && (await draft()) !== text; tries += 1) await page.waitForTimeout(50);
  assert.equal(await draft(), text);
}

/** Opens a customer's case and compares it with what the edge answers. */
async function agrees(author) {
  await widget(page).locator(".row", { hasText: author }).first().click();
  await widget(page).locator("#author", { hasText: author }).waitFor();
  await widget(page).locator("#draft").waitFor();
  const { plan, suggestions } = await api("GET", `/v1/cases/${ids[author]}`);
  await untilDraft(suggestions[0]?.text ?? "");
  const { step, owner, reasons } = await shown();
  assert.equal(step, words.get(`step.${plan.step}`), author);
  assert.equal(owner.toLowerCase(), words.get(`owner.${plan.owner}`), author);
  const because = plan.because.filter(({ reason }) => reason !== "anger");
  assert.equal(reasons.length, because.length, `${author}: ${reasons}`);
  because.forEach(({ reason, kind, handling }, index) => {
    const row = words.get([`reason.${reason}`, kind ?? handling].filter(Boolean).join(".")) ?? words.get(`reason.${reason}`);
    if (row && !row.includes("{")) assert.equal(reasons[index].toLowerCase(), row.toLowerCase(), author);
  });
  const count = await widget(page).locator(".choices .radios button").count();
  assert.equal(count, suggestions.length, author);
  for (let index = 0; index < count; index += 1) {
    await widget(page).locator(".choices .radios button").nth(index).click();
    assert.equal(await draft(), suggestions[index].text, `${author}, ${index + 1}`);
  }
}

test("step, owner, reasons and every suggestion are the edge's", async () => {
  for (const author of Object.keys(customers)) await agrees(author);
  assert.deepEqual(problems, []);
});

test("another tone, place or language gives what the edge would give", async () => {
  const switches = widget(page).locator(".switches");
  for (const [author, name, query] of [
    ["Nadia", "Soutenu", "register=formal"],
    ["Tom", "FR", "lang=fr"],
    ["Marc", "Privé", "venue=private"],
  ]) {
    await widget(page).locator(".row", { hasText: author }).first().click();
    await widget(page).locator("#author", { hasText: author }).waitFor();
    await switches.getByRole("button", { name, exact: true }).click();
    const { suggestions } = await api("GET", `/v1/cases/${ids[author]}?${query}`);
    await untilDraft(suggestions[0].text);
  }
});

test("what the brand answered on the page already, and every post of a customer there, is in the edge's case", async () => {
  const opened = await openPage(browser, "about:blank", { reducedMotion: "reduce" });
  await signIn(opened.page, demo.sign_in);
  await widget(opened.page).locator("#launcher").click();
  await widget(opened.page).locator(".tab", { hasText: "Tous" }).click();
  await widget(opened.page).locator(".row", { hasText: "Nadia K." }).click();
  await widget(opened.page).locator("#draft").waitFor();
  const { items } = await api("GET", "/v1/cases");
  const item = items.find(({ author }) => author === "Nadia K.");
  const { case: kept, plan } = await api("GET", `/v1/cases/${item.id}`);
  assert.deepEqual(kept.turns.map(({ id }) => id), ["m-2024", "m-2025"]);
  assert.equal(await widget(opened.page).locator(".next .step").innerText(), words.get(`step.${plan.step}`));
  assert.deepEqual(opened.problems, []);
  await opened.context.close();
});
