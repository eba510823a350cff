// The script that a page names in its one tag: `accalmie.js`.
import { create } from "./core.js";

const script = document.currentScript || document.querySelector("script[src*='accalmie.js']");
const early = window.accalmie;
// Two tags on a page are one widget.
if (!early?.base) {
  const accalmie = (window.accalmie = create({ base: new URL(".", script.src).href, ...script.dataset }));
  for (const call of early?.q || []) accalmie(...call);
  if (script.dataset.brand) accalmie("init");
}
