import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { dutiesOf } from "../../../src/protocol/lesson/duties.ts";
import { differences, type MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { driftToPutRight } from "../../../src/protocol/lesson/wanted-options.ts";
import { noticesOf, pastNoticeFace } from "../../../src/protocol/screen/notices.ts";
import { doorsProof } from "../../../src/protocol/screen/proofs.ts";
import type { Duty } from "../../../src/protocol/work/duty.ts";
import { fc } from "../../support/properties.ts";
import { ASSISTANT, arrival, guest, roster, Story, TEACHER, typesOf, user } from "./story.ts";

const around = (story: Story) => ({ now: story.now, timeZone: "Europe/London", school: "Oakfield" });
const exported = (story: Story): string =>
  JSON.stringify(lessonDocument(story.lesson, story.events, around(story)));

const askedIn = (story: Story): MeetingOptions => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing asked");
  return asked;
};

const confirmed = (story = arrival()): Story =>
  story.after({
    report: "options-seen",
    asked: askedIn(story),
    seen: askedIn(story),
    coOrganisersSet: false,
  });

const seenNow = (story: Story, change: Partial<MeetingOptions>) => {
  const asked = askedIn(story);
  return story.report({ report: "options-drifted", asked, seen: { ...asked, ...change } });
};

describe("a person inside whom the lobby never showed (C4)", () => {
  const looks = (story: Story, ...people: readonly ReturnType<typeof guest>[]): readonly Duty[] => {
    const before = story.lesson;
    const inside = Object.values(before.people).filter(({ source }) => source === "call");
    const decision = story.report(roster(...inside, ...people));
    return "refused" in decision
      ? []
      : dutiesOf(before, story.lesson, decision.events)
          .flat()
          .filter(({ work }) => work.kind === "watch-options");
  };

  it("has the options looked at now, not with the next round", () => {
    expect(looks(arrival(), guest("r-x", "Mia's iPad"))).toMatchObject([
      { work: { once: true }, afterMs: 0, urgent: true, replaces: "look at options:l1" },
    ]);
  });

  it("is not who waited there first, nor staff", () => {
    const story = arrival();
    expect(looks(story, guest("r-x", "Mia's iPad", "lobby"))).toEqual([]);
    expect(looks(story, guest("r-x", "Mia's iPad"))).toEqual([]);
    expect(looks(arrival(), user("r-assistant", ASSISTANT))).toEqual([]);
  });
});

describe("an option that a person changes in Teams", () => {
  it("is a fact before it is put back: said at once, and in the export with its times", () => {
    const story = confirmed().wait(60_000);
    expect(typesOf(seenNow(story, { lobbyScope: "everyone" }))).toEqual(["OptionsSeen", "DriftSeen"]);
    expect(doorsProof(story.lesson, story.now, "Europe/London").state).not.toBe("proven");
    expect(noticesOf(story.lesson, "Europe/London")[0]?.sentence).toBe(
      "The lobby was opened in Teams 10:01. Shutting it again.",
    );
    expect(typesOf(seenNow(story, { lobbyScope: "everyone" }))).toEqual([]);
    confirmed(story.wait(3000));
    expect(noticesOf(story.lesson, "Europe/London")[0]?.sentence).toBe(
      "The lobby was opened in Teams 10:01. Put back 10:01.",
    );
    expect(exported(story)).toContain("Changed in Teams: who waits in the lobby");
    expect(typesOf(seenNow(story.wait(9000), { lobbyScope: "everyone" }))).toEqual([
      "OptionsSeen",
      "DriftSeen",
    ]);
  });

  it("on arrival is a mic or a camera too", () => {
    expect(typesOf(seenNow(confirmed(), { camera: true, mic: true }))).toContain("DriftSeen");
  });

  it("in the lesson is what no press has let on: put back, said with its press, and nothing of it is left to staff", () => {
    const options = { mic: "let-mics-on", camera: "let-cameras-on" } as const;
    const off = { mic: "mics-off", camera: "cameras-off" } as const;
    for (const option of ["mic", "camera"] as const) {
      const other = option === "mic" ? "camera" : "mic";
      const story = arrival();
      story.press({ press: options[other] });
      confirmed(story).wait(60_000);
      expect(driftToPutRight(askedIn(story), { ...askedIn(story), [option]: true }, "live")).toEqual({
        [option]: false,
      });
      expect(typesOf(seenNow(story, { [option]: true }))).toContain("DriftSeen");
      const words = option === "mic" ? "Mics" : "Cameras";
      expect(noticesOf(story.lesson, "Europe/London")[0]?.sentence).toBe(
        `${words} were allowed in Teams 10:01. Switching them off again. To allow that, press Let ${words.toLowerCase()} on.`,
      );
      // Once it was let on, staff may switch it off in Teams as they may here; and nothing is said of it any more.
      story.wait(1000).press({ press: options[option] });
      confirmed(story);
      expect(noticesOf(story.lesson, "Europe/London")).toEqual([]);
      expect(typesOf(seenNow(story, { [option]: false }))).toEqual([]);
      // Switched off again by a press, it is held off again.
      story.press({ press: off[option] });
      expect(typesOf(seenNow(confirmed(story), { [option]: true }))).toContain("DriftSeen");
    }
  });

  it("leaves an event, whatever Graph answers that differs from what was asked and is put back", () => {
    const value = fc.record<Partial<MeetingOptions>>(
      {
        lobbyScope: fc.constantFrom("everyone", "organization", "organizer"),
        dialInBypass: fc.boolean(),
        presenters: fc.constantFrom("everyone", "organizer"),
        recording: fc.boolean(),
        transcription: fc.boolean(),
        mic: fc.boolean(),
        camera: fc.boolean(),
        announce: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), (answers) => {
        const story = confirmed();
        for (const change of answers) {
          const asked = askedIn(story);
          const seen = { ...asked, ...change };
          // As the drift guard does: what was seen first, then what is in force once it is put back.
          if (differences(asked, seen).length > 0) {
            story.wait(1).report({ report: "options-drifted", asked, seen });
            expect(
              story.events.some(
                ({ type, data }) =>
                  type === "OptionsSeen" &&
                  "seen" in data &&
                  differences({ ...asked, ...seen }, data.seen).length === 0,
              ),
            ).toBe(true);
          }
          confirmed(story.wait(1));
        }
      }),
    );
  });
});

describe("a recording that a person starts (S2)", () => {
  const recorded = { ...user("r-teacher", TEACHER), recording: true };
  const family = guest("r-ben", "Ben's mum (Guest)");

  it("is seen in the call, said at once with what to press, and in the export until when", () => {
    const story = arrival().after(roster(recorded, family));
    expect(
      noticesOf(story.lesson, "Europe/London")
        .map(({ sentence }) => sentence)
        .join(),
    ).toContain("The lesson is being recorded in Teams: press ⋯ More → Stop recording");
    expect(exported(story)).toContain("a Teams recording from 10:00:00; its end was not seen");
    story.wait(60_000).after(roster(user("r-teacher", TEACHER), family));
    expect(noticesOf(story.lesson, "Europe/London")).toEqual([]);
    expect(exported(story)).toContain("a Teams recording from 10:00:00 to 10:01:00");
    expect(story.count("RecordingSeen")).toBe(1);
  });

  it("stands when the person leaves on whom it was shown: Teams goes on; their return without it is its end", () => {
    const story = arrival().after(roster(recorded, user("r-assistant", ASSISTANT), family));
    const titles = () => noticesOf(story.lesson, "Europe/London").map(({ title }) => title);
    const RECORDED = "The lesson is being recorded in Teams";
    story.wait(10_000).after(roster(user("r-assistant", ASSISTANT), family));
    story.wait(60_000).after(roster(user("r-assistant", ASSISTANT), family));
    expect([titles(), story.count("RecordingOver")]).toEqual([[RECORDED], 0]);
    expect(exported(story)).toContain("a Teams recording from 10:00:00; its end was not seen");
    const back = { ...user("r-teacher-2", TEACHER), recording: true };
    story.wait(1000).after(roster(back, user("r-assistant", ASSISTANT), family));
    expect([titles(), story.count("RecordingSeen")]).toEqual([[RECORDED], 1]);
    story.wait(1000).after(roster(user("r-teacher-2", TEACHER), user("r-assistant", ASSISTANT), family));
    expect([titles(), story.count("RecordingOver")]).toEqual([[], 1]);
  });

  it("may be an app that takes notes", () => {
    const app = { id: "r-app", identity: "application", shown: "Otter", place: "in" } as const;
    const story = arrival().after(roster(user("r-teacher", TEACHER), family, app));
    expect(noticesOf(story.lesson, "Europe/London")[0]?.sentence).toContain("perhaps a note-taker");
    expect(exported(story)).toContain("an app that may record");
  });

  it("and an app beside it are two: either begins and ends for itself, and can begin anew", () => {
    const teacher = user("r-teacher", TEACHER);
    const app = { id: "r-app", identity: "application", shown: "Otter", place: "in" } as const;
    const story = arrival();
    const titles = (...people: readonly RosterPerson[]) =>
      noticesOf(story.wait(1000).after(roster(...people)).lesson, "Europe/London").map(({ title }) => title);
    const RECORDED = "The lesson is being recorded in Teams";
    const APP = "An app is in the lesson, perhaps a note-taker that records";
    expect(titles(recorded, family)).toEqual([RECORDED]);
    expect(titles(recorded, family, app)).toEqual([RECORDED, APP]);
    expect(titles(teacher, family, app)).toEqual([APP]);
    expect(titles(recorded, family, app)).toEqual([APP, RECORDED]);
    expect(titles(recorded, family)).toEqual([RECORDED]);
    expect(titles(teacher, family)).toEqual([]);
    expect([story.count("RecordingSeen"), story.count("RecordingOver")]).toEqual([3, 3]);
  });

  it("no longer so, its message says that and nothing else, with nothing to press", () => {
    const { lesson } = arrival().after(roster(recorded, family));
    const past = pastNoticeFace(lesson, { about: "recording", at: lesson.startedAt ?? "" }, "Europe/London");
    expect(past).toMatchObject({ title: "No longer so: a recording", buttons: [], facts: [], quiet: [] });
    expect(past.lines).toEqual([
      expect.stringMatching(/What this message said at \d\d:\d\d no longer holds\./),
    ]);
    expect(past.lines.join()).not.toMatch(/record|Amara|Ben/);
  });

  it("that no one saw is never said not to have been made", () => {
    expect(exported(arrival())).toContain("none seen while Lesson Guard was in the call");
    expect(exported(new Story())).toContain("not known: Lesson Guard was not in the call");
    for (const story of [arrival(), new Story()]) expect(exported(story)).not.toMatch(/not recorded/i);
  });
});
