// What a community manager does in the panel, as functions of a page. The panel lives in an open shadow root, which
// Playwright's selectors pierce.

/** The widget on a page. */
export function widget(page) {
  return page.locator("accalmie-widget");
}

/** Signs in by link and waits until the widget stands on the page. */
export async function signIn(page, link) {
  await page.goto(link);
  await widget(page).locator("#launcher").waitFor();
}

/** Opens the panel and waits for its rows. */
export async function openPanel(page) {
  await widget(page).locator("#launcher").click();
  await widget(page).locator(".row").first().waitFor();
}

/** Opens a customer's case and waits until a reply can be written. */
export async function openCase(page, author) {
  await widget(page).locator(".row", { hasText: author }).click();
  await widget(page).locator("#draft").waitFor();
}

/** The name of the rung that the open case stands on. */
export async function rung(page) {
  const text = await widget(page).locator(".rung[aria-current=step]").innerText();
  return text.split(/[,\n]/)[0].trim();
}

/** Waits until the open case stands on a rung. */
export async function waitForRung(page, name) {
  await widget(page).locator(".rung[aria-current=step]", { hasText: name }).waitFor();
}
