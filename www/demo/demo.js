// The demo brand's own script, as any brand has one: it dates the posts and publishes what is written in a reply box.
const FORMAT = new Intl.RelativeTimeFormat("fr", { numeric: "auto" });
const MINUTE = 60_000;

function ago(minutes) {
  if (minutes < 60) return FORMAT.format(-minutes, "minute");
  if (minutes < 1440) return FORMAT.format(-Math.round(minutes / 60), "hour");
  return FORMAT.format(-Math.round(minutes / 1440), "day");
}

function date(time, minutes) {
  time.dateTime = new Date(Date.now() - minutes * MINUTE).toISOString();
  time.textContent = ago(minutes);
}

for (const time of document.querySelectorAll("time[data-ago]")) date(time, Number(time.dataset.ago));

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const box = event.target.querySelector("textarea");
  const text = box.value.trim();
  if (!text) return;
  const time = document.createElement("time");
  date(time, 0);
  const id = `m-${Date.now()}`;
  const link = element("a", "when", time);
  link.href = `#${id}`;
  const face = element("span", "face", "L");
  face.setAttribute("aria-hidden", "true");
  const reply = element(
    "article",
    "post own",
    element("header", "", face, element("span", "author", "Camille, équipe Lumio"), link),
    element("div", "text", element("p", "", text)),
  );
  reply.id = id;
  reply.dataset.own = "";
  reply.dataset.authorId = "lumio";
  event.target.closest(".post").append(reply);
  box.value = "";
  event.target.closest("details").open = false;
});
