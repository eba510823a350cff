// What waits while a trap takes the instance down would wait for ever: the Rust futures are gone with its memory, and
// the promises that JavaScript holds are never settled. So each of them is raced against the next trap.
const waiting = new Set();

/** Called by the Rust half, from what is left of it, after a panic or any other trap. */
export function gone() {
  for (const reject of waiting) reject(new Error("the instance is gone"));
}

/** The promise of an event handler written in Rust; rejects when a trap takes the instance down. */
export async function settled(promise) {
  let end;
  const trap = new Promise((_, reject) => {
    end = reject;
    waiting.add(end);
  });
  try {
    return await Promise.race([promise, trap]);
  } finally {
    waiting.delete(end);
  }
}
