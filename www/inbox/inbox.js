// The inbox as a page of its own: the widget, wide and open, without any posts around it.
import { ask, known, lang, read, say } from "../desk.js";

const WORDS = {
  fr: {
    title: "La file",
    lead: "Tous les cas de la marque, par échéance, quelle que soit leur page ou leur réseau.",
    figures: "Les chiffres",
    link: "Lien ou clé de connexion",
    enter: "Se connecter",
    wrong: "Ce n’est ni un lien ni une clé de connexion. Attendu : un texte qui contient acc_key. ou acc_inv.",
  },
  en: {
    title: "Inbox",
    lead: "Every case of the brand by what is due, whatever page or network it came from.",
    figures: "Figures",
    link: "Sign-in link or key",
    enter: "Sign in",
    wrong: "This is neither a sign-in link nor a key. Expected: a text with acc_key. or acc_inv. in it.",
  },
};

/** The panel's width here, unless somebody has chosen another: queue and case side by side. */
const WIDTH = "960";

const words = WORDS[lang];
say(words);
const person = known() || (await ask(document.querySelector("form"), words.wrong));
if (person && read(person.key)) {
  const width = `accalmie:${person.brand}:width`;
  if (!localStorage.getItem(width)) localStorage.setItem(width, WIDTH);
  const script = document.createElement("script");
  script.src = "/accalmie.js";
  // The one place for posts here stays empty: the queue then says that all is calm, not that the page is unknown.
  Object.assign(script.dataset, { brand: person.brand, lang, posts: "#posts" });
  script.onload = () => window.accalmie("open");
  document.head.append(script);
}
