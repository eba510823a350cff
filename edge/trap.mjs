// What waits while a panic takes the instance down would wait for ever: the Rust futures are gone with its memory, and
// the promises that JavaScript holds are never settled. So each of them is raced against the next panic.
import * as edge from "accalmie-edge";

const waiting = new Set();

// The panic hook of the `worker` crate says so by setting this; nothing else tells JavaScript of it in time.
Object.defineProperty(edge.__worker_init_state(), "criticalError", {
  set() {
    for (const reject of waiting) reject(new Error("the instance is gone"));
  },
});

/** The promise of an event handler written in Rust; rejects when a panic takes the instance down. */
export async function settled(promise) {
  let gone;
  const panic = new Promise((_, reject) => {
    gone = reject;
    waiting.add(gone);
  });
  try {
    return await Promise.race([promise, panic]);
  } finally {
    waiting.delete(gone);
  }
}
