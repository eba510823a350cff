// Elements without markup strings: text reaches the page as text nodes only, so a strict policy has nothing to refuse.

/** An element with properties (those with a dash as attributes) and children; `undefined` children are left out. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "for") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== undefined));
  return made;
}

/** Takes from a root what the page's scripts do to it: only a person clicks, types and sends. */
export function onlyPeople(root) {
  for (const kind of ["click", "submit", "keydown"]) root.addEventListener(kind, (event) => event.isTrusted || refuse(event), true);
}

function refuse(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A shadow root with a style on an element: the page's font and colours go in, its rules don't. A `closed` one is out of reach of the page's scripts. */
export function shadow(host, lang, style, mode = "open") {
  const root = host.attachShadow({ mode });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  host.lang = lang;
  return root;
}
