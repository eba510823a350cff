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

/** A post as the wall shows it. */
function post({ id, author, face, className, text }) {
  const time = document.createElement("time");
  date(time, 0);
  const link = element("a", "when", time);
  link.href = `#${id}`;
  const round = element("span", "face", face);
  round.setAttribute("aria-hidden", "true");
  const made = element(
    "article",
    className,
    element("header", "", round, element("span", "author", author), link),
    element("div", "text", element("p", "", text)),
  );
  made.id = id;
  return made;
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const box = event.target.querySelector("textarea");
  const text = box.value.trim();
  if (!text) return;
  const id = `m-${Date.now()}`;
  if (event.target.id === "new") {
    const made = post({ id, author: "Vous", face: "V", className: "post", text });
    made.dataset.authorId = "u-visitor";
    event.target.after(made);
  } else {
    const made = post({ id, author: "Camille, équipe Lumio", face: "L", className: "post own", text });
    made.dataset.own = "";
    made.dataset.authorId = "lumio";
    event.target.closest(".post").append(made);
    event.target.closest("details").open = false;
  }
  box.value = "";
});
