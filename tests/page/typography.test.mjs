// What is served in French has no ordinary space where a line must not end.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { target } from "../../xtask/tools/worker.mjs";

const ORDINARY = / [;:!?](?![\p{L}\p{N}])|« | »/u;

for (const folder of ["site", "extension"]) {
  for (const name of (await readdir(join(target, folder), { recursive: true })).filter((name) => (name.endsWith(".html") && !name.startsWith("en/")) || name.endsWith("fr/messages.json"))) {
    test(`${folder}/${name}`, async () => {
      const text = await readFile(join(target, folder, name), "utf8");
      const said = name.endsWith(".json") ? text.replace(/": /g, '":') : text.replace(/<(script|style|code|pre|textarea)[ >][^]*?<\/\1>/g, "\n").replace(/<[^>]*>/g, "\n");
      const found = said.split("\n").find((line) => ORDINARY.test(line));
      assert.equal(found, undefined);
    });
  }
}

for (const name of ["visitor.js", "plain.js", "finder.js"]) {
  test(`site/${name}, and its code is as it was`, async () => {
    const file = join(target, "site", name);
    const text = await readFile(file, "utf8");
    // Shortened code has such spaces in its texts alone.
    assert.doesNotMatch(text, /[\p{L}\p{N}})] [;:!?]+(?=["'`\s<])|(«|\\xAB) | (»|\\xBB)/u);
    assert.match(text, /\\u202f|\\u00a0/);
    await import(file);
  });
}
