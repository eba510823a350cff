// Accalmie's loader: a queue from the first line, and the widget only for those who need it.
// Visitors download this file and nothing else; the module and its WebAssembly come when a community manager
// is signed in on this browser, or when the page calls `open` or `analyze`.
(() => {
  const script = document.currentScript || document.querySelector("script[src*='accalmie.js']");
  const early = window.accalmie;
  if (early && early.base) return; // two tags on a page are one widget
  const base = new URL(".", script.src).href;
  const config = { base, ...script.dataset };
  const handlers = new Map();
  let widget; // the promise of the started module
  let ready;
  const started = new Promise((resolve) => (ready = resolve));

  const store = (secret) => {
    const key = `accalmie:${config.brand}:key`;
    try {
      if (secret) localStorage.setItem(key, secret);
      return localStorage.getItem(key);
    } catch {
      return (config.secret = secret || config.secret); // a browser without storage: signed in for this page only
    }
  };

  const load = () =>
    (widget ||= import(base + "widget/accalmie_widget.js")
      .then(async (module) => {
        await module.default({ module_or_path: base + "widget/accalmie_widget_bg.wasm" });
        await module.start(config);
        ready();
        return module;
      })
      .catch((error) => {
        widget = null;
        document.dispatchEvent(new CustomEvent("accalmie:error", { detail: { message: `the widget could not start: ${error.message}` } }));
        throw error;
      }));

  const verbs = {
    init(options) {
      Object.assign(config, options);
      if (!config.brand) return;
      const link = /^#accalmie=(.+)/.exec(location.hash);
      if (link) {
        store(decodeURIComponent(link[1]));
        history.replaceState(history.state, "", location.pathname + location.search);
      }
      if (store()) load().catch(() => {});
    },
    on(event, handler) {
      const listener = ({ detail }) => handler(detail);
      handlers.set(handler, listener);
      document.addEventListener("accalmie:" + event, listener);
    },
    off(event, handler) {
      document.removeEventListener("accalmie:" + event, handlers.get(handler));
    },
    ready: (then) => started.then(then),
    setUser(secret) {
      store(secret);
      return load().then((module) => module.act("setUser", [secret]));
    },
  };

  const accalmie = (verb, ...values) => {
    if (verbs[verb]) return verbs[verb](...values);
    if (verb === "setLocale") config.lang = values[0];
    if (verb === "setTheme") config.theme = values[0];
    if (widget || verb === "open" || verb === "analyze") return load().then((module) => module.act(verb, values));
  };
  accalmie.base = base;
  window.accalmie = accalmie;
  for (const call of (early && early.q) || []) accalmie(...call);
  if (config.brand) verbs.init();
})();
