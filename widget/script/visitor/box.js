// While a visitor writes an angry public post in a box that the owner named: a kind proposal to write in private
// instead. It moves nothing of the page, and whoever says no is not asked again.
import { element, shadow } from "../dom.js";
import { form } from "./form.js";
import { list, words } from "./words.js";
import style from "./visitor.css";

/** The fewest characters that are worth a question: shorter texts are read too badly. */
const LEAST = 40;
/** The most characters that are sent; the edge takes no more. */
const MOST = 4000;
/** How long a visitor pauses before the text is looked at, in milliseconds. */
const PAUSE = 1200;
/** Room between the box and the proposal, in pixels. */
const GAP = 8;

/** What nobody should publish about themselves: an e-mail address, nine digits or more in a row. */
const PERSONAL = /[^\s@]+@[^\s@]+\.\w|\d(?:[ .-]?\d){8,}/;

/** Watches a box: a field, or an element that holds one. */
export function watch(named, visit) {
  const box = named.matches("textarea,input,[contenteditable]") ? named : named.querySelector("textarea,[contenteditable]");
  const key = `accalmie:${visit.brand}:no-proposal`;
  if (!box || kept(key)) return;
  const host = element("accalmie-proposal");
  const root = shadow(host, visit.lang, style);
  const live = element("div", { role: "status", className: "proposal", hidden: true });
  root.append(live);
  // Inside its label, the proposal would become a part of the box's name.
  (box.closest("label") ?? box).after(host);

  let timer, asked, shown;
  const hide = () => {
    live.hidden = true;
    live.replaceChildren();
    shown = undefined;
  };
  const stop = () => {
    hide();
    clearTimeout(timer);
    box.removeEventListener("input", hear);
    try {
      sessionStorage.setItem(key, "1");
    } catch {
      // A browser without storage forgets the answer with the page.
    }
    box.focus();
  };
  const propose = async (why) => {
    if (!why) return hide();
    if (shown === why) return;
    const card = await visit.card().catch(() => undefined);
    if (!card) return;
    shown = why;
    live.replaceChildren(...proposal(why, card, visit, () => ask(card, box, visit), stop));
    live.hidden = false;
    place(live, host, box);
  };
  const look = async () => {
    const text = read(box);
    if (PERSONAL.test(text)) return propose("personal");
    if (text.length < LEAST) return propose();
    if (text === asked) return;
    asked = text;
    const better = await tone(visit, text).catch(() => false);
    if (read(box) === text) propose(better && "anger");
  };
  function hear() {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }
  box.addEventListener("input", hear);
  for (const target of [box, live]) target.addEventListener("keydown", (event) => event.key === "Escape" && shown && stop());
  addEventListener("resize", () => shown && place(live, host, box));
}

const read = (box) => (box.value ?? box.innerText).trim();

function kept(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Asks the edge, which keeps nothing. Digits and addresses stay here: they say nothing about anger. */
async function tone(visit, text) {
  const masked = text.slice(0, MOST).replace(/\d/g, "0").replace(/[^\s@]+@[^\s@]+/g, "…");
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${visit.api}v1/tone`, { method: "POST", headers, body: JSON.stringify({ brand: visit.brand, text: masked }) });
  return answer.ok && (await answer.json()).better_in_private;
}

function proposal(why, card, visit, yes, no) {
  const say = words(visit.lang);
  return [
    element("strong", {}, say.proposal),
    element("p", {}, why === "personal" ? say.proposalPersonal : say.proposalAnger(list(card.people, visit.lang) || card.brand, card.people.length || 1)),
    element("p", { className: "buttons" }, element("button", { type: "button", className: "main", onclick: yes }, say.write), element("button", { type: "button", onclick: no }, say.no)),
    element("small", {}, why === "personal" ? say.readHere : say.readThere(card.brand)),
  ];
}

/** Above the box, where it hides no button; below its form where there is no room above. */
function place(live, host, box) {
  const [here, field] = [host.getBoundingClientRect(), box.getBoundingClientRect()];
  const below = (box.closest("form") || box).getBoundingClientRect().bottom;
  live.style.left = `${field.left - here.left}px`;
  live.style.maxWidth = `${Math.max(240, Math.min(field.width, 420))}px`;
  const hasRoom = field.top > live.offsetHeight + GAP;
  live.style.bottom = hasRoom ? `${here.top - field.top + GAP}px` : "auto";
  live.style.top = hasRoom ? "auto" : `${below - here.top + GAP}px`;
}

/** The form in a dialog, with what was written so far. The public text stays where it is. */
function ask(card, box, visit) {
  const say = words(visit.lang);
  const host = element("accalmie-private");
  const root = shadow(host, visit.lang, style);
  const close = element("button", { type: "button", className: "close", "aria-label": say.close }, "×");
  const title = element("h2", { id: "title" }, say.title(card.brand));
  const dialog = element("dialog", { "aria-labelledby": "title" }, close, title, element("p", {}, say.kept), form(visit, card, box.dataset.privacy, read(box)));
  root.append(dialog);
  document.body.append(host);
  close.onclick = () => dialog.close();
  dialog.onclose = () => {
    host.remove();
    box.focus();
  };
  dialog.showModal();
}
