// What visitors get where a page has a place for them: the contact card, and a kind word while they write in anger.
// Plain JavaScript: a visitor downloads no WebAssembly.
import { watch } from "./box.js";
import { showCard } from "./card.js";
import { locale } from "./words.js";

/** Places that have been seen to. */
const done = new WeakSet();

/** Fills the places of a page; a second start sees to those that are new. */
export function start(config) {
  const api = config.api ? config.api.replace(/\/?$/, "/") : config.base;
  const visit = { api, brand: config.brand, lang: locale(config.lang || document.documentElement.lang) };
  let card;
  visit.card = () => (card ||= ask(`${api}v1/contact?brand=${encodeURIComponent(config.brand)}`));
  for (const place of document.querySelectorAll("[data-accalmie-contact]")) once(place, () => showCard(place, visit));
  for (const box of document.querySelectorAll("[data-accalmie-box]")) once(box, () => watch(box, visit));
}

function once(place, act) {
  if (done.has(place)) return;
  done.add(place);
  act();
}

async function ask(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`found status ${answer.status}, expected 200`);
  return answer.json();
}
