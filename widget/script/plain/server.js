// Calls to the edge: who asks, what failed, and when it is worth another try.

/** Waits between the rounds over what failed, in milliseconds. */
const WAITS = [1000, 3000, 9000];
/** So many requests at once. */
const LANES = 4;

/** The edge of one brand. Every answer carries its `status`: 0 where there is none that can be read. */
export function server({ api, base }) {
  const address = api ? api.replace(/\/?$/, "/") : base;
  let token;
  let key;
  const call = async (path, body) => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    try {
      const answer = await fetch(address + path, { method: "POST", headers, body: JSON.stringify(body) });
      const said = await answer.json().catch((error) => {
        // A page of something between here and the edge: its status alone counts, unless it says that all is well.
        if (answer.ok) throw error;
      });
      return { ...said, status: answer.status };
    } catch {
      return { status: 0 };
    }
  };
  /** Exchanges a key for a session. An invitation is good once: the `credential` it gives is to be kept in its place. */
  const signIn = async (secret) => {
    token = undefined;
    const session = await call("v1/session", { secret });
    if (session.token) [token, key] = [session.token, session.credential ?? secret];
    return session;
  };
  /** A session lasts an hour; the key opens the next one. */
  const ask = async (path, body) => {
    const answer = await call(path, body);
    return answer.status === 401 && key && (await signIn(key)).token ? call(path, body) : answer;
  };
  return { ask, signIn };
}

/** Whether the same call may do later: no answer, too many requests, the server's own fault. */
const isPassing = ({ status }) => status === 0 || status === 429 || status >= 500;

/**
 * Does `one` for every item, some at once. Where an answer says that another time may do, all wait, longer each time
 * that nothing came of it, and `waiting` hears of it with the answer. A session that is no good ends the work, and so does `isOver`.
 * Gives the items that are left, with the last answer that failed.
 */
export async function all(items, one, isOver, waiting) {
  let queue = [...items];
  const failed = [];
  let last;
  for (let wait = 0; ; ) {
    const before = queue.length;
    const later = [];
    const lane = async () => {
      while (queue.length && !later.length && !isOver() && last?.status !== 401) {
        const item = queue.shift();
        const answer = await one(item);
        if (answer.status >= 200 && answer.status < 300) continue;
        last = answer;
        (isPassing(answer) ? later : failed).push(item);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    queue.push(...later);
    // What was read since shows that the server is there.
    if (before - queue.length > LANES) wait = 0;
    if (!later.length || wait === WAITS.length || last.status === 401 || isOver()) return { left: [...failed, ...queue], last };
    waiting(last);
    await new Promise((resolve) => setTimeout(resolve, WAITS[wait]));
    wait += 1;
  }
}
