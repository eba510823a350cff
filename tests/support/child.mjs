// A Worker in a process of its own, for tests that kill it. Reads its options as JSON, prints its address.
import { start } from "../../xtask/tools/worker.mjs";

const { url } = await start(JSON.parse(process.argv[2]));
console.log(url);
