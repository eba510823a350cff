// Posts that the page describes for machines: JSON-LD of schema.org, matched to the elements that show them.
import { partsLike, postsLike } from "./selector.js";

const KINDS = ["Comment", "Review", "UserReview", "SocialMediaPosting", "DiscussionForumPosting", "UserComments", "Answer"];
/** Elements that show a text. */
const SHOWS = "p,div,li,article,section,blockquote,span,td,dd,q";

/** A text without its white space and signs: the same words are the same post, however the page sets them. */
export const words = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

/** The rule for posts described in JSON-LD, and what it says of each. */
export function linked(root) {
  const facts = new Map();
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    for (const thing of things(parsed(script.textContent))) {
      const text = plain(thing.text ?? thing.reviewBody ?? thing.commentText ?? thing.articleBody ?? thing.description);
      if (text) facts.set(words(text), fact(thing));
    }
  }
  if (!facts.size) return undefined;

  const longest = Math.max(...[...facts.keys()].map((key) => key.length));
  const shown = new Map();
  for (const element of root.querySelectorAll(SHOWS)) {
    const text = element.textContent;
    if (text.length > 2 * longest + 200) continue;
    const key = words(text);
    // The outermost element that says just this: all paragraphs of the post.
    if (facts.has(key) && !shown.has(key)) shown.set(key, element);
  }
  const texts = [...shown.values()];
  if (!texts.length) return undefined;
  const posts = texts.map((text) => whole(text, texts, root));
  const post = postsLike(posts, root);
  if (!post) return undefined;
  const rule = { rule: "JSON-LD", post, text: partsLike(texts, posts) ?? "" };
  const names = [...shown.keys()].map((key, index) => named(posts[index], facts.get(key).author));
  const author = names.every(Boolean) ? partsLike(names, posts) : undefined;
  if (author) rule.author = author;
  return { rule, facts };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // somebody else's mistake in somebody else's page
  }
}

/** Every described post in a value, however deep. */
function* things(value) {
  if (Array.isArray(value)) {
    for (const one of value) yield* things(one);
  } else if (value && typeof value === "object") {
    if ([value["@type"]].flat().some((kind) => KINDS.includes(String(kind).replace(/^.*[/#]/, "")))) yield value;
    for (const one of Object.values(value)) yield* things(one);
  }
}

/** Some pages write the markup of a text into its description. */
function plain(text) {
  if (typeof text !== "string") return "";
  return text.replace(/<[^>]*>/g, " ").replace(/&amp;/g, "&").replace(/&quot;/g, '"').replace(/&#0?39;/g, "'");
}

function fact(thing) {
  const author = [thing.author ?? thing.creator].flat()[0];
  return {
    author: String((typeof author === "object" ? author?.name : author) ?? ""),
    at: String(thing.dateCreated ?? thing.datePublished ?? thing.commentTime ?? ""),
    url: /^https?:/.test(thing.url ?? "") ? thing.url : "",
  };
}

/** The post around a text: as far up as no other post's text is in it. */
function whole(text, texts, root) {
  let post = text;
  for (let above = text.parentElement; above && above !== document.body && above !== root; above = above.parentElement) {
    if (texts.some((other) => other !== text && above.contains(other))) break;
    // A single post would be the whole page otherwise.
    if (texts.length === 1 && post !== text && above.querySelectorAll("*").length > 40) break;
    post = above;
  }
  return post;
}

/** The smallest element of a post that says just the author's name. */
function named(post, name) {
  const wanted = words(name);
  return wanted ? [...post.querySelectorAll("*")].findLast((element) => words(element.textContent) === wanted) : undefined;
}
