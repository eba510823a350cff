// The extension's settings: which Worker, which brand, and the key, which stays in this browser's own storage.
const form = document.querySelector("form");
const fields = form.elements;
const status = document.querySelector("#status");
const say = (name) => chrome.i18n.getMessage(name);

document.documentElement.lang = say("lang");
for (const place of document.querySelectorAll("[data-message]")) place.textContent = say(place.dataset.message);
document.querySelector("#origin").textContent = `chrome-extension://${chrome.runtime.id}`;

const known = await chrome.storage.local.get();
for (const name of ["server", "brand", "posts"]) fields[name].value = known[name] ?? "";

/** A sign-in link, or the key alone: `acc_key.<brand>.…` or `acc_inv.<brand>.…`. */
function read(link) {
  const [address, secret] = link.includes("#accalmie=") ? link.split("#accalmie=") : ["", link];
  const key = decodeURIComponent(secret.trim());
  const brand = /^acc_(?:key|inv)\.([a-z0-9-]{1,40})\./.exec(key)?.[1];
  return brand && { key, brand, server: URL.canParse(address) ? new URL("/", address).href : "" };
}

fields.link.addEventListener("input", () => {
  const found = read(fields.link.value);
  if (!found) return;
  fields.brand.value = found.brand;
  fields.server.value ||= found.server;
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [brand, posts] = [fields.brand.value.trim(), fields.posts.value.trim()];
  const server = fields.server.value.trim().replace(/\/*$/, "/");
  const found = read(fields.link.value);
  if (fields.link.value && !found) {
    status.textContent = say("wrongLink");
    fields.link.focus();
    return;
  }
  await chrome.storage.local.set({ server, brand, posts, ...(found && { [`accalmie:${brand}:key`]: found.key }) });
  fields.link.value = "";
  status.textContent = say("saved");
});
