// The finder goes through whole pages: what it does must stay in proportion to them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byShape } from "../../widget/script/finder/shape.js";

test("a list of 40,000 neighbours is looked through in a moment", () => {
  const child = { localName: "li", classList: [], querySelectorAll: () => [] };
  const parent = { childElementCount: 40_000, children: Array(40_000).fill(child), closest: () => null };
  const begin = performance.now();
  assert.equal(byShape({ querySelectorAll: () => [parent] }), undefined);
  const took = performance.now() - begin;
  assert.ok(took < 500, `took ${took} ms, expected less than 500`);
});
