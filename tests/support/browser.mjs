// A page in real Chromium, and what goes wrong in it.
export { startBrowser } from "../../xtask/tools/browser.mjs";

/** Opens a page and collects what no page of ours may do: throw, log an error, break its content security policy. */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({ locale: "fr-FR", ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // Chromium asks for an icon of its own accord.
    if (message.location().url.endsWith("/favicon.ico")) return;
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  return { context, page, problems };
}
