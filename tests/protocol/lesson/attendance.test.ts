import { stayWords } from "../../../src/protocol/export/attendance-words.ts";
import { minutesOf, staysOfPerson, staysOfPupil } from "../../../src/protocol/lesson/attendance.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { momentsIn } from "../../../src/protocol/time/moments.ts";
import { guest, planned, roster, type Story, TEACHER, user } from "./story.ts";

const MINUTE = 60_000;
const MOMENTS = momentsIn("Europe/London");
const begun = (): Story =>
  planned().after({ report: "meeting-started", source: "event" }, { report: "call-entered", call: "call1" });
const teacher = user("r-teacher", TEACHER);
const amara = guest("r-amara", "Amara Okafor");
const tablet = guest("r-tablet", "iPad");

/** Settles the tablet as Amara's as soon as it is there. */
const settle = (story: Story): void =>
  void story.press({
    press: "recognise",
    person: tablet.id,
    recognition: { as: "pupils", pupils: ["p-amara"] },
  });
const told = (story: Story, minutes: number, ...people: readonly RosterPerson[]): Story =>
  story.wait(minutes * MINUTE).after(roster(teacher, ...people));

describe("how long a pupil was inside", () => {
  it("counts from when they came in, not from the lobby, until they left; and again when they are back", () => {
    const story = begun().after(roster(teacher, { ...amara, place: "lobby" }));
    told(story, 2, amara);
    told(story, 10);
    told(story, 1, guest("r-again", "Amara Okafor"));
    story.wait(5 * MINUTE).after({ report: "meeting-ended" });
    const stays = staysOfPupil(story.lesson, story.events, "p-amara");
    expect(stays).toHaveLength(2);
    expect(minutesOf(stays)).toBe(15);
    expect(stayWords(stays, MOMENTS)).toBe("10:02 to 10:12, 10:13 to 10:18; 15 minutes");
  });

  it("counts two devices at once only once", () => {
    const story = begun().after(roster(teacher, amara));
    told(story, 5, amara, tablet);
    settle(story);
    told(story, 5, tablet);
    told(story, 5);
    story.after({ report: "meeting-ended" });
    const stays = staysOfPupil(story.lesson, story.events, "p-amara");
    expect(stays).toHaveLength(1);
    expect(minutesOf(stays)).toBe(15);
  });

  it("ends with the meeting for a person whom Teams did not show leave", () => {
    const story = begun().after(roster(teacher, amara));
    expect(stayWords(staysOfPupil(story.lesson, story.events, "p-amara"), MOMENTS)).toBe("10:00 to now");
    story.wait(30 * MINUTE).after({ report: "meeting-ended" });
    expect(minutesOf(staysOfPerson(story.lesson, story.events, amara.id))).toBe(30);
  });

  it("is nothing for a pupil who only waited, or whose device no one has settled", () => {
    const story = begun().after(roster(teacher, { ...amara, place: "lobby" }, tablet));
    story.wait(MINUTE).after({ report: "meeting-ended" });
    expect(staysOfPupil(story.lesson, story.events, "p-amara")).toEqual([]);
    expect(staysOfPupil(story.lesson, story.events, "p-ben")).toEqual([]);
  });
});
