// Finds posts by the same rules as the widget, but reads them more simply: text as the page shows it.
import rules from "../../data/rules.txt";

/** What most pages use for the parts of a post that an owner's selector finds. */
const USUAL = {
  text: "[data-text],[itemprop=text],[itemprop=reviewBody],.comment-content,.comment-body,.review-body,.e-content,.text,.body,.content,.message",
  author: "[data-author],[itemprop=author],[rel~=author],.author,.username,.name,cite",
  time: "time[datetime]",
  link: "a[data-permalink],a[rel~=bookmark],a:has(> time),a.permalink",
  own: "[data-own],.own,.staff,.bypostauthor",
};

/** The rule of this page: the owner's selector, else the first of ours that fits. */
export function ruleOf(selector) {
  if (selector) return { ...USUAL, post: selector };
  const blocks = rules.split(/^rule /m).slice(1);
  const read = (block) => Object.fromEntries(block.split("\n").slice(1).filter((line) => line && !line.startsWith("#")).map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
  return blocks.map(read).find(({ page, post }) => document.querySelector(page) && document.querySelector(post));
}

/** The posts of the page. */
export function read(rule, config) {
  const own = (config.ownAuthors ?? "").split(",").map((name) => name.trim()).filter(Boolean);
  return [...document.querySelectorAll(rule.post)].map((post, index) => {
    const part = (selector) => selector && [...post.querySelectorAll(selector)].find((one) => one.closest(rule.post) === post);
    const author = part(rule.author)?.textContent.trim().split("\n")[0] ?? "";
    const time = Date.parse(part(rule.time)?.getAttribute("datetime") ?? "");
    const link = part(rule.link)?.href;
    return {
      element: post,
      id: post.dataset.postId ?? post.dataset.commentId ?? (post.id || link?.split("#")[1] || `post-${index}`),
      author,
      authorId: post.dataset.authorId ?? post.dataset.userId ?? author,
      text: ((part(rule.text) ?? post).innerText ?? "").trim(),
      at: Number.isNaN(time) ? undefined : time,
      url: /^https?:/.test(link ?? "") ? link : undefined,
      own: own.includes(author) || Boolean(rule.own && (post.matches(rule.own) || part(rule.own))),
    };
  }).filter(({ text }) => text);
}
