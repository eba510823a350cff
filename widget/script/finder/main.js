// Finds posts where no rule of the widget fits: in open shadow roots, by what the page says for machines, and in lists
// by their shape. Fetched only then, or when somebody wants to point at a post.
import { linked } from "./linked.js";
import { byShape } from "./shape.js";

export { teach } from "./teach.js";

/**
 * What there is to try: the page's open `roots` for the widget's own rules, else a `rule` that was found by looking,
 * with the `root` it holds in and the `facts` for machines, by the words of their posts.
 */
export function look() {
  const roots = open(document);
  for (const find of [linked, byShape]) {
    for (const root of [document, ...roots]) {
      const found = find(root);
      if (found) return { roots, root, facts: new Map(), ...found };
    }
  }
  return { roots, rule: null, root: document, facts: new Map() };
}

/** The open shadow roots below a root, ours left out. */
function open(root) {
  const own = [...root.querySelectorAll("*")].filter((element) => element.shadowRoot && !element.localName.startsWith("accalmie-"));
  return own.flatMap(({ shadowRoot }) => [shadowRoot, ...open(shadowRoot)]);
}
