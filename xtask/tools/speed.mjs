// How long npm's sentiment tools take for one of our posts, in node: `node speed.mjs <node_modules>`. The same lines as
// shared/benches/speed.rs: name, nanoseconds of the fastest round, of the median one.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "speed.js"));
const text = await readFile(new URL("../../shared/benches/posts.txt", import.meta.url), "utf8");
const posts = text.trim().split("\n");
const share = posts.reduce((sum, post) => sum + [...post].length, 0) / 150;

const Sentiment = require("sentiment");
const sentiment = new Sentiment();
const vader = require("vader-sentiment").SentimentIntensityAnalyzer;
const tools = {
  sentiment: (post) => sentiment.analyze(post).comparative,
  "vader-sentiment": (post) => vader.polarity_scores(post).compound,
};

for (const [name, score] of Object.entries(tools)) {
  const times = [];
  for (let round = 0; round < 60; round++) {
    const begin = performance.now();
    for (let turn = 0; turn < 10; turn++) for (const post of posts) score(post);
    times.push(((performance.now() - begin) * 1e6) / 10 / share);
  }
  times.sort((a, b) => a - b);
  console.log(`${name} (npm, node), the same posts, a peer\t${times[0].toFixed(0)}\t${times[30].toFixed(0)}`);
}
