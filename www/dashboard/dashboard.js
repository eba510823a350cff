// The figures of the brand: how quickly it answers, whether customers learn the frame, what is boiling over.
import { ask, known, lang, say, signIn } from "../desk.js";

const WORDS = {
  fr: {
    title: "Les chiffres",
    inbox: "La file",
    link: "Lien ou clé de connexion",
    enter: "Se connecter",
    wrong: "Ce n’est ni un lien ni une clé de connexion. Attendu : un texte qui contient acc_key. ou acc_inv.",
    unknown: "Cette clé n’est pas reconnue. Demandez un nouveau lien à votre responsable.",
    failed: (status) => `Le serveur a répondu ${status}.`,
    week: "Ces sept jours",
    received: "Attentes d’une réponse",
    answered: "Répondues",
    within: "En moins de 15 minutes",
    median: "Délai médian",
    badge: "Badge de réactivité",
    reached: "Atteint",
    missing: (count) => `Encore ${count} réponse${count > 1 ? "s" : ""} rapide${count > 1 ? "s" : ""}`,
    no_messages: "Aucun message",
    channels: "Par canal",
    channel: "Canal",
    weeks: "Quatre semaines",
    measure: "Mesure",
    cases: "Cas ouverts",
    started_private: "Commencés en privé",
    unasked: "Éléments donnés d’eux-mêmes",
    chasers_per_hundred: "Relances pour 100 cas",
    hand_offs_per_hundred: "Transmissions pour 100 cas",
    grumblers: "Clients en colère",
    calmed: "… qui ont remercié ensuite",
    ambassadors: "… en public",
    alerts: "Alertes",
    noAlert: "Aucune alerte.",
    alert: (count, topic) => `${count} clients se plaignent du même sujet : ${topic}.`,
    topics: { outage: "panne", delivery: "livraison", billing: "facture", refund: "remboursement", cancellation: "résiliation", contract: "contrat", claim: "sinistre", price: "tarif", product: "produit", app: "site ou application", staff: "accueil", support: "service client", fraud: "fraude", schedule: "horaires", other: "autre" },
    none: "–",
  },
  en: {
    title: "Figures",
    inbox: "Inbox",
    link: "Sign-in link or key",
    enter: "Sign in",
    wrong: "This is neither a sign-in link nor a key. Expected: a text with acc_key. or acc_inv. in it.",
    unknown: "This key is not known. Ask for a new link.",
    failed: (status) => `The server answered ${status}.`,
    week: "These seven days",
    received: "Waits for an answer",
    answered: "Answered",
    within: "Within 15 minutes",
    median: "Median delay",
    badge: "Responsiveness badge",
    reached: "Reached",
    missing: (count) => `${count} more quick answer${count > 1 ? "s" : ""}`,
    no_messages: "No messages",
    channels: "By channel",
    channel: "Channel",
    weeks: "Four weeks",
    measure: "Measure",
    cases: "Cases opened",
    started_private: "Begun in private",
    unasked: "Details given unasked",
    chasers_per_hundred: "Chasers in 100 cases",
    hand_offs_per_hundred: "Hand-offs in 100 cases",
    grumblers: "Angry customers",
    calmed: "… who gave thanks later",
    ambassadors: "… in public",
    alerts: "Alerts",
    noAlert: "No alert.",
    alert: (count, topic) => `${count} customers complain about the same: ${topic}.`,
    topics: { outage: "outage", delivery: "delivery", billing: "billing", refund: "refund", cancellation: "cancellation", contract: "contract", claim: "insurance claim", price: "price", product: "product", app: "website or app", staff: "staff", support: "customer service", fraud: "fraud", schedule: "opening times", other: "other" },
    none: "–",
  },
};

/** What the weeks compare; shares come in thousandths. */
const MEASURES = [["cases"], ["started_private", "share"], ["unasked", "share"], ["chasers_per_hundred"], ["hand_offs_per_hundred"], ["grumblers"], ["calmed"], ["ambassadors"]];

const words = WORDS[lang];
const percent = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 });
/** A share of so many; nothing where there were none. */
const share = (permille, of) => (of ? percent.format(permille / 1000) : words.none);
const day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short" });

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
  return badge === "missing" ? words.missing(answers) : words[badge];
}

function show({ responsiveness, by_channel, weeks, alerts }) {
  const tile = (name, value) => element("div", { className: "tile" }, element("dt", {}, name), element("dd", {}, value));
  const now = responsiveness;
  const channels = Object.entries(by_channel).map(([name, one]) => [name, String(one.received), share(one.share_answered, one.received), share(one.share_within, one.received), minutes(one.median)]);
  const order = [...weeks].reverse();
  const compared = MEASURES.map(([name, kind]) => [words[name], ...order.map(({ trends }) => (kind ? share(trends[name], trends.cases) : String(trends[name])))]);
  document.querySelector("#figures").replaceChildren(
    element("h2", {}, words.alerts),
    ...(alerts.length ? alerts.map(({ count, topic }) => element("p", { className: "alert" }, words.alert(count, words.topics[topic] ?? topic))) : [element("p", {}, words.noAlert)]),
    element("h2", {}, words.week),
    element("dl", {}, tile(words.received, String(now.received)), tile(words.answered, share(now.share_answered, now.received)), tile(words.within, share(now.share_within, now.received)), tile(words.median, minutes(now.median)), tile(words.badge, badge(now))),
    ...(channels.length ? [table(words.channels, [words.channel, words.received, words.answered, words.within, words.median], channels)] : []),
    table(words.weeks, [words.measure, ...order.map(({ from, to }) => `${day.format(from)} – ${day.format(to)}`)], compared),
  );
}

async function main() {
  say(words);
  const form = document.querySelector("form");
  let person = known() || (await ask(form, words.wrong));
  let session = await signIn(person);
  while (!session) {
    form.querySelector("[role=alert]").textContent = words.unknown;
    person = await ask(form, words.wrong);
    session = await signIn(person);
  }
  const answer = await fetch("/v1/stats", { headers: { authorization: `Bearer ${session.token}` } });
  if (!answer.ok) return void (document.querySelector("#figures").textContent = words.failed(answer.status));
  show(await answer.json());
}

main();
