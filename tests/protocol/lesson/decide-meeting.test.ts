import type { Report } from "../../../src/protocol/lesson/commands.ts";
import {
  ASSISTANT,
  AT,
  arrival,
  FOUND,
  guest,
  MET,
  planned,
  REGISTER,
  roster,
  Story,
  TEACHER,
  typesOf,
  user,
} from "./story.ts";

const met = (): Story => new Story().after(MET);

describe("how a meeting becomes a lesson", () => {
  it.each<[string, Partial<Extract<Report, { report: "meeting-found" }>>, string | undefined]>([
    ["asked: nothing is guessed", { recognise: "ask" }, undefined],
    ["all meetings of staff", { recognise: "all", defaultKind: "group" }, "group"],
    ["a title the school named, whatever the case", { recognise: "titles", titles: ["PHONICS"] }, "class"],
    ["another title", { recognise: "titles", titles: ["maths"] }, undefined],
    ["no titles named", { recognise: "titles", titles: [] }, undefined],
  ])("the kind by the school’s rule: %s", (_rule, more, kind) => {
    const story = met().after({ ...FOUND, ...more });
    expect(story.lesson.kind).toBe(kind);
    expect(story.count("KindAsked")).toBe(kind === undefined ? 1 : 0);
  });

  it("staff's own word comes before the school's rule", () => {
    const story = met();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    story.report({ ...FOUND, recognise: "all" });
    expect(story.lesson.kind).toBe("not a lesson");
  });

  it("the title is kept for a lesson only", () => {
    expect(met().after(FOUND).lesson.title).toBeUndefined();
    expect(met().after({ ...FOUND, recognise: "all" }).lesson.title).toBe("Phonics");
  });

  it("who is in a meeting that is no lesson is not kept", () => {
    const story = met().after(FOUND, roster(user("r1", TEACHER), guest("r2", "Amara")));
    expect(story.lesson.people).toEqual({});
    expect(JSON.stringify(story.events)).not.toContain("Amara");
  });

  it("that it was found takes back that it was not", () => {
    const story = met().after({ report: "meeting-not-found", reason: "404" }, FOUND);
    expect(story.lesson.notFound).toBeUndefined();
  });

  it("staff who joined keep their part when Graph names the staff again", () => {
    const story = arrival().after(
      roster(user("r-cover", { id: "cover", name: "Ms Ray" }), guest("r-amara", "Amara Okafor (Guest)")),
      FOUND,
    );
    expect(story.lesson.staff).toContainEqual({ person: "cover", part: "member" });
  });
});

describe("a meeting that starts and ends", () => {
  it("starts once, however often Teams says so", () => {
    const story = arrival();
    expect(typesOf(story.report({ report: "meeting-started", source: "event" }))).toEqual([]);
    expect(typesOf(story.report({ report: "meeting-started", source: "panel" }))).toEqual([]);
  });

  it("that never started is not over", () => {
    expect(typesOf(planned().report({ report: "meeting-ended" }))).toEqual([]);
  });

  it("leaves no one inside when it is over, and is over once", () => {
    const story = arrival().after({ report: "meeting-ended" });
    expect(Object.values(story.lesson.people).map((one) => one.place)).not.toContain("in");
    expect(typesOf(story.report({ report: "meeting-ended" }))).toEqual([]);
  });

  it("and has started again is not over by the end of the time before, delivered late", () => {
    const start = (teamsAt: string) => ({ report: "meeting-started", source: "event", teamsAt }) as const;
    const end = (teamsAt: string) => ({ report: "meeting-ended", teamsAt }) as const;
    const story = planned().after(start("2026-11-24T10:00:00Z"), { report: "meeting-ended" });
    story.after(start("2026-11-24T10:20:05.1234567Z"));
    expect(story.lesson.phase).toBe("arrival");
    expect(typesOf(story.report(end("2026-11-24T10:20:00Z")))).toEqual([]);
    expect(typesOf(story.report(end("2026-11-24T10:40:00Z")))).toContain("MeetingEnded");
    // Nor does either of the starts, delivered once more, open it again.
    expect(typesOf(story.report(start("2026-11-24T10:20:05.1234567Z")))).toEqual([]);
    expect(typesOf(story.report(start("2026-11-24T10:00:00Z")))).toEqual([]);
  });

  it("is over though Teams writes the time of the end in a way that cannot be read", () => {
    const story = arrival().after({ report: "meeting-ended", teamsAt: "soon" });
    expect(story.lesson.phase).toBe("over");
  });
});

it("a person whom the first list could not name is named by the next, and known as staff", () => {
  const story = arrival();
  story.report(roster({ id: "r-a", identity: "unknown", shown: "", place: "in" }));
  const told = { ...roster(user("r-a", ASSISTANT)), staff: [ASSISTANT.id] };
  story.report(told);
  expect(story.lesson.people["r-a"]).toMatchObject({ userId: ASSISTANT.id, identity: "user", staff: true });
  const joined = story.count("StaffJoined");
  story.report(told);
  expect(story.count("StaffJoined")).toBe(joined);
});

describe("a start that Teams tells once, and no server hears", () => {
  const IN = { ...roster(user("29:teacher", TEACHER)), source: "events", whole: false } as const;
  const joined = (teamsAt: string) => ({ ...IN, teamsAt }) as const;
  const start = (teamsAt: string) => ({ report: "meeting-started", source: "event", teamsAt }) as const;

  it("is known so, too, where a press has begun the lesson and there was no call to join yet", () => {
    const story = planned();
    story.press({ press: "pause" });
    story.after({ report: "call-lost", code: 404, subcode: 7505 }).press({ press: "resume" });
    const types = typesOf(story.report(joined("2026-11-24T10:00:58Z")));
    expect(types[0]).toBe("MeetingStarted");
    expect(typesOf(story.report(joined("2026-11-24T10:00:59Z")))).not.toContain("MeetingStarted");
  });

  it("is known by a person seen inside, with all that follows from it", () => {
    const story = planned().wait(60_000);
    expect(typesOf(story.report(joined("2026-11-24T10:00:58Z")))).toEqual([
      "MeetingStarted",
      "PersonArrived",
      "CallAsked",
      "FamilyCardAsked",
      "ChecklistAsked",
    ]);
    expect(story.events.find(({ type }) => type === "MeetingStarted")).toEqual({
      type: "MeetingStarted",
      at: "2026-11-24T10:01:00.000Z",
      data: { source: "join", teamsAt: "2026-11-24T10:00:58Z" },
    });
    expect(story.lesson).toMatchObject({
      phase: "arrival",
      startedAt: "2026-11-24T10:01:00.000Z",
      began: "2026-11-24T10:00:58Z",
    });
    expect(typesOf(story.report(joined("2026-11-24T10:00:58Z")))).toEqual([]);
  });

  it.each([
    ["in the call's own list", planned, roster(guest("r-amara", "Amara Okafor"))],
    ["though no one has said yet what kind it is, and no name is kept", () => met().after(FOUND), IN],
  ])("a person seen inside begins the lesson, %s", (_where, begin, report) => {
    const story = begin().after(report);
    expect(story.lesson.phase).toBe("arrival");
    expect(story.events.find(({ type }) => type === "MeetingStarted")?.data).toEqual({ source: "join" });
    if (story.lesson.kind === undefined) expect(story.lesson.people).toEqual({});
  });

  it.each([
    ["waits in the lobby", roster(guest("r-amara", "Amara Okafor", "lobby"))],
    ["has left", { ...roster(guest("29:amara", "Amara Okafor", "out")), source: "events" as const }],
    ["is not there: the list is empty", roster()],
  ])("is not guessed where the person seen %s", (_where, report) => {
    expect(planned().after(report).lesson.phase).toBe("planned");
  });

  it("and is heard after all begins nothing twice, and opens no lesson that is over", () => {
    const story = planned().after(joined("2026-11-24T10:00:05Z"));
    expect(typesOf(story.report(start("2026-11-24T10:00:00Z")))).toEqual([]);
    story.after({ report: "meeting-ended", teamsAt: "2026-11-24T10:40:00Z" });
    expect(story.lesson.phase).toBe("over");
    expect(typesOf(story.report(start("2026-11-24T10:00:00Z")))).toEqual([]);
    // Nor does a join that is delivered late.
    expect(typesOf(story.report(joined("2026-11-24T10:39:00Z")))).toEqual([]);
  });

  it("and is over by Teams' own time of the end, though the joining was delivered after that", () => {
    const story = planned().wait(3_600_000).after(joined("2026-11-24T10:39:00Z"));
    story.after({ report: "meeting-ended", teamsAt: "2026-11-24T10:40:00Z" });
    expect(story.lesson.phase).toBe("over");
  });

  it("and was begun by a press before is told by Teams all the same: the call is asked for again", () => {
    const story = planned();
    story.press({ press: "pause" });
    story.after({ report: "call-not-joined", reason: "403" });
    expect(typesOf(story.wait(1000).report(start("2026-11-24T10:00:01Z")))).toEqual([
      "MeetingStarted",
      "CallAsked",
    ]);
    expect(story.lesson).toMatchObject({ phase: "paused", began: "2026-11-24T10:00:01Z", startedAt: AT });
    expect(typesOf(story.report(start("2026-11-24T10:00:01Z")))).toEqual([]);
  });

  it("and was begun by a press keeps the call that it has", () => {
    const story = planned();
    story.press({ press: "end-for-all" });
    story.after({ report: "call-entered", call: "call1" }, start("2026-11-24T10:00:01Z"));
    expect(story.lesson).toMatchObject({ phase: "shut", call: { state: "in", call: "call1" } });
    expect(story.count("CallAsked")).toBe(1);
  });
});

describe("a new occurrence of a series", () => {
  it("keeps kind and register, and nothing of who came, what was checked or what was opened", () => {
    const story = arrival();
    story.press({ press: "all-others-fine" });
    story.press({ press: "let-cameras-on" });
    const next = new Story().after({ ...MET, lesson: "l2", previous: story.lesson });
    expect(next.lesson).toMatchObject({
      id: "l2",
      seriesOf: "l1",
      kind: "class",
      register: REGISTER,
      phase: "planned",
      people: {},
      pupils: {},
      opened: { cameras: false, mics: false },
    });
  });

  it("a meeting that is known already is not met again", () => {
    expect(typesOf(met().report({ ...MET, lesson: "l2" }))).toEqual([]);
  });
});

/** The same, with the fields of each object in the opposite order. */
const backwards = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map(backwards) as Value;
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, backwards(field)] as const);
  return Object.fromEntries(fields.toReversed()) as Value;
};

describe("a report that changes nothing leaves no trace", () => {
  const opened = arrival();
  const asked = opened.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  it.each<[string, Report]>([
    ["the same options seen again", { report: "options-seen", asked, seen: asked, coOrganisersSet: true }],
    [
      "the same co-organisers seen again",
      {
        report: "options-seen",
        asked,
        seen: asked,
        coOrganisersSet: false,
        coOrganisers: { notStaff: 1, staffWithout: 2 },
      },
    ],
    ["a checklist sent twice", { report: "checklist-sent", staff: TEACHER.id }],
    ["a checklist not sent twice", { report: "checklist-not-sent", staff: TEACHER.id, reason: "403" }],
    ["the same refusal of options", { report: "options-not-set", reason: "403" }],
    ["the call entered again", { report: "call-entered", call: "call1" }],
    ["the same roster", roster(guest("r-amara", "Amara Okafor (Guest)"))],
    ["an unknown person left", { report: "person-left", person: "r-unknown" }],
    ["a removal no one asked for was accepted", { report: "removal-accepted", person: "r-amara" }],
    ["the family card posted twice", { report: "family-card-posted", activity: "a1" }],
    ["the family card refused twice", { report: "family-card-not-posted", reason: "403" }],
    ["the call refused twice", { report: "call-not-joined", reason: "403" }],
    ["the meeting found again as it was", FOUND],
  ])("what is no news records nothing: %s", (_what, report) => {
    const story = arrival().after(report);
    expect(typesOf(story.wait(1).report(report))).toEqual([]);
    // As it comes back from the record, with the fields of an object in another order.
    expect(typesOf(story.wait(1).report(backwards(report)))).toEqual([]);
  });
});
