import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startWorker } from "../support/worker.mjs";

const worker = await startWorker();
after(worker.stop);

test("the built Worker answers on real workerd", async () => {
  const answer = await worker.fetch("/health");
  assert.equal(answer.status, 200);
});

test("the deadlines run as a scheduled event", async () => {
  const { outcome } = await worker.scheduled();
  assert.equal(outcome, "ok");
});

test("a path that nobody serves is not found", async () => {
  const answer = await worker.fetch("/nothing/here");
  assert.equal(answer.status, 404);
});
