// The extension's half in the page, in a world of its own: the page sees the widget's element and none of its values.
// The same widget as everywhere, from the extension's own files; it finds its storage and its server through here.
import { create } from "../core.js";

/** What the browser keeps for the extension stands in for the page's storage, which the page could read. */
function storage(kept) {
  const save = () => void chrome.storage.local.set({ kept });
  return {
    getItem: (name) => kept[name] ?? null,
    setItem(name, value) {
      kept[name] = value;
      save();
    },
    removeItem(name) {
      delete kept[name];
      save();
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
  const { server, brand, posts, lang, kept = {} } = await chrome.storage.local.get();
  Object.defineProperty(window, "localStorage", { value: storage(kept), configurable: true });
  window.fetch = caller(server);
  window.accalmie = create({ base: chrome.runtime.getURL("") });
  window.accalmie("init", { api: server, brand, posts, lang: lang || chrome.i18n.getUILanguage() });
  await window.accalmie("open");
}

// A second click opens the panel that is there.
if (window.accalmie) window.accalmie("open");
else start();
