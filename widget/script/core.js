// What script tag, npm package, bookmarklet and extension share: a queue of verbs, and the widget only for those who
// need it. Visitors download this and nothing else, unless the page has a place for them (`data-accalmie-contact`,
// `data-accalmie-box`); the module and its WebAssembly come when a community manager is signed in on this browser, or
// when the page calls `open` or `analyze`.

/** Places for visitors in a page. */
const PLACES = "[data-accalmie-contact],[data-accalmie-box]";

/** The function `accalmie(verb, …)` over a configuration; `base` says where the files are. */
export function create(config) {
  const handlers = new Map();
  let widget; // the promise of the started module
  let ready;
  const started = new Promise((resolve) => (ready = resolve));

  const store = (secret) => {
    const key = `accalmie:${config.brand}:key`;
    try {
      if (config.keep === "none") throw 0; // a page that isn't the brand's: it could read what is kept there
      if (secret) localStorage.setItem(key, secret);
      return localStorage.getItem(key);
    } catch {
      return (config.secret = secret || config.secret); // signed in for this page only
    }
  };

  // Bundlers leave an address that is known at run time alone.
  const fetched = (file) => import(/* webpackIgnore: true */ /* @vite-ignore */ config.base + file);

  config.further = fetched;

  const whole = async () => {
    // Both at once: the one says how to call the other, but they come in their own time.
    const bytes = fetch(config.base + "widget/accalmie_widget_bg.wasm");
    const module = await fetched("widget/accalmie_widget.js");
    await module.default({ module_or_path: bytes });
    await module.start(config);
    return module;
  };

  /** Where the page's policy refuses WebAssembly, the edge reads its posts. */
  const plain = async (error) => {
    if (typeof WebAssembly === "object" && !(error instanceof WebAssembly.CompileError)) throw error;
    const module = await fetched("plain.js");
    await module.start(config, store);
    return module;
  };

  const load = () =>
    (widget ||= whole()
      .catch(plain)
      .then((module) => {
        ready();
        return module;
      })
      .catch((error) => {
        widget = null;
        document.dispatchEvent(new CustomEvent("accalmie:error", { detail: { message: `the widget could not start: ${error.message ?? error}` } }));
        throw error;
      }));

  const welcome = () => {
    if (document.querySelector(PLACES)) fetched("visitor.js").then((module) => module.start(config), () => {});
  };

  const named = (event) => "accalmie:" + event.replace("accalmie:", "");

  const verbs = {
    init(options) {
      Object.assign(config, options);
      if (!config.brand) return;
      const link = config.page !== "foreign" && /^#accalmie=([^%]|%[\da-f]{2})+$/i.exec(location.hash);
      if (link) {
        const given = decodeURIComponent(location.hash.slice(10));
        // Anybody can write such a link: a key that is kept stays until this one has been let in.
        if (store()) config.link = given;
        else store(given);
        history.replaceState(history.state, "", location.pathname + location.search);
      }
      if (config.link || store()) load().catch(() => {});
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", welcome);
      else welcome();
    },
    on(event, handler) {
      verbs.off(event, handler); // the same twice is heard once
      const listener = ({ detail }) => handler(detail);
      if (!handlers.has(handler)) handlers.set(handler, {});
      handlers.get(handler)[event] = listener;
      document.addEventListener(named(event), listener);
    },
    off(event, handler) {
      document.removeEventListener(named(event), handlers.get(handler)?.[event]);
    },
    ready: (then) => started.then(then),
    async destroy() {
      const module = await widget;
      widget = null; // `open` may start it again
      module?.act("destroy", []);
    },
    setUser(secret) {
      const started = widget;
      store(secret);
      // What is being started signs in with the key that is kept; an invitation handed in twice would be used up.
      return load().then((module) => started && module.act("setUser", [secret]));
    },
  };

  const accalmie = (verb, ...values) => {
    if (verbs[verb]) return verbs[verb](...values);
    if (verb === "setLocale") config.lang = values[0];
    if (verb === "setTheme") config.theme = values[0];
    if (widget || verb === "open" || verb === "analyze") return load().then((module) => module.act(verb, values));
  };
  accalmie.base = config.base;
  return accalmie;
}
