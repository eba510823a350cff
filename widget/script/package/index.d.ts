/** What `init` takes; all but server and brand are optional. */
export interface Options {
  /** The address of the brand's Worker. */
  server: string;
  /** The brand's name there. */
  brand: string;
  /** CSS selector of the posts, where the page isn't recognised by itself. */
  posts?: string;
  /** CSS selector of the page's reply box. */
  reply?: string;
  /** Names under which the brand itself writes. */
  ownAuthors?: string | string[];
  /** The panel's language. */
  lang?: "fr" | "en";
  /** The panel's theme; the system's where nothing is said. */
  theme?: "light" | "dark";
  /** The address of the API, where it isn't the server's. */
  api?: string;
  /** `none`: nothing is kept in this page's storage. */
  keep?: "none";
  /** `page`: the panel is the page itself, from edge to edge. */
  view?: "page";
  /** `access`: the panel offers to sign in by Cloudflare Access. */
  signIn?: "access";
}

export type Severity = "calm" | "annoyed" | "angry" | "furious";
export type Risk = "safety" | "self_harm" | "harassment" | "fraud" | "legal" | "press" | "privacy" | "vulnerable_person";

/** One sign of anger: its place in the text is the evidence. */
export interface Signal {
  kind: string;
  /** UTF-8 byte offsets. */
  start: number;
  end: number;
  /** What it adds to anger, in thousandths. */
  weight: number;
}

/** The reading of a text. */
export interface Reading {
  lang: "fr" | "en" | "unknown";
  intent: "complaint" | "question" | "praise" | "tease" | "abuse" | "other";
  /** 0 to 1000. */
  anger: number;
  severity: Severity;
  signals: Signal[];
  risks?: Risk[];
  topic: string;
  address: "tu" | "vous" | "none";
  register: "formal" | "neutral" | "familiar";
}

/** A post as it was found on the page. */
export interface FoundPost {
  id: string;
  author: string;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Whether the brand wrote it. */
  own: boolean;
  url: string | null;
  /** 0 to 1000. */
  anger: number;
}

/** Events and what they carry; as DOM events they are called `accalmie:ready` and so on, and bubble. */
export interface Events {
  /** The widget stands on the page, and the page has been read once. */
  ready: Record<string, never>;
  /** A post that needs care was found, or has changed. */
  flag: { post: string; case: string; author: string; severity: Severity; url: string };
  /** Replies were proposed for a case. */
  suggest: { case: string; text: string };
  /** A reply was marked as sent. */
  reply: { case: string };
  /** A case was handed off to another team. */
  handoff: { case: string };
  /** Something failed, in words. */
  error: { message: string };
}

/**
 * Starts Accalmie on this page. Again is harmless. On a server nothing happens.
 * @throws TypeError without a server or a brand, at the first call.
 */
export function init(options: Options): void;
export function init(options?: Partial<Options>): void;
/** Opens the panel, and a case in it where its id is given; resolves once it is there. */
export function open(caseId?: string): Promise<void>;
export function close(): Promise<void> | undefined;
/** Reads a text. */
export function analyze(text: string): Promise<Reading>;
/** The posts that were found on the page. */
export function analyze(): Promise<FoundPost[]>;
export function on<Name extends keyof Events>(event: Name, handler: (detail: Events[Name]) => void): void;
export function off<Name extends keyof Events>(event: Name, handler: (detail: Events[Name]) => void): void;
/** The panel's language, by its tag. */
export function setLocale(tag: string): Promise<void> | undefined;
export function setTheme(theme: "light" | "dark"): Promise<void> | undefined;
/** Signs a community manager in, by a sign-in link or a key. */
export function setUser(secret: string): Promise<void>;
/** Takes the widget off the page. */
export function destroy(): Promise<void>;
/** Resolves once the widget stands on the page. */
export function ready(then?: () => void): Promise<void>;

declare global {
  interface DocumentEventMap {
    "accalmie:ready": CustomEvent<Events["ready"]>;
    "accalmie:flag": CustomEvent<Events["flag"]>;
    "accalmie:suggest": CustomEvent<Events["suggest"]>;
    "accalmie:reply": CustomEvent<Events["reply"]>;
    "accalmie:handoff": CustomEvent<Events["handoff"]>;
    "accalmie:error": CustomEvent<Events["error"]>;
  }
}
