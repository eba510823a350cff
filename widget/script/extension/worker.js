// The extension's own half: puts the widget into the page on a click, and speaks to the brand's Worker for it. A page
// the brand does not control is no allowed origin there, and must not see a key: this side of the wall has its own.

chrome.action.onClicked.addListener(async (tab) => {
  const { server, brand } = await chrome.storage.local.get();
  if (!server || !brand) return chrome.runtime.openOptionsPage();
  await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] });
});

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (sender.id !== chrome.runtime.id) return false;
  forward(message).then(answer, (error) => answer({ error: error.message }));
  return true; // the answer comes later
});

/** Makes one call to the brand's API, and to nothing else. */
async function forward({ path, method, headers, body }) {
  const { server } = await chrome.storage.local.get("server");
  const address = new URL(path, server);
  if (!address.href.startsWith(`${server}v1/`)) throw new Error(`found ${address.href}, expected an address of ${server}v1/`);
  const answer = await fetch(address, { method, headers, body });
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
}
