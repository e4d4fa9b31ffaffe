import { fetchNode } from "../../src/launch/fetch-node.mjs";

// Fetching blocks its process (it has nothing else to do), so the tests give each start one of its own.
const [pin = "{}", cache = ""] = process.argv.slice(2);
try {
  const say = (/** @type {string} */ line) => console.error(line);
  console.log(fetchNode(JSON.parse(pin), { cache, env: process.env, platform: process.platform, say }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
