// Where a page refuses WebAssembly: the edge reads the posts instead of the browser, and the panel is a plain list with
// the reasons and a reply to copy. It says so, for page text goes to the edge here before a case is opened.
import { element, onlyPeople, shadow } from "../dom.js";
import { read, ruleOf } from "./posts.js";
import { all, server } from "./server.js";
import { WORDS } from "./words.js";
import style from "./plain.css";

/** So many posts are read: each is one request. */
const MOST = 60;

/** What stands on the page: the host element, its parts, the words, the server. */
let shown;

/** Puts the panel on the page and reads it. `store` keeps a key, or gives the one that is kept. */
export async function start(config, store) {
  if (!shown) build(config, store);
  enter(config.link ?? store());
}

/** The verbs that make sense here. */
export function act(verb, [secret] = []) {
  if (!shown) return;
  if (verb === "open" || verb === "close") shown.panel.hidden = verb === "close";
  if (verb === "setUser") enter(secret);
  if (verb === "destroy") {
    shown.host.remove();
    shown = undefined;
  }
}

function build(config, store) {
  const lang = [config.lang, document.documentElement.lang, navigator.language].map((tag) => (tag || "").slice(0, 2)).find((tag) => WORDS[tag]) || "fr";
  const say = WORDS[lang];
  const host = element("accalmie-widget");
  // Somebody else's page sees nothing, is told nothing and can press nothing.
  const isForeign = config.page === "foreign";
  const root = shadow(host, lang, style, isForeign ? "closed" : "open");
  if (isForeign) onlyPeople(root);
  const status = element("p", { role: "status" });
  const retry = element("button", { type: "button", hidden: true }, say.retry);
  const list = element("ul");
  const field = element("input", { type: "password", autocomplete: "off", required: true });
  const form = element("form", { hidden: true }, element("p", {}, say.signIn), element("label", {}, say.field, field), element("button", { type: "submit" }, say.enter));
  form.onsubmit = (event) => {
    event.preventDefault();
    enter(store(decodeURIComponent(field.value.split("#accalmie=").at(-1).trim())));
    field.value = "";
  };
  const close = element("button", { type: "button", onclick: () => (panel.hidden = true) }, say.close);
  const panel = element("section", { id: "panel", "aria-label": say.name }, element("header", {}, element("h2", {}, say.name), close), element("p", { className: "notice" }, say.why), status, retry, form, list);
  root.append(panel);
  document.documentElement.append(host);
  shown = { host, panel, status, retry, form, list, say, config, store, isForeign, edge: server(config), count: 0, secret: undefined };
}

/** Signs in and reads the page; without a key, or with one that is no good, asks for another. */
async function enter(secret) {
  const here = shown;
  const { say, edge } = here;
  if (!secret) return askForKey(here, "");
  // An invitation is good once: it must not be handed in twice.
  if (here.secret === secret) return;
  here.secret = secret;
  here.form.hidden = here.retry.hidden = true;
  here.status.textContent = "";
  const session = await edge.signIn(secret);
  if (here !== shown || here.secret !== secret) return;
  if (!session.token) {
    // Where a link lets nobody in, the key that was kept before does as before.
    if (session.status === 401 && here.config.link === secret) {
      here.config.link = undefined;
      if (here.store()) return enter(here.store());
    }
    if (session.status === 401) return askForKey(here, say.refused);
    here.secret = undefined;
    here.status.textContent = say.notRead(fault(session, say));
    return again(here, () => enter(secret));
  }
  here.config.link = undefined;
  here.store((here.secret = session.credential ?? secret));
  const rule = ruleOf(here.config.posts);
  const posts = rule ? read(rule, here.config).filter(({ own }) => !own) : [];
  here.list.replaceChildren();
  here.count = 0;
  if (posts.length) await assess(here, posts.slice(0, MOST));
  else here.status.textContent = say.none;
  tell("ready", {});
}

function askForKey(here, why) {
  here.secret = undefined;
  here.status.textContent = why;
  here.form.hidden = false;
}

/** Offers to do again what failed. */
function again({ retry }, act) {
  retry.hidden = false;
  retry.onclick = () => {
    retry.hidden = true;
    act();
  };
}

/** Lets the edge read posts, and says in the end how many are to be seen to and how many could not be read. */
async function assess(here, posts) {
  const { say, edge, secret } = here;
  const one = async (post) => {
    const verdict = await edge.ask("v1/assess", { id: post.id, text: post.text });
    if (verdict.severity && (verdict.severity !== "calm" || verdict.risk.length)) {
      here.count += 1;
      here.list.append(row(post, verdict, here));
      const { id, author, url = "" } = post;
      tell("flag", { post: id, case: "", author, severity: verdict.severity, url });
    }
    return verdict;
  };
  const isOver = () => here !== shown || here.secret !== secret;
  const waiting = (answer) => (here.status.textContent = `${say.notRead(fault(answer, say))} ${say.soon}`);
  const { left, last } = await all(posts, one, isOver, waiting);
  if (isOver()) return;
  if (last?.status === 401) return askForKey(here, say.refused);
  const counted = here.count ? say.count(here.count) : left.length ? "" : say.quiet;
  here.status.textContent = [counted, left.length ? say.unread(left.length, fault(last, say)) : ""].join(" ").trim();
  if (left.length) again(here, () => assess(here, left));
}

/** Why an answer is none, in words. */
function fault({ status }, say) {
  return status === 0 ? say.silent : status === 429 ? say.busy : say.failed(status);
}

/** One angry post: how angry, in which words, and on request a reply of the edge. */
function row(post, verdict, { say, edge }) {
  const words = [...new Set(verdict.signals.map(({ text }) => text.trim()))].filter(Boolean).slice(0, 4);
  const answer = element("div", { role: "status" });
  const propose = element("button", { type: "button" }, say.reply);
  propose.onclick = async () => {
    propose.disabled = true;
    const { id, author, authorId, text, url, at } = post;
    const detail = await edge.ask("v1/posts", { post: { id, thread: location.pathname, author: { id: authorId, name: author }, text, url, at } });
    propose.disabled = false;
    const suggestion = detail.suggestions?.[0]?.text;
    if (!suggestion) return void (answer.textContent = detail.id ? say.noReply : say.notDone(fault(detail, say)));
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

/** Tells the brand's own page what happened. */
function tell(name, detail) {
  if (shown && !shown.isForeign) shown.host.dispatchEvent(new CustomEvent(`accalmie:${name}`, { bubbles: true, detail }));
}
