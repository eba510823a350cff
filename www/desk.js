// What the team's own pages share: who is signed in on this browser, and calls to the API of the Worker they came from.

/** The page's language: the browser's, French or English. */
export const lang = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === "fr" || tag === "en") ?? "fr";
document.documentElement.lang = lang;

/** A sign-in link, or the key alone: `acc_key.<brand>.…` or `acc_inv.<brand>.…`. */
export function read(link) {
  const key = decodeURIComponent(link.split("#accalmie=").at(-1).trim());
  const brand = /^acc_(?:key|inv)\.([a-z0-9-]{1,40})\./.exec(key)?.[1];
  return brand && { key, brand };
}

/** Keeps a key under the name that the widget uses, too. */
export const keep = ({ key, brand }) => localStorage.setItem(`accalmie:${brand}:key`, key);

/** Who is signed in: by the link that opened the page, else as kept; nobody where there is neither. */
export function known() {
  const given = location.hash.startsWith("#accalmie=") && read(location.hash);
  if (given) {
    keep(given);
    history.replaceState(history.state, "", location.pathname + location.search);
    return given;
  }
  const name = Object.keys(localStorage).find((name) => /^accalmie:.+:key$/.test(name));
  return name && read(localStorage.getItem(name));
}

/** Exchanges the key for a token; an invitation for a key, which is kept. None where the key opens nothing. */
export async function signIn(person) {
  const options = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ secret: person.key }) };
  const answer = await fetch("/v1/session", options);
  if (!answer.ok) return undefined;
  const { token, agent, credential } = await answer.json();
  if (credential) keep({ key: credential, brand: person.brand });
  return { token, agent };
}

/** Asks for a link until one is given, by the form of the page. */
export function ask(form, wrong) {
  form.hidden = false;
  form.elements.link.focus();
  return new Promise((resolve) => {
    form.onsubmit = (event) => {
      event.preventDefault();
      const person = read(form.elements.link.value);
      form.querySelector("[role=alert]").textContent = person ? "" : wrong;
      if (!person) return form.elements.link.focus();
      form.hidden = true;
      keep(person);
      resolve(person);
    };
  });
}

/** Puts words into the elements that name them. */
export function say(words) {
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = words[place.dataset.say];
  document.title = `${words.title} · Accalmie`;
}
