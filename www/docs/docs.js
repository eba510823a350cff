// The help page's own script: the tag and the bookmarklet for this very server, as their fields say.
const form = document.querySelector("#builder");
const { brand, posts, lang } = form.elements;

/** What a bookmark runs: the same loader as the tag's. On a page that isn't the brand's nothing is kept. */
function bookmark(source, data) {
  const script = document.createElement("script");
  script.src = source;
  Object.assign(script.dataset, data);
  script.onload = () => window.accalmie("open");
  document.head.append(script);
}

function show() {
  const name = brand.value.trim() || "acme";
  const attributes = [["data-brand", name], ["data-posts", posts.value.trim()], ["data-lang", lang.value]].filter(([, value]) => value);
  const quoted = attributes.map(([key, value]) => `${key}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`);
  document.querySelector("#tag").textContent = `<script async src="${location.origin}/accalmie.js" ${quoted.join(" ")}></script>`;
  const data = { brand: name, keep: "none", ...(posts.value.trim() && { posts: posts.value.trim() }), ...(lang.value && { lang: lang.value }) };
  const call = `(${bookmark})(${JSON.stringify(`${location.origin}/accalmie.js`)},${JSON.stringify(data)})`;
  document.querySelector("#bookmark").href = `javascript:${encodeURIComponent(call.replace(/\s+/g, " "))}`;
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
