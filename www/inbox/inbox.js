// The inbox as a page of its own: the panel from edge to edge, without any posts around it.
import { ACCESS, lang, say, signIn } from "../desk.js";

const WORDS = {
  fr: { title: "La file", lead: "Tous les cas de la marque, par échéance, quelle que soit leur page ou leur réseau.", figures: "Les chiffres" },
  en: { title: "Inbox", lead: "Every case of the brand by what is due, whatever page or network it came from.", figures: "Figures" },
};

say(WORDS[lang]);
const figures = document.querySelector("nav a");
const { key, brand } = await signIn();
const script = document.createElement("script");
script.src = "/accalmie.js";
Object.assign(script.dataset, { brand, lang, view: "page", ...(key === ACCESS && { signIn: ACCESS }) });
script.onload = () => {
  window.accalmie("ready", () => {
    document.querySelector("accalmie-widget").append(figures);
    document.body.classList.add("full");
  });
  // `?case=…` opens that case: figures and messages link to it.
  const named = new URLSearchParams(location.search).get("case");
  window.accalmie("open", ...(named ? [named] : []));
};
document.head.append(script);
