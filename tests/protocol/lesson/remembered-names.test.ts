import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { withSettledNames } from "../../../src/protocol/lesson/remembered-names.ts";
import { arrival, guest, roster, Story, TEACHER, user } from "./story.ts";

const teacher = user("r-teacher", TEACHER);

/** The teacher settles each device as these pupils'. */
const settled = (...devices: readonly (readonly [shown: string, ...pupils: readonly string[]])[]): Story => {
  const story = arrival();
  const people = devices.map(([shown], n) => guest(`r-new-${n}`, shown));
  const { people: known } = story.lesson;
  story.after(roster(teacher, ...Object.values(known).filter(({ staff }) => !staff), ...people));
  for (const [n, [, ...pupils]] of devices.entries())
    story.press({ press: "recognise", person: `r-new-${n}`, recognition: { as: "pupils", pupils } });
  return story;
};

const alsoOf = (story: Story, pupil: string) =>
  withSettledNames(story.lesson).find(({ id }) => id === pupil)?.also;

describe("a parent's own name, once settled, is known from week to week", () => {
  it("is suggested for that child in the next lesson of the series", () => {
    const next = new Story().after({
      report: "meeting-met",
      lesson: "l2",
      meetingId: "m1",
      chatId: "chat1",
      previous: settled(["Ngozi Eze (Guest)", "p-chidi"]).lesson,
    });
    next.after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call2" },
      roster(teacher, guest("r-again", "Ngozi Eze (Guest)", "lobby")),
    );
    expect(unknownPeople(next.lesson)).toEqual([]);
    expect(pupilRows(next.lesson).find(({ pupil }) => pupil === "p-chidi")).toMatchObject({
      place: "lobby",
      // A suggestion still: another person may type the name.
      recognised: "suggested",
    });
  });

  it("is not known where staff have not settled it", () => {
    const story = arrival().after(roster(teacher, guest("r-x", "Ngozi Eze (Guest)")));
    expect(withSettledNames(story.lesson)).toEqual(story.lesson.register);
  });

  it.each(["iPad", "Samsung SM-T510", "Mum", "Galaxy Tab A8 (Guest)"])(
    "never a device's own name, such as “%s”",
    (shown) => {
      expect(alsoOf(settled([shown, "p-chidi"]), "p-chidi")).toEqual([]);
    },
  );

  it("not one that was settled for two children: a person decides again", () => {
    const both = settled(["Nana", "p-chidi"], ["Gran Eze", "p-chidi"], ["Gran Eze", "p-ben"]);
    expect(alsoOf(both, "p-ben")).toEqual([]);
    expect(alsoOf(both, "p-chidi")).toEqual([]);
    expect(alsoOf(settled(["The cousins", "p-chidi", "p-ben"]), "p-chidi")).toEqual([]);
  });

  it("not one that says by itself whose it is", () => {
    expect(alsoOf(settled(["Chidi's aunt", "p-chidi"]), "p-chidi")).toEqual([]);
  });

  it("not one that was undone", () => {
    const story = settled(["Ngozi Eze", "p-chidi"]);
    const of = story.lesson.acts[TEACHER.id]?.at ?? "";
    story.press({ press: "undo-press", of });
    expect(alsoOf(story, "p-chidi")).toEqual([]);
  });

  it("a few for each child, and no more", () => {
    const names = Array.from(
      { length: 9 },
      (_, n) => [`Helper ${"ABCDEFGHI"[n] ?? ""}dams`, "p-chidi"] as const,
    );
    expect(alsoOf(settled(...names), "p-chidi")).toHaveLength(6);
  });
});
