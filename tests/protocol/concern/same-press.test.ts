import { isSamePress } from "../../../src/protocol/concern/same-press.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { ConcernStory, DSL, HOLDERS, raising } from "./story.ts";

const FIRST = "6e1a4a9e-5a0e-4f0e-9a55-0c1b7f4f5a11";
const OTHER = "0b6a4a9e-5a0e-4f0e-9a55-0c1b7f4f5a12";

type Meanwhile = "nothing" | "taken" | "closed" | "taken, closed" | "words";

const after = (meanwhile: Meanwhile, press: string | undefined) => {
  const story = new ConcernStory(raising("child", press === undefined ? {} : { press }));
  if (meanwhile.includes("taken")) story.take({ do: "have-it", by: DSL });
  if (meanwhile.includes("closed")) story.take({ do: "close", by: DSL, decision: "d", reason: "r" });
  if (meanwhile === "words")
    story.take({ do: "add-detail", by: DSL, words: "w", holders: HOLDERS, lessonStaff: [] });
  return story.concern;
};

/** Every combination: what has happened meanwhile × how long after × under which name. */
const ROWS = (["nothing", "taken", "closed", "taken, closed", "words"] as const).flatMap((meanwhile) =>
  [0, 2_999, 3_000, 30_000, 59_999, 60_000, 7_200_000].flatMap((ms) =>
    [undefined, FIRST].flatMap((first) =>
      [undefined, FIRST, OTHER].map((press) => ({ meanwhile, ms, first, press })),
    ),
  ),
);

it.each(ROWS)("$ms ms later, $meanwhile meanwhile, first $first, then $press", (row) => {
  const concern = after(row.meanwhile, row.first);
  const now = addMs(concern.raisedAt, row.ms);
  const lost = row.first !== undefined && row.press === row.first && row.ms < 60_000;
  const tappedTwice = row.ms < 3_000 && row.meanwhile !== "words";
  const expected = !row.meanwhile.includes("closed") && (lost || tappedTwice);
  expect(isSamePress(concern, { about: "child", press: row.press, now })).toBe(expected);
  expect(isSamePress(concern, { about: "adult", press: row.press, now })).toBe(false);
});
