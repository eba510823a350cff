// The npm package: the loader's core as functions. Widget, WebAssembly and packs come from the brand's own Worker, so
// that page and server always speak of the same version.
import { create } from "../core.js";

/** The page's one `accalmie`; before it is there, a queue that keeps the calls. */
function call(...words) {
  if (typeof window === "undefined") return; // rendered on a server: there is no page yet
  if (!window.accalmie) {
    const queue = (...words) => void queue.q.push(words);
    queue.q = [];
    window.accalmie = queue;
  }
  return window.accalmie(...words);
}

/** Starts Accalmie on this page; again is harmless, and sees to places for visitors that have come since. */
export function init({ server, ownAuthors, ...options } = {}) {
  if (typeof window === "undefined") return;
  const early = window.accalmie;
  if (!early?.base) {
    if (!server || !options.brand) {
      throw new TypeError(`found ${server ? "no brand" : "no server"}, expected init({ server: "https://care.example", brand: "acme" })`);
    }
    window.accalmie = create({ base: new URL(server.replace(/\/?$/, "/"), location.href).href });
    for (const words of early?.q ?? []) window.accalmie(...words);
  }
  if (ownAuthors) options.ownAuthors = [ownAuthors].flat().join(",");
  window.accalmie("init", options);
}

export const open = (...caseId) => call("open", ...caseId);
export const close = () => call("close");
export const analyze = (...text) => call("analyze", ...text);
export const on = (event, handler) => call("on", event, handler);
export const off = (event, handler) => call("off", event, handler);
export const setLocale = (tag) => call("setLocale", tag);
export const setTheme = (theme) => call("setTheme", theme);
export const setUser = (secret) => call("setUser", secret);
export const destroy = () => call("destroy");
export const ready = (then) => new Promise((resolve) => call("ready", resolve)).then(then);
