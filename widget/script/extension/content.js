// The extension's half in the page, in a world of its own: the page sees the widget's element and none of its values.
// The same widget as everywhere, from the extension's own files; it finds its storage and its server through here.
import { create } from "../core.js";

/** What the widget keeps begins with this; the rest are the extension's settings. */
const OURS = "accalmie:";

/**
 * What the browser keeps for the extension stands in for the page's storage, which the page could read. Each item is
 * kept under a name of its own, and what another tab writes is heard: no tab writes over another's acts and drafts.
 */
function storage(kept) {
  const items = new Map(kept);
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area !== "local") return;
    for (const [name, { newValue }] of Object.entries(changes)) {
      if (!name.startsWith(OURS)) continue;
      if (newValue === undefined) items.delete(name);
      else items.set(name, newValue);
    }
  });
  // The browser answers later: what it could not keep is said at the next attempt.
  let fault;
  const written = (promise) => void promise.then(() => (fault = undefined), (error) => (fault = error));
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem(name, value) {
      items.set(name, value);
      written(chrome.storage.local.set({ [name]: value }));
      if (fault) throw fault;
    },
    removeItem(name) {
      items.delete(name);
      written(chrome.storage.local.remove(name));
    },
  };
}

/** Calls to the server go through the extension's worker; all others stay as they are. */
function caller(server) {
  const others = window.fetch.bind(window);
  return async (input, options = {}) => {
    const address = typeof input === "string" ? input : input.url;
    if (!address.startsWith(server)) return others(input, options);
    const { method, body } = options;
    const headers = [...new Headers(options.headers)];
    const answer = await chrome.runtime.sendMessage({ path: address.slice(server.length), method, headers, body });
    if (answer.error) throw new TypeError(answer.error);
    const isBare = [204, 304].includes(answer.status);
    return new Response(isBare ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}

async function start() {
  const { server, brand, posts, lang, ...rest } = await chrome.storage.local.get();
  const kept = Object.entries(rest).filter(([name]) => name.startsWith(OURS));
  Object.defineProperty(window, "localStorage", { value: storage(kept), configurable: true });
  window.fetch = caller(server);
  window.accalmie = create({ base: chrome.runtime.getURL(""), page: "foreign" });
  window.accalmie("init", { api: server, brand, posts, lang: lang || chrome.i18n.getUILanguage() });
  await window.accalmie("open");
}

// A second click opens the panel that is there.
if (window.accalmie) window.accalmie("open");
else start();
