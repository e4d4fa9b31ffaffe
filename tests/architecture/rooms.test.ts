import { readdirSync } from "node:fs";
import { join } from "node:path";

const SRC = join(import.meta.dirname, "../../src");

// A stranger finds a room by its name: at the top of these two there is no more than can be read at one look.
it.each([
  ["protocol", 16],
  ["record", 11],
])("%s has at most %i rooms and files at its top", (room, most) => {
  const top = readdirSync(join(SRC, room));
  expect(top.length).toBeGreaterThan(5);
  expect(top.slice(most)).toEqual([]);
});
