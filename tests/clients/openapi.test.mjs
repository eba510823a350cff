// The description of the API, by two public tools that know nothing of us: is it one, and does the Worker keep to it?
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request as forward } from "node:http";
import { tmpdir } from "node:os";
import { after, test } from "node:test";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../xtask/tools/worker.mjs";
import { comment, META, startEdge, STANDARD, until } from "../support/edge.mjs";
import { python, withoutPython } from "../support/python.mjs";
import { metaHeaders, standardHeaders } from "../support/sign.mjs";

const skip = withoutPython;
const description = join(root, "edge/data/openapi.json");

/** The longest that a tool may take, in milliseconds: three times what it does here. */
const PATIENCE = 90_000;

/** Runs a program in a folder of its own, because some leave notes behind; what it printed, and how it ended. */
async function run(program, words, env = {}) {
  const cwd = await mkdtemp(join(tmpdir(), "accalmie-"));
  const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  const code = await new Promise((done) => child.on("close", done));
  await rm(cwd, { recursive: true, force: true });
  return { code, said };
}

test("openapi-spec-validator takes the description", { skip }, async () => {
  const { code, said } = await run(python("openapi-spec-validator"), ["--schema", "3.1", description]);
  assert.equal(code, 0, said);
});

/**
 * The Worker as a platform reaches it: each webhook's body goes on signed, or the generated ones would all end at the
 * signature. Every other request goes on as it is.
 */
async function signing(url) {
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const headers = { ...request.headers };
    for (const name of ["host", "connection", "transfer-encoding", "expect"]) delete headers[name];
    if (request.method === "POST" && request.url === "/webhooks/meta/acme") Object.assign(headers, metaHeaders(body, META));
    if (request.method === "POST" && request.url === "/webhooks/standard/acme") {
      Object.assign(headers, standardHeaders(body.toString(), STANDARD));
    }
    // Not `fetch`, which refuses some methods that a caller may try; a connection each, because workerd closes one on
    // which a body was left unread.
    const onward = forward(new URL(request.url, url), { method: request.method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", (error) => response.writeHead(599).end(`${request.method} ${request.url}: ${error}`));
    onward.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

const edge = skip || (await startEdge());
const door = skip || (await signing(edge.worker.url));
after(async () => {
  if (skip) return;
  door.stop();
  await edge.stop();
});

test("schemathesis finds no server error and no answer that the description doesn't know", { skip, timeout: 2 * PATIENCE }, async () => {
  const claire = await edge.person("claire", "administrator");
  assert.equal((await edge.meta(comment("5_1", { author: "77", name: "Odile" }))).status, 200);
  assert.equal((await edge.meta('{"object":"page","entry":[')).status, 200);
  const { items } = await until(async () => {
    const page = await claire.get("/v1/cases");
    return page.items.length > 0 && page;
  });
  const letters = (await claire.get("/v1/dead")).items;
  const words = ["run", description, "--url", door.url, "--header", `Authorization: Bearer ${claire.token}`];
  // The same cases each time.
  words.push("--seed", "7", "--max-examples", "12", "--phases", "coverage,fuzzing", "--continue-on-failure", "--no-shrink");
  words.push("--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance");
  words.push("--warnings", "off", "--no-color");
  const { code, said } = await run(python("schemathesis"), words, {
    SCHEMATHESIS_HOOKS: fileURLToPath(new URL("schemathesis_hooks.py", import.meta.url)),
    KNOWN_CASE: items[0].id,
    KNOWN_LETTER: letters[0].id,
  });
  assert.equal(code, 0, said);
  const [, operations] = said.match(/Tested: (\d+)/) ?? [];
  const [, cases] = said.match(/(\d+) generated/) ?? [];
  assert.ok(Number(operations) >= 33, `${operations} operations were tried`);
  assert.ok(Number(cases) >= 500, `${cases} requests were made`);
});
