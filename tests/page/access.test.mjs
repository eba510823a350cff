// For everyone: no violation by axe-core in any view and theme, the keyboard all the way, a strict policy.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage } from "../support/browser.mjs";
import { stage } from "../support/stage.mjs";
import { openCase, openPanel, signIn, widget } from "./panel.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { demo, browser } = await stage();

/** The views, each with the way there. */
const VIEWS = {
  marks: async () => {},
  queue: openPanel,
  search: async (page) => {
    await openPanel(page);
    await widget(page).locator("#find").click();
  },
  case: async (page) => {
    await openPanel(page);
    await openCase(page, "Sandrine P.");
  },
  filters: async (page) => {
    await openPanel(page);
    await widget(page).locator("#find").click();
    await widget(page).locator("#by-severity").selectOption({ index: 1 });
    await widget(page).locator("#by-severity[data-on=true]").waitFor();
  },
  snooze: async (page) => {
    await openPanel(page);
    await openCase(page, "Sandrine P.");
    await widget(page).locator("#snooze").click();
    await widget(page).locator("#form-when").waitFor();
  },
  "hand-off": async (page) => {
    await openPanel(page);
    await openCase(page, "Sandrine P.");
    await widget(page).locator("#hand-off").click();
    await widget(page).locator("#form-text").waitFor();
  },
  findings: async (page) => {
    await openPanel(page);
    await openCase(page, "Sandrine P.");
    await widget(page).locator("#more").click();
    await widget(page).locator(".pick").first().waitFor();
    await widget(page).locator("#draft").fill("Bonjour, appelle-moi au 06 12 34 56 78 😂");
    await widget(page).locator(".findings").waitFor();
  },
  keys: async (page) => {
    await openPanel(page);
    await widget(page).locator("#keys").click();
  },
};

/** Motion is off: a panel that is still fading in has not its colours yet. */
const OPTIONS = { reducedMotion: "reduce", bypassCSP: true };

for (const theme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } })) {
    for (const [view, act] of Object.entries(VIEWS)) {
      test(`axe finds nothing: ${view}, ${theme}, ${size}`, async () => {
        const { page, context } = await openPage(browser, "about:blank", { ...OPTIONS, colorScheme: theme, viewport });
        await signIn(page, demo.sign_in);
        await act(page);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { violations, passes } = await window.axe.run({ include: [["accalmie-widget"]] });
          if (passes.length === 0) return ["axe looked at nothing"];
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join(" | ")}`);
        });
        assert.deepEqual(found, []);
        await context.close();
      });
    }
  }
}

/** What has the focus inside the widget. */
const focused = (page) =>
  page.evaluate(() => {
    const active = document.querySelector("accalmie-widget").shadowRoot.activeElement;
    return active && (active.id || active.className);
  });

/** Waits until something inside the widget has the focus: it moves once the panel has been drawn. */
const untilFocused = (page, name) =>
  page.waitForFunction((name) => {
    const active = document.querySelector("accalmie-widget").shadowRoot.activeElement;
    return active && (active.id === name || active.className === name);
  }, name);

test("the whole job by keyboard", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank");
  await signIn(page, demo.sign_in);
  // With posts found, the panel opens on its first row; before that there is nothing but the button to close it.
  await widget(page).locator(".mark").first().waitFor();
  await widget(page).locator("#launcher").focus();
  await page.keyboard.press("Enter");
  await widget(page).locator(".row").first().waitFor();
  await untilFocused(page, "row");
  const current = (is) => widget(page).locator(".row[aria-current=true] b", is);
  const first = await current().innerText();
  await page.keyboard.press("j");
  await current({ hasNotText: first }).waitFor();
  await page.keyboard.press("k");
  await current({ hasText: first }).waitFor();
  await page.keyboard.press("Enter");
  await untilFocused(page, "author");
  await widget(page).locator("#draft").waitFor();
  await page.keyboard.press("2");
  await widget(page).locator(".radios [aria-pressed=true]", { hasText: "2" }).waitFor();
  await page.keyboard.press("r");
  await untilFocused(page, "draft");
  await page.keyboard.type("c");
  assert.match(await widget(page).locator("#draft").inputValue(), /c/, "letters belong to the text");
  await page.keyboard.press("Escape");
  await untilFocused(page, "row");
  await page.keyboard.press("?");
  await untilFocused(page, "sheet");
  await page.keyboard.press("Escape");
  await untilFocused(page, "keys");
  await page.keyboard.press("Escape");
  await untilFocused(page, "launcher");
  assert.equal(await focused(page), "launcher");
  assert.deepEqual(problems, []);
  await context.close();
});

test("Escape in a form keeps what was written there", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank", { reducedMotion: "reduce" });
  await signIn(page, demo.sign_in);
  await openPanel(page);
  await openCase(page, "Karim D.");
  await untilFocused(page, "author");
  await page.keyboard.press("n");
  await untilFocused(page, "form-text");
  await page.keyboard.type("Rappeler avant midi");
  await page.keyboard.press("Escape");
  await untilFocused(page, "more");
  assert.equal(await widget(page).locator("#form-text").count(), 0);
  await page.keyboard.press("n");
  await untilFocused(page, "form-text");
  assert.equal(await widget(page).locator("#form-text").inputValue(), "Rappeler avant midi");
  assert.deepEqual(problems, []);
  await context.close();
});

test("the focus stays in the panel when what had it is gone", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank", { reducedMotion: "reduce" });
  await signIn(page, demo.sign_in);
  await openPanel(page);
  await openCase(page, "Karim D.");
  await widget(page).locator("#draft").fill("Bonjour Karim, appelez-moi au 06 12 34 56 78 et je m'en occupe.");
  const remove = widget(page).locator(".findings button").first();
  await remove.focus();
  for (let left = await widget(page).locator(".findings button").count(); left > 0; left -= 1) await page.keyboard.press("Enter");
  await untilFocused(page, "draft");
  assert.deepEqual(problems, []);
  await context.close();
});

test("a link that lets nobody in takes nobody's key away", async () => {
  const { page, context } = await openPage(browser, "about:blank");
  await signIn(page, demo.sign_in);
  const site = page.url();
  const kept = () => page.evaluate(() => localStorage.getItem("accalmie:lumio:key"));
  const before = await kept();
  assert.ok(before);
  for (const wrong of ["#accalmie=somebody-else", "#accalmie=%", "#accalmie=%zz"]) {
    await page.goto("about:blank");
    await page.goto(site + wrong);
    await openPanel(page);
    assert.equal(await kept(), before, wrong);
  }
  await context.close();
});

test("under a strict policy with Trusted Types nothing is refused", async () => {
  const { page, context, problems } = await openPage(browser, "about:blank");
  const policy = "require-trusted-types-for 'script'; trusted-types 'none'; default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";
  await page.route("**/demo/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await signIn(page, demo.sign_in);
  await openPanel(page);
  await openCase(page, "Sandrine P.");
  await widget(page).locator("#copy").click();
  await page.keyboard.press("?");
  assert.deepEqual(problems, []);
  await context.close();
});
