import { isDeepStrictEqual } from "node:util";
import { checkExport } from "../../../src/record/seal/check/check-export.ts";
import { fc, runs } from "../../support/properties.ts";
import { bytesOf, closeDays, LESSON, playDay, wrongIn } from "./sealed-record.ts";

/** Lines that hold the same whatever the byte: white space, or another spelling of the same value. */
const means = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
  } catch {
    return undefined;
  }
};

afterEach(closeDays);

describe("no byte of an exported event can be changed without being noticed", () => {
  it.each([
    ["the whole record", "all"],
    ["one lesson", [LESSON]],
  ] as const)("in an export of %s", async (_, streams) => {
    const day = await playDay();
    const lines = (await day.lines({ streams })).map((line) => ({ line, bytes: bytesOf([line]) }));
    const events = lines.filter(({ line }) => line.line === "event");
    const anchors = day.anchors();

    fc.assert(
      fc.property(
        fc.constantFrom(...events),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (event, place, byte) => {
          const changed = Uint8Array.from(event.bytes);
          // The last byte ends the line.
          changed[place % (changed.length - 1)] = byte;
          fc.pre(!isDeepStrictEqual(means(changed), event.line));
          const bytes = Buffer.concat(lines.map((one) => (one === event ? changed : one.bytes)));
          return wrongIn(checkExport(bytes, anchors)).length > 0;
        },
      ),
      runs(100),
    );
  });
});
