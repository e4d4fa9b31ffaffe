import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  PURPOSES,
  SCREENSHOT_DAYS,
  SCREENSHOT_ENDS,
  SCREENSHOT_PLACES,
  SCREENSHOT_PURPOSES,
  STEPS_AFTER,
} from "../../../src/protocol/lesson/conduct-words.ts";
import { LEAVABLE } from "../../../src/protocol/lesson/hand-changes.ts";
import { carriedBy, OFFERED, PRESSES, type PressName } from "../../../src/protocol/lesson/presses.ts";
import { ZOOM_STEPS } from "../../../src/protocol/lesson/zoom-events.ts";
import { CANNOT_STAY, EXCEPTIONS, KINDS, NOT_TOLD } from "../../../src/protocol/words.ts";

const API = readFileSync(join(import.meta.dirname, "../../../docs/api.md"), "utf8");
const NAMES = Object.keys(PRESSES) as PressName[];

const oneOf = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(" | ");

const IN_A_BODY: Readonly<Record<NonNullable<ReturnType<typeof carriedBy>>, readonly string[]>> = {
  nothing: [""],
  kind: [`, kind: ${oneOf(KINDS)}`],
  pupil: [", pupil: string"],
  exception: [`, pupil: string, reason: ${oneOf(EXCEPTIONS)}`],
  followed: [`, pupil: string, reason: ${oneOf(EXCEPTIONS)}, step: ${oneOf(STEPS_AFTER)}`],
  room: [", pupil: string, agreed: boolean"],
  purpose: [`, purpose: ${oneOf(PURPOSES)}`],
  screenshot: [
    `, purpose: ${oneOf(SCREENSHOT_PURPOSES)}, place: ${oneOf(SCREENSHOT_PLACES)}, days: ${SCREENSHOT_DAYS.join(" | ")}`,
  ],
  screenshotEnd: [`, of: string, how: ${oneOf(SCREENSHOT_ENDS)}`],
  person: [", person: string"],
  zoomStep: [`, step: ${oneOf(ZOOM_STEPS)}`],
  option: [`, option: ${oneOf(LEAVABLE)}`],
  reason: [`, reason: ${oneOf(CANNOT_STAY)}`],
  reference: [", reference: string"],
  why: [`, why: ${oneOf(NOT_TOLD)}`],
  recognition: [
    `, person: string, as: "pupils", pupils: string[]`,
    `, person: string, as: "staff" | "stranger" | "later"`,
  ],
  act: [", of: string"],
  register: [],
  home: [],
};

describe("the table of presses", () => {
  it("is what docs/api.md lists", () => {
    const lines = NAMES.flatMap((name) =>
      IN_A_BODY[carriedBy(name) ?? "register"].map((fields) => `| { press: "${name}"${fields} }`),
    );
    expect(lines.length).toBeGreaterThan(10);
    const [, printed] = /takes one of:\n\n```ts\n(\| \{ press[^`]*)```/.exec(API) ?? [];
    expect(printed).toBe(`${lines.join("\n")}\n`);
  });

  it("offers only what has a title, and each button in some phase or at the first question", () => {
    const offered = new Set<string>(Object.values(OFFERED).flat());
    expect(NAMES.filter((name) => "title" in PRESSES[name] && !offered.has(name))).toEqual([
      "choose-kind",
      "undo-kind",
    ]);
  });

  it("knows no press by a name that every object has", () => {
    expect(carriedBy("constructor")).toBeUndefined();
    expect(carriedBy("tell-dsl")).toBeUndefined();
    expect(carriedBy("pause")).toBe("nothing");
  });
});
