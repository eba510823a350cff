// Every word that visitors read, in both languages, and how figures and moments are put.

const fr = {
  title: (brand) => `${brand} vous répond`,
  people: (names, count) => (count === 1 ? `${names} lit chaque message et répond en personne.` : `${names} lisent chaque message et répondent en personne.`),
  open: "Ouvert en ce moment",
  closed: "Fermé en ce moment",
  closedUntil: (when) => `Fermé en ce moment, retour ${when}`,
  closedDay: "fermé",
  waiting: (count, time) => (count === 1 ? `Une personne attend une réponse, depuis ${time}.` : `${count} personnes attendent une réponse ; la plus ancienne, depuis ${time}.`),
  nobodyWaits: "Personne n’attend en ce moment.",
  colon: " : ",
  hours: "Horaires",
  elsewhere: "Autres contacts",
  write: "Écrire en privé",
  name: "Votre nom",
  replyTo: "E-mail ou téléphone où vous répondre",
  topic: "Sujet",
  message: "Votre message",
  messageHint: "Lu par l’équipe seulement, jamais publié.",
  optional: (label) => `${label} (si vous l’avez)`,
  consent: (brand) => `J’accepte que ${brand} utilise ces informations pour me répondre, et seulement pour cela.`,
  privacy: "Vos données",
  send: "Envoyer en privé",
  sending: "Envoi…",
  wrong: "Ce champ est à revoir.",
  wrongReplyTo: "Indiquez une adresse e-mail ou un numéro de téléphone complets.",
  tooMany: "Vous avez déjà envoyé plusieurs messages. Ils sont arrivés ; réessayez dans une heure pour en ajouter.",
  notSent: "Le message n’est pas parti. Rien n’est perdu : réessayez dans un instant.",
  thanks: (name) => `Merci ${name}, votre message est arrivé.`,
  reference: (code) => `Référence : ${code}`,
  answerBy: (when) => `Réponse au plus tard ${when}.`,
  proposal: "Et si vous nous l’écriviez en privé ?",
  proposalAnger: (names, count) => `${names} ${count === 1 ? "pourra" : "pourront"} regarder votre dossier avec vous. Votre texte reste ici : vous pouvez toujours le publier.`,
  proposalPersonal: "Votre texte contient un numéro ou une adresse que tout le monde pourrait lire. En privé, l’équipe seule les verra.",
  no: "Non merci",
  readThere: (brand) => `Pour vous le proposer, le serveur de ${brand} a relu ce texte sans vos chiffres, et ne l’a pas gardé.`,
  readHere: "Repéré sur votre appareil : rien n’a été envoyé.",
  kept: "Votre texte public reste dans la page, tel quel.",
  close: "Fermer",
  topics: {
    outage: "Panne",
    delivery: "Livraison",
    billing: "Facture",
    refund: "Remboursement",
    cancellation: "Résiliation",
    contract: "Contrat",
    claim: "Sinistre",
    price: "Tarif",
    product: "Produit",
    app: "Site ou application",
    staff: "Accueil",
    support: "Service client",
    fraud: "Fraude",
    schedule: "Horaires, rendez-vous",
    other: "Autre sujet",
  },
  items: {
    customer_number: "Numéro client",
    contract_number: "Numéro de contrat",
    order_number: "Numéro de commande",
    file_number: "Numéro de dossier",
    booking_reference: "Référence de réservation",
    invoice_number: "Numéro de facture",
    phone_line: "Ligne concernée",
    phone_number: "Numéro où vous rappeler",
    email: "E-mail du compte",
    postal_address: "Adresse concernée",
    date: "Date concernée",
    device: "Modèle de l’appareil",
  },
};

const en = {
  title: (brand) => `${brand} is here to help`,
  people: (names, count) => `${names} ${count === 1 ? "reads" : "read"} every message and ${count === 1 ? "answers" : "answer"} in person.`,
  open: "Open now",
  closed: "Closed now",
  closedUntil: (when) => `Closed now, back ${when}`,
  closedDay: "closed",
  waiting: (count, time) => (count === 1 ? `One person is waiting for an answer, for ${time}.` : `${count} people are waiting for an answer, the longest for ${time}.`),
  nobodyWaits: "Nobody is waiting right now.",
  colon: ": ",
  hours: "Opening hours",
  elsewhere: "Other ways to reach us",
  write: "Write in private",
  name: "Your name",
  replyTo: "E-mail or phone number to answer to",
  topic: "Subject",
  message: "Your message",
  messageHint: "Read by the team only, never published.",
  optional: (label) => `${label} (if you have it)`,
  consent: (brand) => `I agree that ${brand} uses these details to answer me, and for nothing else.`,
  privacy: "Your data",
  send: "Send in private",
  sending: "Sending…",
  wrong: "Please check this field.",
  wrongReplyTo: "Please give a complete e-mail address or phone number.",
  tooMany: "You have already sent several messages. They have arrived; try again in an hour to add to them.",
  notSent: "The message was not sent. Nothing is lost: try again in a moment.",
  thanks: (name) => `Thank you ${name}, your message has arrived.`,
  reference: (code) => `Reference: ${code}`,
  answerBy: (when) => `You will have an answer by ${when}.`,
  proposal: "Would you rather tell us in private?",
  proposalAnger: (names) => `${names} can look into your file with you. Your text stays here: you can still post it.`,
  proposalPersonal: "Your text has a number or an address in it that everybody could read. In private, only the team will see it.",
  no: "No, thanks",
  readThere: (brand) => `To suggest this, ${brand}’s server read this text without its digits, and kept nothing.`,
  readHere: "Noticed on your device: nothing was sent.",
  kept: "Your public text stays in the page as it is.",
  close: "Close",
  topics: {
    outage: "Outage",
    delivery: "Delivery",
    billing: "Bill",
    refund: "Refund",
    cancellation: "Cancellation",
    contract: "Contract",
    claim: "Insurance claim",
    price: "Price",
    product: "Product",
    app: "Website or app",
    staff: "Staff",
    support: "Customer service",
    fraud: "Fraud",
    schedule: "Times and bookings",
    other: "Something else",
  },
  items: {
    customer_number: "Customer number",
    contract_number: "Contract number",
    order_number: "Order number",
    file_number: "Case number",
    booking_reference: "Booking reference",
    invoice_number: "Invoice number",
    phone_line: "Line concerned",
    phone_number: "Number to call you back",
    email: "E-mail of the account",
    postal_address: "Address concerned",
    date: "Date concerned",
    device: "Model of the device",
  },
};

/** The words of a language. */
export const words = (lang) => (lang === "en" ? en : fr);

/** A text that begins a line. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** `fr` or `en`: the language of a tag such as `en-GB`; else the browser's; else French. */
export function locale(tag) {
  return [tag, ...navigator.languages].map((tag) => (tag || "").slice(0, 2)).find((tag) => tag === "fr" || tag === "en") || "fr";
}

/** A moment by the brand's clock: "aujourd’hui à 16 h", "lundi à 9 h 30", "lundi 30 novembre à 9 h". */
export function moment(millis, timeZone, lang) {
  const day = (at) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
  const isFar = Math.abs(millis - Date.now()) > 6 * 86_400_000;
  const date = new Intl.DateTimeFormat(lang, { weekday: "long", timeZone, ...(isFar && { day: "numeric", month: "long" }) });
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(millis);
  const today = lang === "fr" ? "aujourd’hui" : "today";
  return `${day(millis) === day(Date.now()) ? today : date.format(millis)} ${lang === "fr" ? "à" : "at"} ${clock(time, lang)}`;
}

/** A time of the day, "09:30": "9 h 30", "9:30 am". */
export function clock(time, lang) {
  const [hour, minute] = time.split(":").map(Number);
  const minutes = String(minute).padStart(2, "0");
  if (lang === "fr") return minute ? `${hour} h ${minutes}` : `${hour} h`;
  return `${hour % 12 || 12}${minute ? `:${minutes}` : ""} ${hour % 24 < 12 ? "am" : "pm"}`;
}

/** Minutes as people say them. */
export function duration(minutes, lang) {
  if (minutes < 1) return lang === "fr" ? "moins d’une minute" : "less than a minute";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${String(rest).padStart(2, "0")}` : `${hours} h`;
}

/** Names as a sentence has them: "Camille, Yanis et Agathe". */
export const list = (names, lang) => new Intl.ListFormat(lang).format(names);
