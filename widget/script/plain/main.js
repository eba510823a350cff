// Where a page refuses WebAssembly: the edge reads the posts instead of the browser, and the panel is a plain list with
// the reasons and a reply to copy. It says so, for page text goes to the edge here before a case is opened.
import { element, shadow } from "../dom.js";
import { read, ruleOf } from "./posts.js";
import style from "./plain.css";

/** So many posts are read: each is one request. */
const MOST = 60;
/** So many requests at once. */
const LANES = 4;

const WORDS = {
  fr: {
    name: "Accalmie, mode simple",
    why: "Cette page refuse WebAssembly : le serveur de la marque lit les messages à la place du navigateur.",
    none: "Aucun message trouvé sur cette page.",
    quiet: "Aucun message en colère.",
    count: (count) => (count === 1 ? "1 message à traiter" : `${count} messages à traiter`),
    signIn: "Ouvrez d’abord le lien de connexion que votre responsable vous a donné.",
    failed: (status) => `Le serveur a répondu ${status}.`,
    reply: "Proposer une réponse",
    copy: "Copier",
    copied: "Copié",
    noReply: "Aucune réponse proposée : ce message demande une personne.",
    close: "Fermer",
    annoyed: "Agacé",
    angry: "En colère",
    furious: "Furieux",
    risk: "Danger signalé",
  },
  en: {
    name: "Accalmie, plain mode",
    why: "This page refuses WebAssembly: the brand’s server reads the posts in the browser’s place.",
    none: "No posts were found on this page.",
    quiet: "No angry posts.",
    count: (count) => (count === 1 ? "1 post to see to" : `${count} posts to see to`),
    signIn: "Open the sign-in link you were given first.",
    failed: (status) => `The server answered ${status}.`,
    reply: "Propose a reply",
    copy: "Copy",
    copied: "Copied",
    noReply: "No reply proposed: this post needs a person.",
    close: "Close",
    annoyed: "Annoyed",
    angry: "Angry",
    furious: "Furious",
    risk: "Danger reported",
  },
};

let host;
let panel;

/** Reads the page through the edge and shows the list. `secret` is the key of the signed-in person. */
export async function start(config, secret) {
  if (host) return;
  const lang = [config.lang, document.documentElement.lang, navigator.language].map((tag) => (tag || "").slice(0, 2)).find((tag) => WORDS[tag]) || "fr";
  const say = WORDS[lang];
  host = element("accalmie-widget");
  const root = shadow(host, lang, style);
  const status = element("p", { role: "status" });
  const list = element("ul");
  const close = element("button", { type: "button", onclick: () => (panel.hidden = true) }, say.close);
  panel = element("section", { id: "panel", "aria-label": say.name }, element("header", {}, element("h2", {}, say.name), close), element("p", { className: "notice" }, say.why), status, list);
  root.append(panel);
  document.documentElement.append(host);
  if (!secret) return void (status.textContent = say.signIn);

  const api = config.api ? config.api.replace(/\/?$/, "/") : config.base;
  const session = await call(api, "v1/session", { secret });
  if (!session.token) return void (status.textContent = session.status === 401 ? say.signIn : say.failed(session.status));
  const ask = (path, body) => call(api, path, body, session.token);
  const rule = ruleOf(config.posts);
  const posts = rule ? read(rule, config).filter(({ own }) => !own) : [];
  if (!posts.length) return void (status.textContent = say.none);

  let count = 0;
  const queue = posts.slice(0, MOST);
  const lane = async () => {
    for (let post = queue.shift(); post; post = queue.shift()) {
      const verdict = await ask("v1/assess", { id: post.id, text: post.text });
      if (!verdict.severity || (verdict.severity === "calm" && !verdict.risk.length)) continue;
      count += 1;
      list.append(row(post, verdict, say, ask));
      tell(post, verdict);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  status.textContent = count ? say.count(count) : say.quiet;
  host.dispatchEvent(new CustomEvent("accalmie:ready", { bubbles: true, detail: {} }));
}

/** The verbs that make sense here. */
export function act(verb) {
  if (verb === "open" || verb === "close") panel.hidden = verb === "close";
  if (verb === "destroy") {
    host?.remove();
    host = undefined;
  }
}

/** One angry post: how angry, in which words, and on request a reply of the edge. */
function row(post, verdict, say, ask) {
  const words = [...new Set(verdict.signals.map(({ text }) => text.trim()))].filter(Boolean).slice(0, 4);
  const answer = element("div", { role: "status" });
  const propose = element("button", { type: "button" }, say.reply);
  propose.onclick = async () => {
    propose.disabled = true;
    const { id, author, authorId, text, url, at } = post;
    const detail = await ask("v1/posts", { post: { id, thread: location.pathname, author: { id: authorId, name: author }, text, url, at } });
    propose.disabled = false;
    const suggestion = detail.suggestions?.[0]?.text;
    if (!suggestion) return void (answer.textContent = detail.id ? say.noReply : say.failed(detail.status));
    const box = element("textarea", { value: suggestion, rows: 5, "aria-label": say.reply });
    const copy = element("button", { type: "button" }, say.copy);
    copy.onclick = () => navigator.clipboard.writeText(box.value).then(() => (copy.textContent = say.copied), () => box.select());
    answer.replaceChildren(box, copy);
  };
  const show = element("button", { type: "button", className: "author" }, post.author || post.id);
  show.onclick = () => post.element.scrollIntoView({ block: "center" });
  const degree = verdict.severity === "calm" ? say.risk : say[verdict.severity];
  return element("li", { className: verdict.severity }, element("p", {}, show, ` · ${degree}`), element("q", {}, post.text.length > 160 ? `${post.text.slice(0, 160)}…` : post.text), element("p", {}, words.join(" · ")), propose, answer);
}

function tell(post, verdict) {
  const detail = { post: post.id, case: "", author: post.author, severity: verdict.severity, url: post.url ?? "" };
  host.dispatchEvent(new CustomEvent("accalmie:flag", { bubbles: true, detail }));
}

async function call(api, path, body, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  try {
    const answer = await fetch(api + path, { method: "POST", headers, body: JSON.stringify(body) });
    return { ...(await answer.json()), status: answer.status };
  } catch {
    return { status: 0 };
  }
}
