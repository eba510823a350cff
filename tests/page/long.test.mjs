// Long pages: only posts near the window carry marks, wherever the reader goes; and nothing of the page ever moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { openPanel, signIn, widget } from "./panel.mjs";

const { demo, browser } = await stage();

/** More than are watched each for itself, so that most stand in groups. */
const POSTS = 900;

/** A wall of angry posts, `hidden` of which are folded away, opened by a community manager. */
async function open(hidden = () => false) {
  const post = (n) =>
    `<article class="post" id="p${n}" data-author-id="u${n}"${hidden(n) ? " hidden" : ""}><b class="author">Client ${n}</b><div class="text"><p>C’est une honte, ${n} jours que j’attends et personne ne répond !!!</p></div></article>`;
  const body = `<!doctype html><html lang="fr"><title>Avis</title><style>article { margin: 1em 3em }</style><main>${Array.from({ length: POSTS }, (_, n) => post(n)).join("")}</main><script async src="/accalmie.js" data-brand="lumio" data-posts=".post" data-lang="fr"></script></html>`;
  const opened = await openPage(browser, "about:blank");
  await opened.page.route("**/demo/", async (route) => route.fulfill({ response: await route.fetch(), body }));
  await opened.page.addInitScript(() => document.addEventListener("accalmie:ready", () => (window.isReady = true)));
  await signIn(opened.page, demo.sign_in);
  await opened.page.waitForFunction(() => window.isReady);
  return opened;
}

/** Goes to a post and waits until it has a mark beside it. */
async function marked(page, id) {
  await page.evaluate((id) => document.getElementById(id).scrollIntoView({ block: "center" }), id);
  await page.waitForFunction((id) => {
    const { top } = document.getElementById(id).getBoundingClientRect();
    const marks = [...document.querySelector("accalmie-widget").shadowRoot.querySelectorAll(".mark:not([hidden])")];
    return marks.some((mark) => Math.abs(mark.getBoundingClientRect().top - top) < 24);
  }, id);
}

test("marks are where the reader is, from the first post to the last and back, and nowhere else", async () => {
  const { page, context, problems } = await open();
  for (const n of [0, POSTS - 1, 500, 257, 700, 3]) {
    await marked(page, `p${n}`);
    const count = await widget(page).locator(".mark").count();
    assert.ok(count < 60, `${count} marks at p${n}`);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("posts of a group are marked although its first ones are folded away or leave the page", async () => {
  const { page, context, problems } = await open((n) => n % 16 < 4);
  for (const n of [600, 415]) await marked(page, `p${n - (n % 16) + 5}`);
  await page.evaluate(() => {
    for (const post of [...document.querySelectorAll(".post")].slice(0, 600)) post.remove();
  });
  await page.waitForFunction(() => window.accalmie("analyze").then((posts) => posts.length === 300));
  await marked(page, "p890");
  await marked(page, "p615");
  assert.deepEqual(problems, []);
  await context.close();
});

test("nothing moves: not while posts are read and counted, not while the panel is opened", async () => {
  const { page, context } = await open();
  await openPanel(page);
  await marked(page, "p450");
  const shifts = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen = [];
        new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(seen), 300);
      }),
  );
  assert.deepEqual(shifts, []);
  await context.close();
});
