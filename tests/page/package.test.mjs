// The npm package as others use it: types, plain HTML, real React; from another origin than the Worker's, and under a
// policy that knows nothing but a nonce.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";
import ts from "typescript";
import { root, target } from "../../xtask/tools/worker.mjs";
import { openPage, startBrowser } from "../support/browser.mjs";
import { dataFolder, startDemo } from "../support/run.mjs";
import { openCase, openPanel, widget } from "./panel.mjs";

const data = await dataFolder();
const demo = await startDemo({ data: data.folder });
// Pages that the test makes up come from no address that Chromium knows, and such may not call this machine.
const browser = await startBrowser({ args: ["--disable-features=LocalNetworkAccessChecks"] });
after(async () => {
  await browser.close();
  await demo.stop();
  await data.remove();
});

const examples = join(root, "widget/examples");
const library = join(target, "npm/index.js");
/** Another origin than the Worker's, which the demo allows. */
const site = demo.api.replace("127.0.0.1", "localhost");
const secret = new URL(demo.sign_in).hash;

/** Opens a page of another site: its files by path, the rest is the network's. */
async function open(files, { path = "/brand/", hash = secret } = {}) {
  const opened = await openPage(browser, "about:blank");
  for (const [name, file] of Object.entries(files)) await opened.page.route(`${site}${name}`, (route) => route.fulfill(file));
  await opened.page.goto(`${site}${path}${hash}`);
  return opened;
}

test("the package has what its manifest says, and the workspace's version", async () => {
  const manifest = JSON.parse(await readFile(join(target, "npm/package.json"), "utf8"));
  const cargo = await readFile(join(root, "Cargo.toml"), "utf8");
  assert.equal(manifest.version, /^version = "(.+)"$/m.exec(cargo)[1]);
  const { types, default: file } = manifest.exports["."];
  for (const name of [types, file, "README.md", "LICENSE"]) assert.ok((await readFile(join(target, "npm", name))).length > 0, name);
});

test("importing it does nothing by itself, and on a server nothing at all", async () => {
  const { init, open } = await import(library);
  assert.equal(init({ server: "https://care.example", brand: "acme" }), undefined);
  assert.equal(open(), undefined);
});

test("the types fit the React example", () => {
  const program = ts.createProgram([join(examples, "react.tsx")], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    jsx: ts.JsxEmit.ReactJSX,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    baseUrl: root,
    paths: { accalmie: [join(target, "npm/index.d.ts")] },
    types: [],
  });
  const told = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  assert.deepEqual(told, []);
});

test("every function of the module is in the types", async () => {
  const types = await readFile(join(target, "npm/index.d.ts"), "utf8");
  for (const name of Object.keys(await import(library))) assert.match(types, new RegExp(`export function ${name}\\b`), name);
});

test("plain HTML: marks, events and the contact card, from another origin", async () => {
  const html = (await readFile(join(examples, "plain.html"), "utf8")).replace("https://care.example", demo.api).replace('"acme"', '"lumio"');
  const { page, context, problems } = await open({
    "/brand/": { contentType: "text/html", body: html },
    "/brand/accalmie/index.js": { contentType: "text/javascript", body: await readFile(library, "utf8") },
  });
  await widget(page).locator(".mark").waitFor({ state: "attached" });
  await page.locator("[data-accalmie-contact] .card").waitFor();
  assert.equal(await page.locator("#count").innerText(), "1");
  assert.deepEqual(problems, []);
  await context.close();
});

test("real React: posts it adds later are found, events arrive, the panel works, and its own tree is left alone", async () => {
  const entry = `
    import { createRoot } from "react-dom/client";
    import { StrictMode } from "react";
    import { Comments } from "./react.tsx";
    createRoot(document.querySelector("#root")).render(<StrictMode><Comments server="${demo.api}" brand="lumio" /></StrictMode>);`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: examples, loader: "tsx" },
    bundle: true,
    write: false,
    jsx: "automatic",
    alias: { accalmie: library },
    nodePaths: [join(root, "node_modules")],
    define: { "process.env.NODE_ENV": '"development"' },
  });
  const { page, context, problems } = await open({
    "/brand/": { contentType: "text/html", body: '<!doctype html><html lang="en"><title>React</title><div id="root"></div><script src="/brand/app.js"></script></html>' },
    "/brand/app.js": { contentType: "text/javascript", body: outputFiles[0].text },
  });
  await widget(page).locator(".mark").waitFor({ state: "attached" });
  await page.locator("output", { hasText: "Ruth A." }).waitFor();
  await page.getByRole("button", { name: "Add a comment" }).click();
  await page.locator("output", { hasText: "Ruth A., Zoe" }).waitFor();
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ["suggest", "reply"]) window.accalmie("on", name, (detail) => window.heard.push([name, detail.case.length]));
  });
  await openPanel(page);
  await openCase(page, "Zoe");
  await widget(page).locator("#sent").click();
  await page.waitForFunction(() => window.heard.some(([name]) => name === "reply"));
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard.slice(0, 1), [["suggest", 32]]);
  await page.evaluate(() => window.accalmie("destroy"));
  assert.equal(await widget(page).count(), 0);
  await page.evaluate(() => window.accalmie("open"));
  await widget(page).locator("#panel").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("a tag with integrity and a nonce, under a policy that knows nothing else", async () => {
  const loader = await readFile(join(target, "site/accalmie.js"));
  const integrity = `sha384-${createHash("sha384").update(loader).digest("base64")}`;
  const tag = (hash) =>
    `<!doctype html><html lang="en"><title>Nonce</title><div class="remark"><p class="text">Charged twice, nobody answers, unacceptable!!!</p></div><div data-accalmie-contact></div><script async nonce="n0nce" crossorigin integrity="${hash}" src="${demo.api}/accalmie.js" data-brand="lumio" data-posts=".remark"></script></html>`;
  const headers = { "content-security-policy": `default-src 'none'; script-src 'nonce-n0nce' 'wasm-unsafe-eval'; connect-src ${demo.api}; require-trusted-types-for 'script'; trusted-types 'none'` };
  const page = (hash) => ({ "/brand/": { contentType: "text/html", body: tag(hash), headers } });
  const right = await open(page(integrity));
  await widget(right.page).locator(".mark").waitFor({ state: "attached" });
  await right.page.locator("[data-accalmie-contact] .card").waitFor();
  assert.deepEqual(right.problems, []);
  await right.context.close();
  const wrong = await open(page(`sha384-${"A".repeat(64)}`));
  await wrong.page.waitForLoadState("networkidle");
  assert.ok(wrong.problems.some((problem) => problem.includes("integrity")), wrong.problems.join("\n"));
  assert.equal(await widget(wrong.page).count(), 0);
  await wrong.context.close();
});
