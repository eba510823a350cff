// What the team's own pages share: who is signed in on this browser, and calls to the API of the Worker they came from.

/** The page's language: the browser's, French or English. */
export const lang = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "fr" || tag === "en") ?? "fr";
document.documentElement.lang = lang;

/** What is kept in the place of a key by whoever comes in through Cloudflare Access. */
export const ACCESS = "access";

const WORDS = {
  fr: {
    link: "Lien ou clé de connexion",
    enter: "Se connecter",
    access: "Passer par Cloudflare Access",
    wrong: "Ce n’est ni un lien ni une clé de connexion. Attendu : un texte qui contient acc_key. ou acc_inv.",
    unknown: "Cette clé n’est pas reconnue. Demandez un nouveau lien à votre responsable.",
    outside: "Cloudflare Access ne vous a pas laissé entrer, ou personne n’a invité votre adresse. Demandez un lien à votre responsable.",
    down: "Le serveur ne répond pas. Réessayez dans un instant.",
  },
  en: {
    link: "Sign-in link or key",
    enter: "Sign in",
    access: "Sign in with Cloudflare Access",
    wrong: "This is neither a sign-in link nor a key. Expected: a text with acc_key. or acc_inv. in it.",
    unknown: "This key is not known. Ask for a new link.",
    outside: "Cloudflare Access did not let you in, or nobody has invited your address. Ask for a link.",
    down: "The server does not answer. Try again in a moment.",
  },
};

const words = WORDS[lang];
const form = document.querySelector("form");
const line = form.querySelector("[role=alert]");

/** The brand that the address names: `?brand=acme`, for those who sign in by Cloudflare Access. */
const named = /^[a-z0-9-]{1,40}$/.exec(new URLSearchParams(location.search).get("brand") ?? "")?.[0];

/** A sign-in link, or the key alone: `acc_key.<brand>.…` or `acc_inv.<brand>.…`. */
function read(link) {
  const key = decodeURIComponent(link.split("#accalmie=").at(-1).trim());
  const brand = /^acc_(?:key|inv)\.([a-z0-9-]{1,40})\./.exec(key)?.[1];
  return brand && { key, brand };
}

/** Keeps a key under the name that the widget uses, too. */
const keep = ({ key, brand }) => localStorage.setItem(`accalmie:${brand}:key`, key);

// Whoever pastes a link into the address of the page that is open already means to sign in by it.
addEventListener("hashchange", () => location.hash.startsWith("#accalmie=") && location.reload());

/** Who is signed in: by the link that opened the page, else as kept; nobody where there is neither. */
function known() {
  const given = location.hash.startsWith("#accalmie=") && read(location.hash);
  if (given) {
    keep(given);
    history.replaceState(history.state, "", location.pathname + location.search);
    return given;
  }
  const kept = Object.keys(localStorage).flatMap((name) => {
    const brand = /^accalmie:(.+):key$/.exec(name)?.[1];
    const key = brand && localStorage.getItem(name);
    return key === ACCESS ? [{ key, brand }] : (key && read(key)) || [];
  });
  return kept.find(({ brand }) => brand === named) ?? (named ? undefined : kept[0]);
}

/** Exchanges the key, or the word of Cloudflare Access, for a token; an invitation for a key, which is kept. */
async function exchange(person) {
  const body = JSON.stringify(person.key === ACCESS ? { brand: person.brand } : { secret: person.key });
  const answer = await fetch("/v1/session", { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!answer.ok) return undefined;
  const { token, agent, credential } = await answer.json();
  keep(credential ? { key: credential, brand: person.brand } : person);
  return { ...person, token, agent };
}

/** Asks for a link, or sends on to Cloudflare Access, until one of them is given. */
function ask() {
  form.hidden = false;
  form.elements.link.focus();
  return new Promise((resolve) => {
    form.elements.access.onclick = () => resolve({ key: ACCESS, brand: named });
    form.onsubmit = (event) => {
      event.preventDefault();
      const person = read(form.elements.link.value);
      line.textContent = person ? "" : words.wrong;
      if (!person) return form.elements.link.focus();
      resolve(person);
    };
  });
}

/** Signs somebody in: as known, by Cloudflare Access where the address names a brand, else by what the form is given. */
export async function signIn() {
  form.elements.access.hidden = !named;
  let person = known() ?? (named && { key: ACCESS, brand: named });
  // Who has not asked for Access yet is not told that it refuses.
  let why = person?.key === ACCESS ? "" : words.unknown;
  for (;;) {
    if (person) {
      const session = await exchange(person).catch(() => (why = words.down) && undefined);
      form.hidden = true;
      if (session) return session;
      line.textContent = why;
    }
    person = await ask();
    why = person.key === ACCESS ? words.outside : words.unknown;
  }
}

/** Puts words into the elements that name them. */
export function say(own) {
  const all = { ...words, ...own };
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = all[place.dataset.say];
  document.title = `${all.title} · Accalmie`;
}
