import type { LessonEvent } from "../../../src/protocol/lesson/events.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { arrival, ended, guest, roster, type Story, TEACHER, user } from "./story.ts";

const AMARA = { as: "pupils", pupils: ["p-amara"] } as const;
/** Another start by Teams' own clock; the first one delivered again would open nothing. */
const AGAIN = { report: "meeting-started", source: "event", teamsAt: "2026-11-24T10:30:00.000Z" } as const;
const NAN = "Nan Adeyemi's tablet";

const settled = (): Story => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-1", NAN)));
  // Three left at once: believed once the list still says so later.
  story.wait(5000).report(roster(user("r-teacher", TEACHER), guest("r-1", NAN)));
  story.press({ press: "recognise", person: "r-1", recognition: AMARA });
  return story;
};
const recognised = (story: Story, person: string) => story.lesson.people[person]?.recognised;

describe("a person who drops out and joins again (C5)", () => {
  it("is known under the same name, and is to be looked at again: a check does not outlive the device", () => {
    const story = settled();
    story.press({ press: "check-pupil", pupil: "p-amara" });
    const row = () => pupilRows(story.lesson).find(({ pupil }) => pupil === "p-amara");
    expect(row()).toMatchObject({ recognised: "confirmed", checked: { how: "each" } });
    story.wait(1000).after(roster(user("r-teacher", TEACHER)), roster(guest("r-2", NAN)));
    expect(recognised(story, "r-2")).toBeUndefined();
    expect(unknownPeople(story.lesson)).toEqual([]);
    expect(row()).toMatchObject({
      recognised: "suggested",
      back: true,
      devices: [{ person: "r-2", settled: false }],
    });
    // A sweep does not settle it: a person looks.
    story.press({ press: "all-others-fine" });
    expect(row()).toMatchObject({ back: true });
    story.press({ press: "check-pupil", pupil: "p-amara" });
    expect(row()?.back).toBeUndefined();
    expect(row()).toMatchObject({ recognised: "confirmed", checked: { at: story.now } });
  });

  it.each(["iPad", "Samsung SM-T510", "Mum", "Teams User (Guest)", "DESKTOP-4F7K2QJ"])(
    "is no one we know under %s: the next to show that name may be a different person",
    (shown) => {
      const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-1", shown)));
      story.press({ press: "recognise", person: "r-1", recognition: AMARA });
      story.after(
        roster(user("r-teacher", TEACHER)),
        roster(user("r-teacher", TEACHER), guest("r-2", shown)),
      );
      expect(recognised(story, "r-2")).toBeUndefined();
      expect(unknownPeople(story.lesson).map(({ person }) => person)).toContain("r-2");
    },
  );

  it("is not known under another", () => {
    const story = settled().after(
      roster(user("r-teacher", TEACHER)),
      roster(guest("r-2", "Grandma's tablet")),
    );
    expect(recognised(story, "r-2")).toBeUndefined();
  });

  it("is not taken for a person who is still inside: a name can be copied from the list", () => {
    const story = settled().after(roster(user("r-teacher", TEACHER), guest("r-1", NAN), guest("r-2", NAN)));
    expect(recognised(story, "r-2")).toBeUndefined();
    expect(unknownPeople(story.lesson).map((one) => one.person)).toEqual(["r-2"]);
  });

  it("stays not expected where staff said so, even while another under that name is inside", () => {
    const story = arrival().after(roster(guest("r-1", "Max")));
    story.press({ press: "recognise", person: "r-1", recognition: { as: "stranger" } });
    story.after(roster(guest("r-1", "Max"), guest("r-2", "Max")));
    expect(recognised(story, "r-2")).toEqual({ as: "stranger" });
  });

  it("is known in the call's list as in Teams' messages", () => {
    const story = arrival().after({ report: "call-lost", code: 0, subcode: 5000 });
    story.after({
      report: "roster-seen",
      source: "events",
      people: [guest("e-1", NAN)],
      staff: [],
      whole: false,
    });
    story.press({ press: "recognise", person: "e-1", recognition: AMARA });
    story.after(
      { report: "call-entered", call: "call2" },
      roster(user("r-teacher", TEACHER), guest("r-1", NAN)),
    );
    expect(recognised(story, "r-1")).toEqual(AMARA);
  });
});

describe("a new name", () => {
  it("undoes what was settled about the old one", () => {
    const story = settled().after(roster(user("r-teacher", TEACHER), guest("r-1", "Max")));
    expect(story.lesson.people["r-1"]).toMatchObject({ shown: "Max" });
    expect(recognised(story, "r-1")).toBeUndefined();
  });

  it("that is empty is no new name", () => {
    const story = settled().after(roster(user("r-teacher", TEACHER), guest("r-1", "")));
    expect(recognised(story, "r-1")).toEqual(AMARA);
  });
});

describe("staff whom the directory could not name at first", () => {
  it("count as staff as soon as it can", () => {
    const seen = roster(user("r-cover", { id: "cover", name: "Ms Ray" }));
    const story = arrival().after({ ...seen, staff: [] });
    expect(story.lesson.people["r-cover"]?.staff).toBe(false);
    story.report(seen);
    expect(story.lesson.people["r-cover"]?.staff).toBe(true);
    expect(story.lesson.staff).toContainEqual({ person: "cover", part: "member" });
  });
});

describe("an occurrence that was ended", () => {
  it.each([
    ["after its alert", () => ended().after({ report: "meeting-ended" })],
    [
      "within the undo window",
      () => {
        const story = arrival();
        story.press({ press: "end-for-all" });
        return story.after({ report: "meeting-ended" });
      },
    ],
  ])("stays shut when a person opens it again: %s", (_when, over) => {
    const story = over().after(AGAIN);
    expect(story.lesson.phase).toBe("shut");
    expect(story.lesson.overAt).toBeUndefined();
    expect(story.lesson.doors.asked?.options).toMatchObject({ mic: false, camera: false, chat: "disabled" });
  });

  it("that was only over begins again with everything off", () => {
    const story = arrival();
    story.press({ press: "let-cameras-on" });
    story.after({ report: "meeting-ended" }, AGAIN);
    expect(story.lesson).toMatchObject({ phase: "arrival", opened: { cameras: false, mics: false } });
  });

  it("removes everyone who is inside when it is opened again", () => {
    const story = ended().after({ report: "meeting-ended" }, AGAIN, {
      report: "call-entered",
      call: "call2",
    });
    const before = story.count("RemovalOrdered");
    story.wait(1000).after(roster(guest("r-9", "Amara Okafor")));
    expect(story.count("RemovalOrdered")).toBe(before + 1);
  });
});

describe("a lesson whose personal payload has been erased", () => {
  const erased = (event: LessonEvent): LessonEvent => {
    const { personal: _personal, ...rest } = event;
    return rest;
  };

  it("still stands: who came, what was checked, how it ended", () => {
    const story = settled();
    story.press({ press: "all-others-fine" });
    story.press({ press: "end-for-all" });
    story.wait(4000).after({ report: "end-window-passed" }, { report: "meeting-ended" });
    const bare = story.events.map(erased).reduce(evolve, NO_LESSON);
    const around = { now: story.now, timeZone: "Europe/London", phone: "" };
    // Only who came under which name was erased; all else is told as before.
    const summary = (lesson: typeof bare) =>
      lessonView(lesson, "organiser", [], undefined, around).summary?.filter(
        ({ label }) => !["Came", "Arrived", "Names not sorted out"].includes(label),
      );
    const labels = (lesson: typeof bare) =>
      lessonView(lesson, "organiser", [], undefined, around).summary?.map(({ label }) => label);
    expect([labels(story.lesson), labels(bare)].map((all) => all?.includes("Arrived"))).toEqual([
      true,
      false,
    ]);
    expect(bare.version).toBe(story.lesson.version);
    expect(summary(bare)).toEqual(summary(story.lesson));
    expect(pupilRows(bare).map((row) => [row.pupil, row.checked?.how])).toEqual(
      pupilRows(story.lesson).map((row) => [row.pupil, row.checked?.how]),
    );
    expect(JSON.stringify(bare)).not.toMatch(/Amara|Nan's|Miss Hart|Phonics/);
  });
});
