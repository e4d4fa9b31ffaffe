import type { Report } from "../../../src/protocol/lesson/commands.ts";
import { ASSISTANT, AT, FOUND, MET, planned, Story, TEACHER, typesOf } from "./story.ts";

/** The events that a report is recorded as, each with what it says. */
const facts = (story: Story, report: Report): readonly (readonly [string, object])[] => {
  const decision = story.report(report);
  return "refused" in decision ? [] : decision.events.map(({ type, data }) => [type, data] as const);
};

const started = (teamsAt?: string): Report => ({
  report: "meeting-started",
  source: "event",
  ...(teamsAt === undefined ? {} : { teamsAt }),
});
describe("an end that Teams delivers before its own start", () => {
  const heard = (): Story => planned().after({ report: "meeting-ended", teamsAt: "2026-11-24T10:40:00Z" });

  it("is the end of that start: the lesson is over as soon as it is told of", () => {
    const story = heard();
    expect(facts(story, started("2026-11-24T10:00:00Z")).slice(0, 2)).toEqual([
      ["MeetingStarted", { source: "event", teamsAt: "2026-11-24T10:00:00Z" }],
      ["MeetingEnded", { teamsAt: "2026-11-24T10:40:00Z" }],
    ]);
    expect(story.lesson.phase).toBe("over");
  });

  it("is not that of a start after it, nor of one at the same moment", () => {
    expect(heard().after(started("2026-11-24T10:41:00Z")).lesson.phase).toBe("arrival");
    expect(heard().after(started("2026-11-24T10:40:00Z")).lesson.phase).toBe("arrival");
    expect(planned().after(started("2026-11-24T10:00:00Z")).lesson.phase).toBe("arrival");
  });

  it("tells nothing of when, where Teams does not say", () => {
    expect(typesOf(planned().report({ report: "meeting-ended" }))).toEqual([]);
  });
});

describe("the meeting is found", () => {
  const found = (more: object, story = new Story().after(MET)) => {
    const [kept] = facts(story, { ...FOUND, ...more });
    return kept?.[1] as Readonly<Record<string, unknown>> | undefined;
  };
  const READY = ["2026-11-24T09:45:00.000Z"];

  it("with its organiser, its staff, when it is planned and when the school gets ready", () => {
    const { organiser, graphId, staff, startsAt, protectable } = FOUND;
    expect(found({ readyAt: READY, endsAt: "2026-11-24T10:45:00.000Z" })).toEqual({
      organiser,
      graphId,
      staff,
      protectable,
      startsAt,
      endsAt: "2026-11-24T10:45:00.000Z",
      readyAt: READY,
    });
    expect(found({ startsAt: undefined })).not.toHaveProperty("startsAt");
  });

  it("and its organiser is not staff: nothing is got ready, and the others alone count as staff", () => {
    expect(found({ organiserStaff: false, readyAt: READY })).toEqual({
      organiser: TEACHER.id,
      graphId: "graph1",
      staff: [{ person: ASSISTANT.id, part: "co-organiser" }],
      startsAt: AT,
      endsAt: FOUND.endsAt,
      protectable: false,
      organiserStaff: false,
    });
  });

  it.each<[string, () => Story, boolean]>([
    ["before it is on", planned, false],
    ["on, and no lesson", () => new Story().after(MET, FOUND, started()), false],
    ["on, and a lesson", () => planned().after(started()), true],
    [
      "on, and cannot be protected anyway",
      () => planned().after({ ...FOUND, protectable: false }, started()),
      false,
    ],
    [
      "on, and had not been found",
      () => {
        const story = new Story().after(MET);
        story.press({ press: "choose-kind", kind: "class" });
        return story.after(started());
      },
      false,
    ],
  ])("again, under an organiser who is not staff: %s", (_when, story, stays) => {
    const { lesson } = story().after({ ...FOUND, organiserStaff: false });
    expect(lesson.protectable).toBe(stays);
  });

  it("as before, by a school whose rule is now another: what staff said stands", () => {
    const story = planned().after(FOUND);
    expect(typesOf(story.report({ ...FOUND, recognise: "all", defaultKind: "group" }))).toEqual([]);
    expect(story.lesson.kind).toBe("class");
  });
});

describe("a new occurrence of a series", () => {
  it("has a register only where the one before it had", () => {
    const met = (previous: Story) => facts(new Story(), { ...MET, lesson: "l2", previous: previous.lesson });
    const bare = new Story().after(MET, FOUND);
    bare.press({ press: "choose-kind", kind: "group" });
    expect(met(bare)).toEqual([
      ["MeetingMet", { lesson: "l2", meetingId: "m1", chatId: "chat1", seriesOf: "l1" }],
      ["KindChosen", { kind: "group", how: "series" }],
    ]);
    expect(met(planned()).at(2)).toEqual([
      "RegisterSet",
      { by: "", source: "series", pupils: ["p-amara", "p-ben", "p-chidi"] },
    ]);
  });
});
