// Posts of a plain list, known by their shape: neighbours built alike, each with some prose, a short name and a date.
import { partsLike, postsLike } from "./selector.js";

/** The fewest neighbours that make a list. */
const LEAST = 3;
/** So many of them are looked at closely. */
const SAMPLE = 12;
/** The share of them that must have all parts. */
const SHARE = 0.7;
/** The fewest characters that are prose. */
const PROSE = 25;
/** The most characters of a name, and of a date. */
const SHORT = 40;

/** Places where lists are links of the site, not words of people. */
const ELSEWHERE = "nav,footer,header,aside,form,[role=navigation],[role=menu],[aria-hidden=true]";
const NAMED = /author|user|name|pseudo|nick|member|poster|auteur|customer|client/i;
const DATED = /date|time|ago|posted|publi/i;
/** "20/11/2026", "2026-11-20", "il y a 2 h", "3 days ago", "20 nov. 2026". */
const DATE = /\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\bil y a\b|\bago\b|\b(hier|yesterday)\b|\d{1,2}\.? \p{L}{3,9}\.?,? \d{4}|\p{L}{3,9} \d{1,2}, \d{4}/iu;

/** What a text is made of. */
const PARAGRAPH = /^(p|blockquote|ul|ol|pre|br)$/;

/** The rule for the list of the page that has the most words of people in it. */
export function byShape(root) {
  let best;
  for (const parent of root.querySelectorAll("ul,ol,div,section,main,article,tbody,dl")) {
    if (parent.childElementCount < LEAST || parent.closest(ELSEWHERE)) continue;
    for (const group of alike(parent.children)) {
      const list = judged(group);
      if (list && (!best || list.weight > best.weight)) best = list;
    }
  }
  if (!best) return undefined;
  const post = postsLike(best.posts, root);
  if (!post) return undefined;
  const rule = { rule: `data-posts="${post}"`, post };
  for (const part of ["text", "author", "time"]) {
    const found = partsLike(best.parts.map((parts) => parts[part]), best.posts);
    if (found !== undefined) rule[part] = found;
  }
  return { rule };
}

/** Neighbours of the same tag and first class. */
function alike(children) {
  const groups = new Map();
  for (const child of children) {
    const key = `${child.localName}.${child.classList[0] ?? ""}`;
    const group = groups.get(key);
    if (group) group.push(child);
    else groups.set(key, [child]);
  }
  return [...groups.values()].filter((group) => group.length >= LEAST);
}

/** The list, if it is one of posts: those with all parts, and how much they say together. */
function judged(group) {
  const sample = group.slice(0, SAMPLE);
  const read = sample.map(partsOf);
  const whole = read.map((parts, index) => ({ parts, post: sample[index] })).filter(({ parts }) => parts);
  if (whole.length < sample.length * SHARE || whole.length < 2) return undefined;
  // A headline that is a link: articles of the site, not posts of people.
  const headlines = whole.filter(({ post }) => post.querySelector("h1 a,h2 a,h3 a,a h2,a h3")).length;
  if (headlines > whole.length / 2) return undefined;
  const said = whole.reduce((sum, { parts }) => sum + parts.text.textContent.length, 0);
  return { posts: whole.map(({ post }) => post), parts: whole.map(({ parts }) => parts), weight: (said / whole.length) * group.length };
}

/** Prose, name and date of one post; none where one of them is missing. */
function partsOf(post) {
  const inside = [...post.querySelectorAll("*")];
  const length = (element) => element.textContent.trim().length;
  const proses = inside.filter((element) => own(element) >= PROSE && !element.closest("a,button"));
  const longest = proses.reduce((best, element) => (!best || own(element) > own(best) ? element : best), undefined);
  if (!longest) return undefined;
  // Paragraphs of one text belong together, be there one or several.
  const around = longest.parentElement;
  const text = around !== post && [...around.children].every((element) => PARAGRAPH.test(element.localName)) ? around : longest;
  const short = inside.filter((element) => length(element) > 1 && length(element) <= SHORT && !text.contains(element));
  const time = short.find((element) => element.matches("time,[datetime]")) ?? short.findLast((element) => DATE.test(element.textContent)) ?? short.find((element) => DATED.test(element.className));
  const others = short.filter((element) => element !== time && !time?.contains(element) && !element.contains(time) && !element.closest("button"));
  const author = others.find((element) => NAMED.test(element.className) || NAMED.test(element.getAttribute("rel") ?? "") || NAMED.test(element.getAttribute("href") ?? "")) ?? others.find((element) => element.matches("strong,b,cite,h3,h4,h5,dt"));
  return time && author ? { text, time, author } : undefined;
}

/** How many characters stand in an element itself, or in what only marks them. */
function own(element) {
  let sum = 0;
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE || /^(B|I|EM|STRONG|A|BR|SPAN|U|CODE|MARK)$/.test(child.nodeName)) sum += child.textContent.trim().length;
  }
  return sum;
}
