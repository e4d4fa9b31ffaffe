import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import type { DecisionContext, Report, StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { recordingFile, recordingLines } from "../../../src/protocol/screen/recording-file.ts";
import { COPY, RULES } from "../lesson/filed.ts";
import { AT, arrival, guest, roster, TEACHER, user } from "../lesson/story.ts";
import { rule } from "./given.ts";

const ZONE = "Europe/London";
const around = (now: string, recordings = RULES): DecisionContext => ({
  now,
  timeZone: ZONE,
  undoSeconds: 4,
  recordings,
  id: () => "fresh",
  reference: () => "fresh",
});

const seen = (recording: boolean) =>
  roster(user("r-teacher", TEACHER), { ...guest("r-amara", "Amara Okafor (Guest)"), recording });

/** A one-to-one that Teams showed a recording of, and that is over. @param told whether the parent was told before */
const over = (told = true): Lesson => {
  const story = arrival().after(roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor (Guest)")));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  if (told) {
    story.press({ press: "parent-cannot-stay" });
    story.press({ press: "parent-told", reason: "at work" });
  }
  return story.after(seen(true), seen(false), { report: "meeting-ended" }).lesson;
};

const then = (lesson: Lesson, what: Report | StaffCommand, now = AT, rules = RULES): Lesson => {
  const command = "press" in what ? { by: TEACHER, staff: what } : { report: what };
  const decision = decide(lesson, command, around(now, rules));
  if ("refused" in decision) throw new Error(decision.refused);
  return decision.events.reduce(evolve, lesson);
};

const refusal = (lesson: Lesson, press: StaffCommand["press"]): unknown =>
  decide(lesson, { by: TEACHER, staff: { press } as StaffCommand }, around(AT));

const listed: Report = { report: "recordings-listed", recordings: [{ id: "v1", from: AT }] };
const filed: Report = { report: "recording-filed", recording: "v1", ...COPY };
const says = (lesson: Lesson, now = AT): string => recordingLines(lesson, { now, timeZone: ZONE }).join(" ");
const offers = (lesson: Lesson): readonly string[] =>
  (recordingFile(lesson, { now: AT, timeZone: ZONE })?.presses ?? []).map(({ press }) => press);

const looking = () => then(over(), { report: "recordings-listed", recordings: [] });

describe(rule("S7"), () => {
  it("begins once a lesson that was recorded as the parent was told is over, and for no other", () => {
    expect(looking().filing?.rules).toEqual(RULES);
    expect(then(over(false), { report: "recordings-listed", recordings: [] }).filing).toBeUndefined();
    expect(says(then(over(false), listed))).toBe("");
  });

  it("is deleted on the day that the parent was told of: a late copy or a longer setting changes nothing of it", () => {
    const days = (n: number) => ({ ...RULES, keepDays: n });
    const day = (rules: typeof RULES, what: Report | StaffCommand, now: string) => {
      const found = [listed, listed, what].reduce(
        (lesson, one, n) => then(lesson, one, n === 2 ? now : AT, rules),
        over(),
      ).filing;
      return found?.byHand?.deleteOn ?? found?.recordings[0]?.filed?.deleteOn;
    };
    const LATER = "2026-11-27T09:00:00.000Z";
    for (const what of [filed, { press: "recording-in-folder" } as const]) {
      expect(day(days(30), what, LATER)).toBe("2026-12-24");
      // Told: after 30 days.
      expect(day(days(90), what, LATER)).toBe("2026-12-24");
      expect(day(days(7), what, LATER)).toBe("2026-12-01");
    }
  });

  it("takes recordings of this lesson alone: a series shares one meeting", () => {
    const other = { id: "v0", from: "2026-11-17T10:00:00.000Z" };
    const found = then(looking(), {
      report: "recordings-listed",
      recordings: [other, { id: "v1", from: AT }],
    });
    expect(found.filing?.recordings.map(({ id }) => id)).toEqual(["v1"]);
  });

  it("says that it is there only once a copy has been compared, and how", () => {
    const found = then(looking(), listed);
    expect(says(found)).toBe("The recording is being copied to “Zoom Sessions”.");
    expect(says(then(found, filed))).toContain("size and checksum are those of the recording.");
    expect(says(then(found, { ...filed, checked: "size" }))).toContain("SharePoint gave no checksum.");
  });

  it("keeps staff from deleting Teams' copy before, and asks for it after", () => {
    const found = then(looking(), listed);
    expect(offers(found)).toEqual(["recording-in-folder"]);
    expect(refusal(found, "first-copy-deleted")).toMatchObject({ refused: "not-asked" });
    const done = then(found, filed);
    expect(offers(done)).toEqual(["first-copy-deleted"]);
    const deleted = then(done, { press: "first-copy-deleted" });
    expect(says(deleted)).toContain("Lesson Guard cannot see it.");
    expect(offers(deleted)).toEqual([]);
  });

  it("takes no one's word that a copy which it looks for itself is deleted", () => {
    const done = then(then(looking(), listed), filed);
    expect(refusal(done, "recording-deleted")).toMatchObject({ refused: "not-asked" });
    const gone = then(done, { report: "recording-whereabouts", recording: "v1", where: "gone" });
    expect(says(gone)).toMatch(/^No longer in “Zoom Sessions”/);
    expect(says(gone, "2027-03-01T10:00:00.000Z")).not.toContain("to be deleted");
  });

  it("counts the days from the lesson, in the school's own days", () => {
    const late = then(then(looking(), listed), filed, "2026-11-24T23:30:00.000Z");
    expect(late.filing?.recordings[0]?.filed?.deleteOn).toBe("2026-12-24");
    expect(says(late, "2026-12-23T12:00:00.000Z")).toContain("To be deleted on 24 December 2026.");
    expect(says(late, "2026-12-24T12:00:00.000Z")).toContain("is still in the folder");
  });

  it("leaves one line in the record of what stands in the way, however often it does", () => {
    const trouble: Report = { report: "recording-not-filed", why: "folder not found" };
    const once = then(looking(), trouble);
    expect(then(once, trouble).version).toBe(once.version);
    expect(says(then(then(once, listed), filed))).not.toContain("not found");
  });

  it("does not say that it goes on trying once it has stopped", () => {
    expect(says(looking(), "2026-12-24T10:00:00.000Z")).toContain("Lesson Guard has stopped trying.");
  });

  it("takes the word of staff who put it there themselves, once, and theirs that it is deleted", () => {
    const said = (lesson: Lesson, press: StaffCommand["press"]) =>
      decide(lesson, { by: TEACHER, staff: { press } as StaffCommand }, around("2026-11-24T23:30:00.000Z"));
    const put = said(looking(), "recording-in-folder");
    expect(put).toMatchObject({
      events: [
        {
          type: "RecordingFiledByHand",
          data: { by: TEACHER.id, deleteOn: "2026-12-24" },
          personal: { byName: TEACHER.name },
        },
      ],
      say: "Noted: it is in “Zoom Sessions”.",
    });
    const there = then(looking(), { press: "recording-in-folder" });
    const noted = { events: [], say: "Noted already." };
    expect(said(there, "recording-in-folder")).toEqual(noted);
    const copyGone = then(there, { press: "first-copy-deleted" });
    expect(copyGone.filing?.firstCopy).toEqual({ at: AT, by: TEACHER.id });
    expect(said(copyGone, "first-copy-deleted")).toEqual(noted);
    const deleted = then(copyGone, { press: "recording-deleted" });
    expect(deleted.filing?.deleted).toEqual({ at: AT, by: TEACHER.id });
    expect(said(deleted, "recording-deleted")).toEqual(noted);
    // It is in the folder, and Lesson Guard goes on looking for none.
    expect(then(there, { report: "recording-not-filed", why: "no answer" }).version).toBe(there.version);
  });

  it.each(["recording-in-folder", "first-copy-deleted", "recording-deleted"] as const)(
    "has nothing to note where no recording is to be put away: %s",
    (press) => {
      expect(refusal(over(false), press)).toMatchObject({
        refused: "not-asked",
        say: "Nothing was noted: there is no recording to put away.",
      });
    },
  );

  it("keeps who can open the folder, and where the recording is, at each change alone", () => {
    const done = then(then(looking(), listed), filed);
    const seen = { people: 1, groups: 0, links: 0 };
    const looked = then(done, { report: "folder-access-seen", seen });
    expect(looked.filing?.access).toEqual({ at: AT, seen });
    expect(then(looked, { report: "folder-access-seen", seen: { ...seen } }).version).toBe(looked.version);
    expect(then(looked, { report: "folder-access-seen", seen: "not shown" }).filing?.access?.seen).toBe(
      "not shown",
    );
    const whereabouts = (lesson: Lesson, where: "there" | "moved" | "gone", recording = "v1") =>
      then(lesson, { report: "recording-whereabouts", recording, where });
    expect(whereabouts(done, "there").version).toBe(done.version);
    const moved = whereabouts(done, "moved");
    expect(moved.filing?.recordings[0]?.filed).toMatchObject({ where: "moved", whereAt: AT, item: "i" });
    expect(whereabouts(moved, "moved").version).toBe(moved.version);
    expect(whereabouts(moved, "there").filing?.recordings[0]?.filed?.where).toBe("there");
    expect(whereabouts(done, "gone", "another").version).toBe(done.version);
    // One that is not in the folder is nowhere in it.
    const found = then(looking(), listed);
    expect(whereabouts(found, "gone").version).toBe(found.version);
  });

  it("is put there once, and only one that was found", () => {
    const done = then(then(looking(), listed), filed);
    expect(then(done, filed).version).toBe(done.version);
    expect(then(done, listed).version).toBe(done.version);
    const other = then(done, { ...filed, recording: "another" });
    expect(other.version).toBe(done.version);
  });

  it("is asked for again where the school has chosen otherwise meanwhile, until it is there", () => {
    const another = { ...RULES, folder: "Recordings" };
    const list: Report = { report: "recordings-listed", recordings: [] };
    expect(then(looking(), list, AT, another).filing?.rules).toEqual(another);
    expect(then(looking(), list, AT, { ...RULES }).version).toBe(looking().version);
    const done = then(then(looking(), listed), filed);
    expect(then(done, list, AT, another).filing?.rules).toEqual(RULES);
  });

  it("is told in the export in the order in which it happened, and by whom", () => {
    const story = arrival();
    const events = (...all: readonly { readonly type: string; readonly data: object }[]) =>
      tellLesson(all.map((one) => ({ at: AT, personal: {}, ...one })) as never, fullNames(story.lesson)).map(
        ({ sentence }) => sentence,
      );
    const by = { by: TEACHER.id };
    const { report: _report, ...copy } = { ...COPY, report: "", recording: "v1", deleteOn: "2026-12-24" };
    expect(
      events(
        { type: "FilingAsked", data: RULES },
        { type: "FilingAsked", data: { ...RULES, files: false } },
        { type: "RecordingFound", data: { recording: "v1", from: AT } },
        { type: "RecordingNotFiled", data: { why: "no answer" } },
        { type: "RecordingFiled", data: copy },
        { type: "RecordingFiled", data: { ...copy, checked: "size" } },
        { type: "FolderAccessSeen", data: { seen: "not shown" } },
        { type: "FolderAccessSeen", data: { seen: { people: 1, groups: 2, links: 3 } } },
        { type: "RecordingFiledByHand", data: { ...by, deleteOn: "2026-12-24" } },
        { type: "FirstCopyDeleted", data: by },
        { type: "RecordingDeleted", data: by },
      ),
    ).toEqual([
      "The recording was to be put into “Zoom Sessions” by Lesson Guard.",
      "The recording was to be put into “Zoom Sessions” by staff.",
      "Teams listed a recording.",
      "The recording was not in the folder: Microsoft did not answer.",
      "A copy was in the folder: 9 bytes, compared by size and checksum. To be deleted on 24 December 2026.",
      "A copy was in the folder: 9 bytes, compared by size alone. To be deleted on 24 December 2026.",
      "Microsoft did not show who can open the folder.",
      "The folder could be opened, besides DSL and headteacher, by: 1 person, 2 groups, 3 links.",
      "Miss Hart noted: the recording is in the folder. To be deleted on 24 December 2026.",
      "Miss Hart noted: Teams’ own copy is deleted.",
      "Miss Hart noted: the recording is deleted.",
    ]);
  });
});
