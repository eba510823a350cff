// From elements that a person or a page has shown to a selector that finds their like, also those that come later.

/** Classes that say how something stands, not what it is, and those that machines number. */
const PASSING = /^(is-|has-|js-|active|current|first|last|odd|even|open|closed|new|hover|focus|selected)|\d{2,}|^[a-z]{1,3}-?[0-9a-zA-Z]*\d/;
/** Attributes by which pages name their posts. */
const NAMES = /^data-(post|comment|review|message|reply|item|entry|id|testid)/;

/** The classes that all elements share, the telling ones. */
function shared(elements) {
  const [first, ...rest] = elements;
  return [...first.classList].filter((name) => !PASSING.test(name) && rest.every((element) => element.classList.contains(name)));
}

/** Ways to say what the elements have in common, the most telling first. */
function ways(elements) {
  const [first] = elements;
  const tags = new Set(elements.map(({ localName }) => localName));
  const tag = tags.size === 1 ? first.localName : "";
  const found = [];
  const classes = shared(elements);
  for (const name of classes) found.push(`.${CSS.escape(name)}`);
  if (classes.length > 1) found.push(classes.map((name) => `.${CSS.escape(name)}`).join(""));
  for (const { name } of first.attributes) {
    if (NAMES.test(name) && elements.every((element) => element.hasAttribute(name))) found.push(`${tag}[${name}]`);
  }
  const prefix = /^[a-z][a-z_-]+/i.exec(first.id)?.[0];
  if (prefix && elements.every(({ id }) => id.startsWith(prefix))) found.push(`${tag}[id^="${prefix}"]`);
  if (tag) {
    for (const name of classes) found.push(`${tag}.${CSS.escape(name)}`);
    const parent = first.parentElement;
    const parents = new Set(elements.map(({ parentElement }) => parentElement));
    if (parent && parents.size === 1) {
      const above = parent.id && !/\d/.test(parent.id) ? [`#${CSS.escape(parent.id)}`] : ways([parent]);
      for (const way of above) found.push(`${way} > ${tag}`);
    }
    found.push(tag);
  }
  return found;
}

/**
 * The selector of posts like these in `root`: the most telling one that finds all of them and hardly more others, such
 * as the answers nested in them. None where only something as broad as every element of a kind would.
 */
export function postsLike(elements, root) {
  let best;
  for (const way of ways(elements)) {
    const hits = [...root.querySelectorAll(way)];
    if (!elements.every((element) => hits.includes(element))) continue;
    const others = hits.length - elements.length;
    if (others * 2 <= elements.length) return way;
    if (!best || others < best.others) best = { way, others };
  }
  return best && best.others <= elements.length * 2 + 2 ? best.way : undefined;
}

/** The selector that finds `parts[i]` first within `wholes[i]`; empty where a part is its whole, none where none does. */
export function partsLike(parts, wholes) {
  if (parts.every((part, index) => part === wholes[index])) return "";
  return ways(parts).find((way) => parts.every((part, index) => wholes[index].querySelector(way) === part));
}
