// Scores texts with the sentiment tools that npm has here: JSON strings in, one a line; JSON objects out.
// The first argument is the folder of the npm packages. A tool that isn't there is not in the answers. Scores grow with
// displeasure.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const tools = {};

function found(name) {
  try {
    return require(name);
  } catch {
    return undefined;
  }
}

const Sentiment = found("sentiment");
if (Sentiment) {
  const sentiment = new Sentiment();
  tools.sentiment = (text) => -sentiment.analyze(text).comparative;
}
const vader = found("vader-sentiment");
if (vader) {
  tools["vader-sentiment"] = (text) => -vader.SentimentIntensityAnalyzer.polarity_scores(text).compound;
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const scores = Object.entries(tools).map(([name, score]) => [name, score(text)]);
  console.log(JSON.stringify(Object.fromEntries(scores)));
}
