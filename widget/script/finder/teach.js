// Somebody points at a post, and gets the attribute to paste into the script tag. Nothing of the page is changed; what
// is pointed at is framed on top of it.
import { element, onlyPeople, shadow } from "../dom.js";
import { postsLike } from "./selector.js";
import { byShape } from "./shape.js";
import style from "./teach.css";

/** The most frames that are drawn. */
const FRAMES = 200;

const WORDS = {
  fr: {
    name: "Montrer les messages à Accalmie",
    point: "Cliquez sur un message de la page, son texte compris.",
    found: (count) => (count === 1 ? "1 élément trouvé." : `${count} éléments trouvés.`),
    none: "Rien de commun trouvé ici : essayez plus large.",
    wider: "Plus large",
    narrower: "Plus étroit",
    copy: "Copier l’attribut",
    copied: "Copié : collez-le dans la balise d’Accalmie.",
    use: "Utiliser maintenant",
    cancel: "Annuler",
  },
  en: {
    name: "Show Accalmie the posts",
    point: "Click on a post of the page, with all of its text.",
    found: (count) => (count === 1 ? "1 element found." : `${count} elements found.`),
    none: "Nothing in common found here: try wider.",
    wider: "Wider",
    narrower: "Narrower",
    copy: "Copy the attribute",
    copied: "Copied: paste it into Accalmie’s tag.",
    use: "Use it now",
    cancel: "Cancel",
  },
};

/**
 * Lets a person point; resolves with the selector to use, or nothing. On a `foreign` page, which the brand doesn't
 * control, the page's scripts can't reach the bar. Nowhere can they point or end it in the person's place.
 */
export function teach(lang, page) {
  const say = WORDS[lang] ?? WORDS.fr;
  const host = element("accalmie-teach");
  const isForeign = page === "foreign";
  const root = shadow(host, lang, style, isForeign ? "closed" : "open");
  if (isForeign) onlyPeople(root);
  const frames = element("div", { className: "frames", "aria-hidden": "true" });
  const code = element("code");
  const status = element("p", { role: "status" }, say.point);
  const button = (text, act, className = "") => element("button", { type: "button", className, onclick: act }, text);
  let path = []; // from the element that was pointed at, upwards
  let depth = 0;
  let selector;

  const show = () => {
    const post = path[depth];
    selector = post && postsOf(post);
    const hits = selector ? [...document.querySelectorAll(selector)] : post ? [post] : [];
    code.textContent = selector ? `data-posts="${selector.replace(/"/g, "'")}"` : "";
    status.textContent = !post ? say.point : selector ? say.found(hits.length) : say.none;
    frames.replaceChildren(...hits.slice(0, FRAMES).map(frame));
    for (const one of [use, copy]) one.disabled = !selector;
    wider.disabled = !path[depth + 1];
    narrower.disabled = !post || depth === 0;
  };
  const step = (by) => {
    depth += by;
    show();
  };
  const wider = button(say.wider, () => step(1));
  const narrower = button(say.narrower, () => step(-1));
  const copy = button(say.copy, async () => {
    await navigator.clipboard?.writeText(code.textContent).then(() => (status.textContent = say.copied), () => getSelection().selectAllChildren(code));
  });
  const use = button(say.use, () => end(selector), "main");
  const bar = element(
    "section",
    { "aria-label": say.name, className: "bar" },
    status,
    code,
    element("div", { className: "buttons" }, use, copy, wider, narrower, button(say.cancel, () => end())),
  );
  root.append(frames, bar);

  const ours = (event) => event.composedPath().includes(host);
  const pointed = (event) => {
    if (!event.isTrusted || ours(event)) return;
    event.preventDefault();
    event.stopPropagation();
    path = [];
    for (let one = event.target; one && one !== document.body && one !== document.documentElement; one = one.parentElement) path.push(one);
    // A person points at words; the post is the first element around them that has its like beside it.
    depth = Math.max(0, path.findIndex((one) => one.textContent.trim().length > 20 && beside(one) > 0));
    show();
  };
  const keyed = (event) => {
    if (event.isTrusted && event.key === "Escape") end();
  };
  const swallow = (event) => !ours(event) && event.preventDefault();
  let done;
  function end(chosen) {
    document.removeEventListener("click", pointed, true);
    document.removeEventListener("mousedown", swallow, true);
    document.removeEventListener("keydown", keyed, true);
    removeEventListener("scroll", show, true);
    removeEventListener("resize", show);
    host.remove();
    done(chosen);
  }
  document.addEventListener("click", pointed, true);
  document.addEventListener("mousedown", swallow, true);
  document.addEventListener("keydown", keyed, true);
  addEventListener("scroll", show, true);
  addEventListener("resize", show);
  document.documentElement.append(host);
  // Whoever can't point begins with the best guess, and goes on with the buttons.
  const guess = byShape(document)?.rule.post;
  const first = guess && document.querySelector(guess);
  if (first) for (let one = first; one && one !== document.body; one = one.parentElement) path.push(one);
  show();
  (first ? use : bar.querySelector("button:last-child")).focus();
  return new Promise((resolve) => (done = resolve));
}

/** Neighbours built alike: the same tag and, where there are any, a class in common. */
function beside(post) {
  return [...(post.parentElement?.children ?? [])].filter(
    (other) => other !== post && other.localName === post.localName && (!post.classList.length || [...post.classList].some((name) => other.classList.contains(name))),
  ).length;
}

/** The selector of a post and its like. */
function postsOf(post) {
  const neighbours = [...(post.parentElement?.children ?? [])];
  const like = neighbours.filter((other) => other.localName === post.localName && other.classList[0] === post.classList[0]);
  return postsLike(like.length > 1 ? like : [post], document);
}

function frame(post) {
  const { left, top, width, height } = post.getBoundingClientRect();
  const made = element("div", { className: "frame" });
  for (const [name, value] of Object.entries({ left, top, width, height })) made.style[name] = `${value}px`;
  return made;
}
