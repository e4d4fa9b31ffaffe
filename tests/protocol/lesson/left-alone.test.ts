import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { arrival, FOUND, MET, Story, typesOf } from "./story.ts";

const STRANGE = { ...FOUND, organiserStaff: false } as const;
const work = (story: Story): readonly string[] =>
  story.events.flatMap((event) => dutiesFor(story.lesson, event)).map((one) => one.work.kind);

describe("a meeting whose organiser is not staff", () => {
  it.each(["ask", "titles", "all"] as const)(
    "is touched by nothing, whatever the school's rule (%s)",
    (recognise) => {
      const story = new Story().after(MET, { ...STRANGE, recognise, titles: ["phonics"] });
      story.after({ report: "meeting-started", source: "event" });
      const kinds = work(story);
      expect(kinds.filter((kind) => kind === "tell-unprotected")).toHaveLength(1);
      for (const kind of ["ask-kind", "set-options", "join-call", "send-checklist", "post-family-card"])
        expect(kinds).not.toContain(kind);
      expect(story.lesson.staff.map(({ person }) => person)).not.toContain(FOUND.organiser);
    },
  );

  it("found so again tells no one again; once they are staff it is asked about like any other", () => {
    const story = new Story().after(MET, STRANGE);
    expect(typesOf(story.report(STRANGE))).toEqual([]);
    expect(typesOf(story.report(FOUND))).toEqual(["MeetingFound", "KindAsked"]);
    expect(story.lesson).toMatchObject({ protectable: true });
    expect(story.lesson.organiserStaff).toBeUndefined();
  });

  it("a lesson that is on and protected is not given up for it", () => {
    const story = arrival().after(STRANGE);
    expect(story.lesson.protectable).toBe(true);
  });
});

describe("a meeting that Teams lets no app look after", () => {
  it.each([
    ["Meet now", "chat1", "not a scheduled meeting", true],
    ["a channel meeting", "19:abc@thread.tacv2;messageid=1", "404", true],
    ["one that the policy hides", "19:meeting_x@thread.v2", "Forbidden", false],
  ])("%s: its organiser hears so: %s %s", (_, chatId, reason, told) => {
    const story = new Story().after({ ...MET, chatId }, { report: "meeting-not-found", reason });
    expect(work(story).includes("tell-unprotected")).toBe(told);
  });
});
