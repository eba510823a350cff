// What most page tests play on: the demo with a data folder of its own, and a browser; all gone when the file ends.
import { after } from "node:test";
import { startBrowser } from "./browser.mjs";
import { dataFolder, startDemo } from "./run.mjs";

/** Starts both for one test file. */
export async function stage() {
  const data = await dataFolder();
  const demo = await startDemo({ data: data.folder });
  const browser = await startBrowser();
  after(async () => {
    await browser.close();
    await demo.stop();
    await data.remove();
  });
  return { demo, browser };
}
