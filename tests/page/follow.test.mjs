// The widget follows its page: new posts, edits, removals, more on scrolling, navigation inside a single-page app, shadow
// roots; it stands beside right-to-left pages and at 400 %; and it can be shown where the posts are.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { openPanel, signIn, widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { demo, browser } = await stage();

const ANGRY = "C’est une honte, trois semaines que j’attends et personne ne répond !!!";

/** A page of our own in the place of the demo page, signed in. */
async function open(body, options = {}) {
  const opened = await openPage(browser, "about:blank", options);
  if (body) await opened.page.route("**/demo/", async (route) => route.fulfill({ response: await route.fetch(), body }));
  await signIn(opened.page, demo.sign_in);
  return opened;
}

const host = (name) => readFile(new URL(`hosts/${name}.html`, import.meta.url), "utf8");
const posts = (page) => page.evaluate(() => window.accalmie("analyze"));

/** Asks for the posts until they are as expected. */
async function until(page, expected) {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await posts(page);
    if (expected(found)) return found;
    if (Date.now() > end) assert.fail(`found ${JSON.stringify(found.map(({ id, text }) => [id, text]))}`);
    await page.waitForTimeout(50);
  }
}

test("new posts, edits and removals are followed, each angry post is told once", async () => {
  const { page, context, problems } = await open();
  await widget(page).locator(".mark").first().waitFor({ state: "attached" });
  const before = (await posts(page)).length;
  await page.evaluate(() => {
    window.flags = [];
    window.accalmie("on", "flag", (detail) => window.flags.push(detail));
  });
  await page.locator("#public").fill(ANGRY);
  await page.locator("#new button").click();
  const added = (await until(page, (found) => found.length === before + 1)).find(({ text }) => text === ANGRY);
  assert.ok(added.anger > 0);
  assert.deepEqual(await page.evaluate(() => window.flags.map(({ author, severity }) => [author, severity !== "calm"])), [["Vous", true]]);
  await page.evaluate((id) => (document.getElementById(id).querySelector(".text p").textContent = "Merci, tout est réglé."), added.id);
  await until(page, (found) => found.some(({ id, text }) => id === added.id && text === "Merci, tout est réglé."));
  await page.evaluate((id) => document.getElementById(id).remove(), added.id);
  await until(page, (found) => found.length === before);
  assert.deepEqual(problems, []);
  await context.close();
});

test("posts that come on scrolling are found, and a single-page app is followed", async () => {
  const { page, context, problems } = await open();
  const before = (await until(page, (found) => found.length > 10)).length;
  await page.evaluate((text) => {
    const wall = document.querySelector("#wall");
    const last = wall.lastElementChild;
    new IntersectionObserver((entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      for (let number = 0; number < 50; number++) {
        const post = last.cloneNode(true);
        post.id = `m-more-${number}`;
        post.querySelector(".text p").textContent = `${text} (${number})`;
        wall.append(post);
      }
    }).observe(last);
    last.scrollIntoView();
  }, ANGRY);
  await until(page, (found) => found.length === before + 50);
  await page.evaluate((text) => {
    history.pushState({}, "", "/demo/other");
    const post = document.querySelector(".post").cloneNode(true);
    post.id = "m-elsewhere";
    post.querySelector(".text p").textContent = text;
    document.querySelector("#wall").replaceChildren(post);
  }, ANGRY);
  const [only] = await until(page, (found) => found.length === 1);
  assert.equal(only.id, "m-elsewhere");
  assert.deepEqual(problems, []);
  await context.close();
});

test("what comes into an open shadow root is found", async () => {
  const { page, context, problems } = await open(await host("shadow-root"));
  await until(page, (found) => found.length === 3);
  await page.evaluate((text) => {
    const section = document.querySelector("acme-reviews").shadowRoot.querySelector("section");
    const post = section.firstElementChild.cloneNode(true);
    post.id = "r99";
    post.querySelector(".e-content").textContent = text;
    section.append(post);
  }, ANGRY);
  await until(page, (found) => found.some(({ text }) => text === ANGRY));
  assert.ok((await widget(page).locator(".mark").count()) >= 2);
  assert.deepEqual(problems, []);
  await context.close();
});

/** A page of comments, as `data-posts` finds them. */
const comment = (id, author, text = ANGRY) => `<div class="comment" data-id="${id}" data-author-id="${author}"><b class="author">${author}</b><div class="text">${text}</div></div>`;
const tag = '<script async src="/accalmie.js" data-brand="lumio" data-lang="fr"></script>';

test("an element that shows another post is that post from then on, and no longer the one before", async () => {
  const { page, context, problems } = await open(`<!doctype html><html lang="fr"><title>Avis</title><main class="comments">${["ann", "bob", "eve"].map((name, index) => comment(index + 1, name)).join("")}</main>${tag.replace("data-lang", 'data-posts=".comment" data-lang')}</html>`);
  await until(page, (found) => found.length === 3);
  // A list that scrolls by one: each element takes the post of the next, the last one a new one.
  await page.evaluate(() => {
    const names = ["bob", "eve", "zoe"];
    for (const [index, element] of [...document.querySelectorAll(".comment")].entries()) {
      element.dataset.id = String(index + 2);
      element.dataset.authorId = element.querySelector(".author").textContent = names[index];
    }
  });
  const ids = (found) => found.map(({ id, author }) => `${id} ${author}`).sort().join(", ");
  await until(page, (found) => ids(found) === "2 bob, 3 eve, 4 zoe");
  await page.waitForTimeout(400);
  assert.equal(await widget(page).locator(".mark:visible").count(), 3, "one mark for each post");
  await openPanel(page);
  assert.equal(await widget(page).locator(".row", { hasText: "ann" }).count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a single-page app that puts another body, with other markup, in the place of the first is followed", async () => {
  const [next] = /<article class="h-entry">[^]*<\/article>/.exec(await host("microformats"));
  const first = (await host("wordpress")).replace("</head>", `<template id="next">${next}</template></head>`);
  const { page, context, problems } = await open(first);
  await until(page, (found) => found.length === 3);
  await page.evaluate(() => {
    history.pushState({}, "", "/demo/reviews");
    const body = document.createElement("body");
    body.append(document.querySelector("#next").content.cloneNode(true));
    document.body.replaceWith(body);
  });
  await until(page, (found) => found.length === 3 && found.every(({ url }) => url.includes("#c1")));
  await openPanel(page);
  await widget(page).locator(".about", { hasText: "microformats" }).waitFor();
  // Then comes a page without posts, and one with posts again.
  await page.evaluate(() => document.body.replaceChildren());
  await until(page, (found) => found.length === 0);
  await page.evaluate(() => document.body.append(document.querySelector("#next").content.cloneNode(true)));
  await until(page, (found) => found.length === 3);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a page without posts that changes all the time is searched seldom", async () => {
  const { page, context, problems } = await open(`<!doctype html><html lang="fr"><title>Rien</title><main><p id="clock">0</p></main>${tag}</html>`);
  await widget(page).locator("#launcher").waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const all = Document.prototype.querySelectorAll;
    window.searches = 0;
    Document.prototype.querySelectorAll = function (selector) {
      if (selector === "*") window.searches += 1;
      return all.call(this, selector);
    };
    let count = 0;
    setInterval(() => {
      document.querySelector("#clock").textContent = String((count += 1));
      if (count % 10 === 0) document.querySelector("main").append(document.createElement("hr"));
    }, 20);
  });
  await page.waitForTimeout(4000);
  const searches = await page.evaluate(() => window.searches);
  assert.ok(searches <= 3, `found ${searches} searches of the whole page in four seconds, expected three at most`);
  assert.deepEqual(problems, []);
  await context.close();
});

for (const [name, rule] of [
  ["json-ld", "JSON-LD"],
  ["plain-list", 'data-posts=".entry"'],
  ["shadow-root", "microformats"],
]) {
  test(`the panel says by which rule posts were found: ${name}`, async () => {
    const { page, context } = await open(await host(name));
    await until(page, (found) => found.length === 3);
    await openPanel(page);
    await widget(page).locator(".about", { hasText: rule }).waitFor();
    await context.close();
  });
}

test("a page of links and news is no list of posts", async () => {
  const news = Array.from({ length: 6 }, (_, number) => `<article class="news"><h2><a href="/n${number}">Headline number ${number}</a></h2><p>By <span class="author">Ada</span>, <time datetime="2026-11-20">20 November</time></p><p>What happened on that day in the town, told in one long sentence for everybody.</p></article>`);
  const { page, context } = await open(`<!doctype html><html lang="en"><title>News</title><main>${news.join("")}</main><script async src="/accalmie.js" data-brand="lumio"></script></html>`);
  await widget(page).locator("#launcher").click();
  await widget(page).locator(".empty").waitFor();
  assert.equal((await posts(page)).length, 0);
  await context.close();
});

test("somebody points at a post: its like are found, the attribute is shown, the keyboard is enough, axe finds nothing", async () => {
  // Two posts without dates: no rule and no shape knows them.
  const post = (text) => `<div class="bubble"><i>Nora</i><div>${text}</div></div>`;
  const { page, context, problems } = await open(
    `<!doctype html><html lang="fr"><title>Avis</title><main>${post(ANGRY)}${post("Bonjour, quand ouvrez-vous le dimanche à Nantes ?")}</main><script async src="/accalmie.js" data-brand="lumio" data-lang="fr"></script></html>`,
    { bypassCSP: true, reducedMotion: "reduce" },
  );
  await widget(page).locator("#launcher").click();
  await widget(page).locator(".empty").waitFor();
  await widget(page).locator("#teach").click();
  const bar = page.locator("accalmie-teach .bar");
  await page.getByText("C’est une honte").click();
  await bar.getByText("2 éléments trouvés.").waitFor();
  assert.equal(await bar.locator("code").innerText(), 'data-posts=".bubble"');
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run({ include: [["accalmie-teach"]] })).violations.map(({ id }) => id));
  assert.deepEqual(found, []);
  await bar.getByRole("button", { name: "Utiliser maintenant" }).focus();
  await page.keyboard.press("Enter");
  await until(page, (found) => found.length === 2);
  await widget(page).locator(".row", { hasText: "C’est une honte" }).waitFor();
  assert.equal(await page.locator("accalmie-teach").count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("beside a right-to-left page, and at 400 %, marks stay in the window and the panel is whole", async () => {
  const { page, context } = await open(await host("right-to-left"), { viewport: { width: 320, height: 480 } });
  await until(page, (found) => found.length === 3);
  const mark = widget(page).locator(".mark:visible").first();
  await mark.waitFor();
  const box = await mark.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  await openPanel(page);
  const sheet = await widget(page).locator("#panel").boundingBox();
  assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= 320.5, JSON.stringify(sheet));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
  await context.close();
});
