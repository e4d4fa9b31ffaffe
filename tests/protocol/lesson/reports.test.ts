import type { Report } from "../../../src/protocol/lesson/commands.ts";
import { arrival, ended, FOUND, MET, planned, roster, Story, TEACHER, typesOf, user } from "./story.ts";

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
const joining = (): Story => planned().after(started());
const notPosted = { report: "family-card-not-posted", reason: "403" } as const;
const removing = (): Story => {
  const story = arrival();
  story.press({ press: "remove", person: "r-ben" });
  return story;
};

describe("what Teams, Graph or a timer reports is kept as it was said", () => {
  it.each<[string, () => Story, Report, readonly (readonly [string, object])[]]>([
    [
      "that the meeting was not found, and why",
      () => new Story().after(MET),
      { report: "meeting-not-found", reason: "404" },
      [["MeetingNotFound", { reason: "404" }]],
    ],
    [
      "an end that was delivered before its own start",
      planned,
      { report: "meeting-ended", teamsAt: "2026-11-24T10:00:00Z" },
      [["MeetingEndHeard", { teamsAt: "2026-11-24T10:00:00Z" }]],
    ],
    [
      "that Teams refused the options, and why",
      arrival,
      { report: "options-not-set", reason: "403" },
      [["OptionsNotSet", { reason: "403" }]],
    ],
    [
      "the leg that joins",
      joining,
      { report: "call-joining", call: "call1" },
      [["CallJoining", { call: "call1" }]],
    ],
    [
      "the leg that waits in the lobby",
      joining,
      { report: "call-waiting", call: "call1" },
      [["CallWaiting", { call: "call1" }]],
    ],
    [
      "that the call was refused, and why",
      joining,
      { report: "call-not-joined", reason: "403" },
      [["CallNotJoined", { reason: "403" }]],
    ],
    [
      "that our leg hung up",
      arrival,
      { report: "call-left", call: "call1" },
      [["CallLeft", { call: "call1" }]],
    ],
    [
      "the family checklist in the chat",
      arrival,
      { report: "family-card-posted", activity: "a1" },
      [["FamilyCardPosted", { activity: "a1" }]],
    ],
    [
      "that the family checklist may not be there, and why",
      arrival,
      notPosted,
      [["FamilyCardNotPosted", { reason: "403" }]],
    ],
    [
      "to whom the staff checklist was sent",
      arrival,
      { report: "checklist-sent", staff: TEACHER.id },
      [["ChecklistSent", { staff: TEACHER.id }]],
    ],
    [
      "to whom it could not be sent, and why",
      arrival,
      { report: "checklist-not-sent", staff: TEACHER.id, reason: "403" },
      [["ChecklistNotSent", { staff: TEACHER.id, reason: "403" }]],
    ],
    [
      "who left",
      arrival,
      { report: "person-left", person: "r-ben" },
      [["PersonMoved", { person: "r-ben", place: "out" }]],
    ],
    [
      "a removal that Teams takes",
      removing,
      { report: "removal-accepted", person: "r-ben" },
      [["RemovalAccepted", { person: "r-ben" }]],
    ],
    [
      "a removal that Teams takes after it refused it",
      () => removing().after({ report: "removal-refused", person: "r-ben", reason: "403" }),
      { report: "removal-accepted", person: "r-ben" },
      [["RemovalAccepted", { person: "r-ben" }]],
    ],
    [
      "a removal that Teams refuses, and why",
      removing,
      { report: "removal-refused", person: "r-ben", reason: "403" },
      [["RemovalRefused", { person: "r-ben", reason: "403" }]],
    ],
    [
      "to whom the steps of an end were sent",
      ended,
      { report: "progress-sent", staff: TEACHER.id },
      [["ProgressSent", { staff: TEACHER.id }]],
    ],
  ])("the report is kept: %s", (_what, story, report, kept) => {
    expect(facts(story(), report)).toEqual(kept);
  });

  it("the options as they were read back, with what was asked for at that time", () => {
    const story = arrival();
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    const read = { asked, seen: { ...asked, lobbyScope: "everyone" }, coOrganisersSet: true } as const;
    expect(facts(story, { report: "options-seen", ...read, breakoutRooms: false })[0]).toEqual([
      "OptionsSeen",
      { ...read, breakoutRooms: false },
    ]);
  });
});

describe("a report is no news", () => {
  const over = (): Story => arrival().after({ report: "meeting-ended" });
  it.each<[string, () => Story, Report]>([
    [
      "that the meeting is not to be found, once it was found",
      planned,
      { report: "meeting-not-found", reason: "404" },
    ],
    [
      "that it is not to be found, for the same reason as before",
      () => new Story().after(MET, { report: "meeting-not-found", reason: "404" }),
      { report: "meeting-not-found", reason: "404" },
    ],
    [
      "an end before the start, heard twice",
      () => planned().after({ report: "meeting-ended", teamsAt: "2026-11-24T10:00:00Z" }),
      { report: "meeting-ended", teamsAt: "2026-11-24T10:00:00Z" },
    ],
    ["that our leg waits, once it is in", arrival, { report: "call-waiting", call: "call1" }],
    [
      "that another leg waits, while ours is joining",
      () => joining().after({ report: "call-joining", call: "call1" }),
      { report: "call-waiting", call: "call2" },
    ],
    ["that the call was refused, once we are in it", arrival, { report: "call-not-joined", reason: "403" }],
    ["that another leg hung up", arrival, { report: "call-left", call: "call2" }],
    [
      "that our leg hung up, once it was lost",
      () => arrival().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 }),
      { report: "call-left", call: "call1" },
    ],
    [
      "that the family checklist may not be there, once it was posted",
      () => arrival().after({ report: "family-card-posted", activity: "a1" }),
      notPosted,
    ],
    [
      "that a person left who has left",
      () => arrival().after({ report: "person-left", person: "r-ben" }),
      { report: "person-left", person: "r-ben" },
    ],
    [
      "a removal refused twice",
      () => removing().after({ report: "removal-refused", person: "r-ben", reason: "403" }),
      { report: "removal-refused", person: "r-ben", reason: "503" },
    ],
    ["the steps of an end, where there is none", arrival, { report: "progress-sent", staff: TEACHER.id }],
    [
      "the steps of an end, sent twice",
      () => ended().after({ report: "progress-sent", staff: TEACHER.id }),
      { report: "progress-sent", staff: TEACHER.id },
    ],
    ["that the options cannot be read, where they never were", arrival, { report: "options-not-read" }],
    ["that the options cannot be read, once the lesson is over", over, { report: "options-not-read" }],
    ["the last removal, before an end has begun", arrival, { report: "last-removal-due" }],
    ["the time to get ready, once it is on", arrival, { report: "get-ready" }],
    [
      "the time to get ready for what is no lesson",
      () => new Story().after(MET, FOUND),
      { report: "get-ready" },
    ],
    [
      "the time to get ready for a meeting that cannot be protected",
      () => planned().after({ ...FOUND, protectable: false }),
      { report: "get-ready" },
    ],
    ["people in a lesson that is over", over, roster(user("r-teacher", TEACHER))],
  ])("Lesson Guard records nothing for %s", (_what, story, report) => {
    expect(typesOf(story().report(report))).toEqual([]);
  });
});

describe("a lesson that is over", () => {
  const over = (teamsAt?: string): Story => planned().after(started(teamsAt), { report: "meeting-ended" });

  it("opens again when Teams tells of a later start, and of no other", () => {
    const BEGAN = "2026-11-24T10:00:00Z";
    const types = (report: Report): readonly string[] => typesOf(over(BEGAN).wait(60_000).report(report));
    expect(types(started("2026-11-24T10:20:00Z"))[0]).toBe("MeetingStarted");
    expect(types(started(BEGAN))).toEqual([]);
    expect(types(started("2026-11-24T09:50:00Z"))).toEqual([]);
    // A press begins no new meeting.
    expect(types({ report: "meeting-started", source: "panel" })).toEqual([]);
  });

  it("is begun anew by Teams' own time of the start, where Teams says it, else by ours", () => {
    const again = over("2026-11-24T10:00:00Z").wait(60_000).after(started("2026-11-24T10:20:00Z"));
    expect(again.lesson).toMatchObject({ phase: "arrival", began: "2026-11-24T10:20:00Z" });
    const untold = over().wait(60_000).after(started());
    expect(untold.lesson).toMatchObject({ phase: "arrival", began: untold.now });
  });
});

describe("the options are read back", () => {
  const asked = arrival().lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  const SEEN = { report: "options-seen", asked, seen: asked, coOrganisersSet: false } as const;
  const confirmed = (): Story => arrival().wait(1000).after(SEEN).wait(1000);
  const isNews = (story: Story, more: Partial<typeof SEEN> | object = {}): boolean =>
    typesOf(story.report({ ...SEEN, ...more })).includes("OptionsSeen");

  it("and the same once more is no news", () => {
    expect(isNews(confirmed())).toBe(false);
    expect(isNews(confirmed(), { coOrganisers: { notStaff: 0, staffWithout: 0 } })).toBe(false);
  });

  it.each<[string, () => Story, object]>([
    ["for the first time", () => arrival().wait(1000), {}],
    ["otherwise than before", confirmed, { seen: { ...asked, mic: true } }],
    [
      "after Teams had refused them",
      () => confirmed().after({ report: "options-not-set", reason: "403" }),
      {},
    ],
    ["after they could not be read", () => confirmed().after({ report: "options-not-read" }), {}],
    ["with a co-organiser who is not staff", confirmed, { coOrganisers: { notStaff: 1, staffWithout: 0 } }],
    ["with breakout rooms", confirmed, { breakoutRooms: true }],
    ["with a recording by itself", confirmed, { recordAutomatically: true }],
    ["now that the co-organisers are set", confirmed, { coOrganisersSet: true }],
  ])("%s: that is news", (_how, story, more) => {
    expect(isNews(story(), more)).toBe(true);
  });

  it("after they were asked for anew: that is news, for the answer is to that asking", () => {
    const story = confirmed();
    story.press({ press: "pause" });
    story.wait(1000).press({ press: "resume" });
    expect(story.lesson.doors.asked?.options).toEqual(asked);
    expect(isNews(story.wait(1000))).toBe(true);
  });

  it("or cannot be read any more: that is kept once", () => {
    const story = confirmed();
    expect(facts(story, { report: "options-not-read" })).toEqual([["OptionsNotRead", {}]]);
    expect(typesOf(story.report({ report: "options-not-read" }))).toEqual([]);
  });
});
