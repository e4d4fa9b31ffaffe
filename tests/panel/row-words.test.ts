import { arrange } from "../../src/panel/arrangement.ts";
import { groupTitle, pupilWords, settledWords } from "../../src/panel/row-words.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { arrivalView, CLASS_OF_30 } from "./support/views.ts";

const AT = "2026-11-24T10:42:00.000Z";
const [first, second] = CLASS_OF_30;
if (first === undefined || second === undefined) throw new Error("The class is empty.");

describe("a row that is no longer in its place", () => {
  it("says as whom a device is sorted out", () => {
    expect(settledWords("d1", "iPad", CLASS_OF_30)).toBe("“iPad” is Amira Ahmed.");
    const siblings = [first, { ...second, people: ["d1"] }];
    expect(settledWords("d1", "Family", siblings)).toBe("“Family” is Amira Ahmed and Ben Ahmed.");
  });

  it("says that a person has left only where no pupil stands for them", () => {
    expect(settledWords("x9", "iPad", CLASS_OF_30)).toBe("“iPad” has left.");
  });
});

describe("what stands beside a pupil's name", () => {
  it("says under which name they show before what was checked", () => {
    const named = {
      ...first,
      shown: ["Kowalski"],
      checked: { at: AT, how: "sweep", namesOnly: true },
    } as const;
    expect(pupilWords(named, false)).toMatch(/^as “Kowalski”, name checked \d\d:\d\d, adult not seen yet$/);
    expect(pupilWords({ ...named, cameraOff: true }, true)).toMatch(
      /^as “Kowalski”, camera off, name checked \d\d:\d\d, adult not seen$/,
    );
  });

  it("says nothing of a pupil who is inside under their own name and is still to check", () => {
    expect(pupilWords(first, false)).toBe("");
    expect(pupilWords({ ...first, cameraOff: true }, false)).toBe("camera off");
  });
});

describe("the heading over rows that are held in their place", () => {
  it("counts who is inside by the list that proves the end, whatever rows stand below it", () => {
    const view = arrivalView();
    const left = {
      ...view,
      phase: "shut",
      unknown: [],
      pupils: view.pupils.map((pupil) => ({ ...pupil, place: "out" as const })),
      counts: { ...view.counts, inside: 0 },
    } as const;
    expect(groupTitle("still inside", arrange(left), left)).toBe("0 still inside");
    const staying = { ...left, counts: { ...view.counts, inside: 2 } };
    expect(groupTitle("still inside", arrange(staying), staying)).toBe("2 people still inside");
  });
});

describe("the heading over what is to be sorted out", () => {
  const view = arrivalView();
  const titleWith = (unknown: LessonView["unknown"]) => {
    const seen = { ...view, unknown };
    return groupTitle("to sort out", arrange(seen), seen);
  };
  const [one, two] = view.unknown;
  if (one === undefined || two === undefined) throw new Error("Two are unknown.");

  it("counts the names that the next step asks for, and the pupils apart", () => {
    expect(titleWith([one, two])).toBe("2 names and 1 pupil to sort out");
    expect(titleWith([])).toBe("1 to sort out");
  });

  it("counts among them no one who was left for later or is not expected", () => {
    expect(
      titleWith([
        { ...one, later: true },
        { ...two, notExpected: true },
      ]),
    ).toBe("1 to sort out, 1 left for later, 1 not expected");
  });
});
