// The figures of the brand: what is boiling over, how quickly it answers, whether customers learn the frame, and
// whether its platforms still deliver.
import { lang, say, signIn } from "../desk.js";

const WORDS = {
  fr: {
    title: "Les chiffres",
    inbox: "La file",
    loading: "Les chiffres arrivent…",
    failed: (status) => `Le serveur a répondu ${status}. Rechargez la page dans un instant.`,
    down: "Le serveur ne répond pas. Rechargez la page dans un instant.",
    week: "Ces sept jours",
    received: "Attentes d’une réponse",
    answered: "Répondues",
    within: "En moins de 15 minutes",
    median: "Délai médian",
    badge: "Badge de réactivité",
    reached: "Atteint",
    missing: (count) => `Encore ${count} réponse${count > 1 ? "s" : ""} rapide${count > 1 ? "s" : ""}`,
    channels: "Par canal",
    channel: "Canal",
    web: "Site",
    weeks: "Quatre semaines, par leur premier jour",
    measure: "Mesure",
    cases: "Cas ouverts",
    started_private: "Commencés en privé",
    unasked: "Éléments donnés d’eux-mêmes",
    chasers_per_hundred: "Relances pour 100 cas",
    hand_offs_per_hundred: "Transmissions pour 100 cas",
    grumblers: "Clients en colère",
    calmed: "… qui ont remercié ensuite",
    ambassadors: "… en public",
    platforms: "Les plateformes",
    platform: "Plateforme",
    last: "Dernière livraison",
    never: "Jamais encore",
    noPlatform: "Aucune plateforme n’est reliée : seules vos pages ouvrent des cas.",
    alerts: "Alertes",
    noAlert: "Aucune alerte : personne ne se plaint du même sujet que beaucoup d’autres.",
    alert: (count, topic) => `${count} clients se plaignent du même sujet : ${topic}.`,
    more: (count) => `et ${count} autre${count > 1 ? "s" : ""}`,
    topics: { outage: "panne", delivery: "livraison", billing: "facture", refund: "remboursement", cancellation: "résiliation", contract: "contrat", claim: "sinistre", price: "tarif", product: "produit", app: "site ou application", staff: "accueil", support: "service client", fraud: "fraude", schedule: "horaires", other: "autre" },
    none: "–",
  },
  en: {
    title: "Figures",
    inbox: "Inbox",
    loading: "The figures are on their way…",
    failed: (status) => `The server answered ${status}. Reload the page in a moment.`,
    down: "The server does not answer. Reload the page in a moment.",
    week: "These seven days",
    received: "Waits for an answer",
    answered: "Answered",
    within: "Within 15 minutes",
    median: "Median delay",
    badge: "Responsiveness badge",
    reached: "Reached",
    missing: (count) => `${count} more quick answer${count > 1 ? "s" : ""}`,
    channels: "By channel",
    channel: "Channel",
    web: "Website",
    weeks: "Four weeks, by their first day",
    measure: "Measure",
    cases: "Cases opened",
    started_private: "Begun in private",
    unasked: "Details given unasked",
    chasers_per_hundred: "Chasers per 100 cases",
    hand_offs_per_hundred: "Hand-offs in 100 cases",
    grumblers: "Angry customers",
    calmed: "… who gave thanks later",
    ambassadors: "… in public",
    platforms: "Platforms",
    platform: "Platform",
    last: "Last delivery",
    never: "Never yet",
    noPlatform: "No platform is connected: only your pages open cases.",
    alerts: "Alerts",
    noAlert: "No alert: nobody complains about the same as many others.",
    alert: (count, topic) => `${count} customers complain about the same: ${topic}.`,
    more: (count) => `and ${count} more`,
    topics: { outage: "outage", delivery: "delivery", billing: "billing", refund: "refund", cancellation: "cancellation", contract: "contract", claim: "insurance claim", price: "price", product: "product", app: "website or app", staff: "staff", support: "customer service", fraud: "fraud", schedule: "opening times", other: "other" },
    none: "–",
  },
};

/** Proper names of channels and platforms, the same in every language; `web` is a word. */
const NAMES = { facebook: "Facebook", messenger: "Messenger", instagram: "Instagram", instagram_direct: "Instagram Direct", whatsapp: "WhatsApp", x: "X", x_direct: "X Direct", mastodon: "Mastodon", discourse: "Discourse", telegram: "Telegram", linkedin: "LinkedIn", meta: "Meta", standard: "Standard Webhooks" };

/** What the weeks compare, each with the count that it is a part of: without any, there is nothing to say. */
const MEASURES = [["cases"], ["started_private", "cases", "share"], ["unasked", "needed", "share"], ["chasers_per_hundred", "cases"], ["hand_offs_per_hundred", "cases"], ["grumblers"], ["calmed", "grumblers"], ["ambassadors", "grumblers"]];

/** So many posts of an alert are shown. */
const POSTS = 5;
/** A platform that has been silent for longer is worth a look, in milliseconds: a day. */
const SILENT = 86_400_000;

const words = WORDS[lang];
/** Dates as this person writes them: English ones differ by country. */
const locale = navigator.languages.find((tag) => tag.startsWith(lang)) ?? lang;
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const figures = document.querySelector("#figures");

/** A share of so many, in thousandths; nothing where there were none. */
const share = (permille, of) => (of ? percent.format(permille / 1000) : words.none);
const named = (name) => NAMES[name] ?? (name === "web" ? words.web : name);

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function minutes(count) {
  if (count === undefined) return words.none;
  return count < 60 ? `${count} min` : `${Math.floor(count / 60)} h ${String(count % 60).padStart(2, "0")}`;
}

/** A table with a caption; the first cell of each row is its header. */
function table(caption, head, rows) {
  const cells = (row) => row.map((text, index) => (index ? element("td", {}, text) : element("th", { scope: "row" }, text)));
  return element(
    "table",
    {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))),
  );
}

function badge({ badge, answers }) {
  if (badge === "no_messages") return words.none;
  return badge === "missing" ? words.missing(answers) : words.reached;
}

/** An alert with the first of its posts, each a way into its case. */
function alarm({ count, topic, cases }, known) {
  const shown = cases.slice(0, POSTS).map((id) => {
    const item = known.get(id);
    const link = element("a", { href: `/inbox/?case=${encodeURIComponent(id)}` }, item?.author || id);
    return element("li", {}, link, item?.excerpt ? ` · ${item.excerpt}` : "");
  });
  const rest = cases.length - shown.length;
  if (rest > 0) shown.push(element("li", {}, words.more(rest)));
  return element("div", { className: "alert" }, element("p", {}, words.alert(count, words.topics[topic] ?? topic)), element("ul", {}, ...shown));
}

function alarms(alerts, known) {
  const list = alerts.length ? alerts.map((one) => alarm(one, known)) : [element("p", { className: "quiet" }, words.noAlert)];
  return [element("h2", {}, words.alerts), ...list];
}

function week(now) {
  const tile = (name, value) => element("div", { className: "tile" }, element("dt", {}, name), element("dd", {}, value));
  return [
    element("h2", {}, words.week),
    element(
      "dl",
      {},
      tile(words.received, String(now.received)),
      tile(words.answered, share(now.share_answered, now.received)),
      tile(words.within, share(now.share_within, now.received)),
      tile(words.median, minutes(now.median)),
      tile(words.badge, badge(now)),
    ),
  ];
}

function channels(all) {
  const rows = Object.entries(all).map(([name, one]) => [named(name), String(one.received), share(one.share_answered, one.received), share(one.share_within, one.received), minutes(one.median)]);
  return rows.length ? [table(words.channels, [words.channel, words.received, words.answered, words.within, words.median], rows)] : [];
}

function compared(weeks) {
  const order = [...weeks].reverse();
  const value = (trends, name, of, kind) => {
    if (of && !trends[of]) return words.none;
    return kind ? percent.format(trends[name] / 1000) : String(trends[name]);
  };
  const rows = MEASURES.map(([name, of, kind]) => [words[name], ...order.map(({ trends }) => value(trends, name, of, kind))]);
  return table(words.weeks, [words.measure, ...order.map(({ from }) => day.format(from))], rows);
}

/** When each platform last delivered something. */
function platforms(all) {
  const rows = Object.entries(all);
  if (!rows.length) return [element("h2", {}, words.platforms), element("p", { className: "quiet" }, words.noPlatform)];
  const made = table(words.platforms, [words.platform, words.last], rows.map(([name, { last_delivery: at }]) => [named(name), at ? moment.format(at) : words.never]));
  for (const [index, [, { last_delivery: at }]] of rows.entries()) {
    if (at && Date.now() - at > SILENT) made.tBodies[0].rows[index].className = "late";
  }
  return [made];
}

async function main() {
  say(words);
  const { token } = await signIn();
  figures.textContent = words.loading;
  const get = (path) => fetch(path, { headers: { authorization: `Bearer ${token}` } });
  const answers = await Promise.all(["/v1/stats", "/v1/health", "/v1/cases?limit=200"].map(get));
  const bad = answers.find(({ ok }) => !ok);
  if (bad) return void (figures.textContent = words.failed(bad.status));
  const [stats, health, cases] = await Promise.all(answers.map((answer) => answer.json()));
  const known = new Map(cases.items.map((item) => [item.id, item]));
  figures.replaceChildren(
    ...alarms(stats.alerts, known),
    ...week(stats.responsiveness),
    ...channels(stats.by_channel),
    compared(stats.weeks),
    ...platforms(health.platforms),
  );
}

main().catch(() => (figures.textContent = words.down));
