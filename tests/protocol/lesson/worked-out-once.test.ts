import { peopleOf, pupilRows, pupilsOf, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { fc, runs } from "../../support/properties.ts";
import { inRoom, told } from "./drawn.ts";
import { type Step, steps } from "./steps.ts";
import { ASSISTANT, arrival, guest, REGISTER, roster, TEACHER, user } from "./story.ts";

const deviceOf = (lesson: Lesson, id: string) => {
  const found = peopleOf(lesson).find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is not there`);
  return found;
};
const standsFor = (lesson: Lesson, id: string) => pupilsOf(lesson, deviceOf(lesson, id));

/** What changes a row while nobody comes or goes, and what does not. */
const inLesson = fc.oneof(
  inRoom,
  fc.constantFrom<Step>(
    ...[true, false].map((cameraOn) => ({
      report: roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), cameraOn }),
    })),
    ...(["let-cameras-on", "cameras-off", "names-match", "all-others-fine"] as const).map((press) => ({
      by: TEACHER,
      press: { press },
    })),
    ...(["note-exception", "put-right"] as const).map((press) => ({
      by: TEACHER,
      press: { press, pupil: "p-amara", reason: "dress" } as const,
    })),
  ),
);

describe("what follows from a lesson is worked out once", () => {
  it("the rows and the unknown of one state are the same objects each time they are asked for", () => {
    const { lesson } = arrival();
    expect(pupilRows(lesson)).toBe(pupilRows(lesson));
    expect(unknownPeople(lesson)).toBe(unknownPeople(lesson));
  });

  it("a device is not matched again because something else happened", () => {
    const story = arrival();
    const before = standsFor(story.lesson, "r-amara");
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    expect(standsFor(story.lesson, "r-amara")).toBe(before);
    expect(pupilRows(story.lesson)[1]?.exceptions).toMatchObject([{ reason: "dress" }]);
  });

  it("a row is drawn again only for a pupil of whom something changed, the unknown only where people did", () => {
    const story = arrival();
    const { lesson: before } = story;
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "language" });
    const rows = pupilRows(story.lesson);
    expect(rows.map((row, n) => row === pupilRows(before)[n])).toEqual(
      rows.map(({ pupil }) => pupil !== "p-ben"),
    );
    expect(unknownPeople(story.lesson)).toBe(unknownPeople(before));
    story.after(roster(user("r-teacher", TEACHER), guest("r-tablet", "iPad")));
    expect(unknownPeople(story.lesson)).not.toBe(unknownPeople(before));
  });

  it("what is kept from state to state is what one would work out anew, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(inLesson, { maxLength: 10 }), steps, (known, any) => {
        for (const { after } of [...told(known, arrival()), ...told(any)]) {
          // None of its parts is known to what is kept.
          const anew = structuredClone(after);
          expect(pupilRows(after)).toEqual(pupilRows(anew));
          expect(unknownPeople(after)).toEqual(unknownPeople(anew));
        }
      }),
      runs(60),
    );
  });

  it("another register is matched anew", () => {
    const story = arrival();
    expect(standsFor(story.lesson, "r-amara").pupils).toEqual(["p-amara"]);
    story.press({
      press: "set-register",
      source: "csv",
      register: REGISTER.map((pupil) => ({ ...pupil, id: `${pupil.id}-2` })),
    });
    expect(standsFor(story.lesson, "r-amara").pupils).toEqual(["p-amara-2"]);
  });

  it("a name that turns out to be a member of staff's is no pupil's any more (C4)", () => {
    const story = arrival().after(
      roster(user("r-teacher", TEACHER), guest("r-bell", "Mr Bell"), guest("r-amara", "Amara Okafor")),
    );
    const unwarned = unknownPeople(story.lesson).find(({ person }) => person === "r-bell");
    expect(unwarned).toMatchObject({ shown: "Mr Bell" });
    expect(unwarned?.warning).toBeUndefined();
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" }, ASSISTANT);
    expect(unknownPeople(story.lesson).find(({ person }) => person === "r-bell")?.warning).toBe(
      "shows a staff name but is not signed in",
    );
  });

  it("nor is a pupil's own device, where staff of that name come in", () => {
    const story = arrival();
    expect(standsFor(story.lesson, "r-amara")).toMatchObject({ pupils: ["p-amara"], sure: true });
    story.after(
      roster(
        user("r-teacher", TEACHER),
        user("r-other", { id: "other", name: "Amara Okafor" }),
        guest("r-amara", "Amara Okafor (Guest)"),
      ),
    );
    expect(standsFor(story.lesson, "r-amara")).toEqual({ pupils: [], settled: false, sure: false });
  });
});
