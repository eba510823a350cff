// Real Chromium, as installed on the machine (`cargo xtask test` sees to it).
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const APPS = ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The browser to use: `CHROMIUM`, or the first of the usual names on `PATH`. */
export function executable() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env.CHROMIUM, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPS];
  const found = candidates.find((path) => path && isExecutable(path));
  if (!found) throw new Error("found no Chromium, expected one on PATH or in the variable CHROMIUM");
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a headless browser with a fresh profile that stays off the network by itself. Close it with `browser.close()`.
 * `args` are further switches of Chromium's.
 */
export function startBrowser({ args = [] } = {}) {
  return chromium.launch({
    executablePath: executable(),
    headless: true,
    args: [
      // Chromium's sandbox refuses to start as root, which is what a container usually is.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}
