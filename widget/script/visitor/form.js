// The private way in: a form that opens a case at the edge. Nothing leaves the page before it is sent.
import { element } from "../dom.js";
import { moment, words } from "./words.js";

/** The most characters of a message; the edge takes no more. */
const TEXT = 4000;
/** The most characters of any other field. */
const FIELD = 120;

let made = 0;

/** The form. `privacy` is the address of the brand's privacy notice, `text` what the visitor has written already. */
export function form(visit, card, privacy, text = "") {
  const say = words(visit.lang);
  // The same id when it is sent again: the edge keeps one message.
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const number = ++made;
  const fields = {};
  const field = (name, label, input, hint) => {
    input.id = `${name}-${number}`;
    fields[name] = input;
    const about = hint && element("small", { id: `${input.id}-hint` }, hint);
    if (hint) input.setAttribute("aria-describedby", about.id);
    return element("p", {}, element("label", { for: input.id }, label), input, about || undefined);
  };

  const topic = element("select", {}, Object.keys(card.asks).filter((name) => say.topics[name]).map((name) => element("option", { value: name }, say.topics[name])));
  topic.value = "other";
  const items = element("div", { className: "items" });
  const showItems = () => {
    const wanted = (card.asks[topic.value] || []).filter((name) => name !== "full_name" && say.items[name]);
    items.replaceChildren(...wanted.map((name) => field(`items.${name}`, say.optional(say.items[name]), element("input", { maxLength: FIELD }))));
    for (const name of Object.keys(fields)) if (name.startsWith("items.") && !wanted.includes(name.slice(6))) delete fields[name];
  };
  topic.onchange = showItems;
  showItems();

  const consent = element("input", { type: "checkbox", required: true, id: `consent-${number}` });
  fields.consent = consent;
  const send = element("button", { className: "main" }, say.send);
  const status = element("p", { role: "status", className: "status" });
  const notice = privacy && /^(https?:|\/)/.test(privacy) ? element("a", { href: privacy, target: "_blank", rel: "noopener" }, say.privacy) : undefined;
  const whole = element(
    "form",
    { "aria-label": say.write },
    field("name", say.name, element("input", { required: true, maxLength: FIELD, autocomplete: "name" })),
    field("reply_to", say.replyTo, element("input", { required: true, maxLength: FIELD, autocomplete: "email" })),
    field("topic", say.topic, topic),
    field("text", say.message, element("textarea", { required: true, maxLength: TEXT, rows: 5, value: text }), say.messageHint),
    items,
    element("p", { className: "consent" }, consent, element("label", { for: consent.id }, say.consent(card.brand), notice ? " " : undefined, notice)),
    send,
    status,
  );

  whole.onsubmit = async (event) => {
    event.preventDefault();
    for (const input of Object.values(fields)) input.removeAttribute("aria-invalid");
    send.disabled = true;
    status.textContent = say.sending;
    const given = Object.entries(fields).filter(([name, input]) => name.startsWith("items.") && input.value.trim());
    const body = {
      brand: visit.brand,
      id,
      name: fields.name.value,
      reply_to: fields.reply_to.value,
      text: fields.text.value,
      items: Object.fromEntries(given.map(([name, input]) => [name.slice(6), input.value.trim()])),
      lang: visit.lang,
      page: location.origin + location.pathname,
      consent: consent.checked,
    };
    const answer = await post(`${visit.api}v1/contact`, body);
    send.disabled = false;
    if (answer.status === 201) return thank(whole, answer, fields.name.value, card, visit.lang);
    status.textContent = { 422: say.wrong, 429: say.tooMany }[answer.status] || say.notSent;
    const wrong = answer.status === 422 && fields[answer.path];
    if (wrong) {
      wrong.setAttribute("aria-invalid", "true");
      wrong.focus();
      status.textContent = answer.path === "reply_to" ? say.wrongReplyTo : say.wrong;
    }
  };
  return whole;
}

async function post(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    return { ...(await answer.json().catch(() => ({}))), status: answer.status };
  } catch {
    return { status: 0 };
  }
}

/** In the place of the form: that it has arrived, under which reference, and by when somebody answers. */
function thank(whole, answer, name, card, lang) {
  const say = words(lang);
  const title = element("h3", { tabIndex: -1 }, say.thanks(name.trim()));
  const when = answer.answer_by ? say.answerBy(moment(answer.answer_by, card.time_zone, lang)) : undefined;
  whole.replaceChildren(title, element("p", {}, say.reference(answer.reference)), ...(when ? [element("p", {}, when)] : []));
  title.focus();
}
