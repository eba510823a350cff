// The contact card: who answers, when, how long it takes now, where else to turn, and a private way in.
import { element, shadow } from "../dom.js";
import { form } from "./form.js";
import { capital, clock, duration, list, moment, words } from "./words.js";
import style from "./visitor.css";

/** Shows the card in `place`. Without an answer of the edge, what the page's owner has written there stays. */
export async function showCard(place, visit) {
  let card;
  try {
    card = await visit.card();
  } catch {
    return;
  }
  const say = words(visit.lang);
  const root = shadow(place, visit.lang, style);
  const written = form(visit, card, place.dataset.privacy);
  written.hidden = true;
  const open = element("button", { type: "button", className: "main", "aria-expanded": "false" }, say.write);
  open.onclick = () => {
    written.hidden = !written.hidden;
    open.setAttribute("aria-expanded", String(!written.hidden));
    if (!written.hidden) written.querySelector("input").focus();
  };
  root.append(
    element(
      "section",
      { className: "card", "aria-label": say.title(card.brand) },
      element("h2", {}, say.title(card.brand)),
      card.people.length ? element("p", { className: "who" }, say.people(list(card.people, visit.lang), card.people.length)) : undefined,
      element("p", { className: "now" }, element("span", { className: `dot ${card.now.state}` }), opening(card, visit.lang)),
      element("p", {}, waiting(card, visit.lang)),
      element("h3", {}, say.hours),
      hours(card.week, visit.lang),
      card.contacts.length ? element("h3", {}, say.elsewhere) : undefined,
      card.contacts.length ? element("ul", {}, card.contacts.map((point) => contact(point, visit.lang))) : undefined,
      open,
      written,
    ),
  );
}

function opening(card, lang) {
  const say = words(lang);
  if (card.now.state === "open") return say.open;
  return card.now.until ? say.closedUntil(moment(card.now.until, card.time_zone, lang)) : say.closed;
}

function waiting(card, lang) {
  const say = words(lang);
  return card.waiting ? say.waiting(card.waiting, duration(card.longest_wait, lang)) : say.nobodyWaits;
}

/** The week, days of the same hours in one line: "lundi – vendredi : 9 h – 19 h". */
function hours(week, lang) {
  const say = words(lang);
  const name = new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" });
  // The first day of 2024 was a Monday.
  const day = (index) => name.format(Date.UTC(2024, 0, 1 + index));
  const text = (shifts) => shifts.map((shift) => shift.split("-").map((time) => clock(time, lang)).join(" – ")).join(", ") || say.closedDay;
  const lines = [];
  week.forEach((shifts, index) => {
    const last = lines.at(-1);
    if (last && last.text === text(shifts)) last.to = index;
    else lines.push({ from: index, to: index, text: text(shifts) });
  });
  const rows = lines.map(({ from, to, text }) => [
    element("dt", {}, from === to ? day(from) : `${day(from)} – ${day(to)}`),
    element("dd", {}, text),
  ]);
  return element("dl", {}, rows.flat());
}

/** Where else to turn: numbers and addresses are links; what is no address of the web is text. */
function contact(point, lang) {
  const value = point.value;
  const address = { phone: `tel:${value.replace(/[^\d+]/g, "")}`, email: `mailto:${value}` }[point.kind];
  const href = address || (/^https?:/.test(value) ? value : undefined);
  const text = value.replace(/^https?:\/\//, "");
  const times = point.hours ? ` (${point.hours[lang]})` : "";
  return element("li", {}, capital(point.name[lang]) + words(lang).colon, href ? element("a", { href }, text) : text, times);
}
