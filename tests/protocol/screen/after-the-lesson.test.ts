import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { countLesson } from "../../../src/protocol/export/sample-document.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { fc, runs } from "../../support/properties.ts";
import { accepted, arrival, guest, planned, roster, type Story, TEACHER, user } from "../lesson/story.ts";

/** Each pupil comes on one device, under a name that says who it is, or not. */
const NAMES = {
  "p-amara": ["Amara Okafor (Guest)", "iPad", "Nan", "Zed"],
  "p-ben": ["Ben's mum (Guest)", "iPad", "SM-T510", "Mr P"],
  "p-chidi": ["Chidi (Guest)", "Samsung", "iPad", "Zed 2"],
} as const;
const PUPILS = ["p-amara", "p-ben", "p-chidi"] as const;
const HART = user("r-teacher", TEACHER);

/** What Teams' own messages say of the same people, under ids of their own. */
const told = (people: readonly RosterPerson[]) => ({
  report: "roster-seen" as const,
  source: "events" as const,
  people: people.map((one) => ({ ...one, id: `e-${one.id}` })),
  staff: [TEACHER.id],
  whole: false,
});

const summary = (story: Story): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (
      lessonView(
        story.lesson,
        "organiser",
        [],
        {},
        { now: story.now, timeZone: "Europe/London", phone: "01234 567890" },
      ).summary ?? []
    ).map(({ label, value }) => [label, value]),
  );

const over = (story: Story): Story =>
  story.after({ report: "call-left", call: "call1" }, { report: "meeting-ended" });

describe("what a lesson says of who came, once it is over", () => {
  it("is what staff saw and settled, whichever source was heard last", () => {
    fc.assert(
      fc.property(
        fc.tuple(...PUPILS.map((pupil) => fc.constantFrom(...NAMES[pupil]))),
        fc.constantFrom("never", "before the call", "after it was sorted out"),
        fc.boolean(),
        fc.subarray([...PUPILS]),
        (names, messages, ends, knock) => {
          const families = PUPILS.map((pupil, n) => guest(`r-${pupil}`, names[n] ?? ""));
          const story = planned().after({ report: "meeting-started", source: "event" });
          if (messages === "before the call") story.report(told([HART, ...families]));
          story.after({ report: "call-entered", call: "call1" }, roster(HART, ...families));
          for (const pupil of PUPILS)
            story.press({
              press: "recognise",
              person: `r-${pupil}`,
              recognition: { as: "pupils", pupils: [pupil] },
            });
          if (messages === "after it was sorted out") story.report(told([HART, ...families]));
          if (ends) {
            story.press({ press: "end-for-all" });
            story.wait(4000).after({ report: "end-window-passed" });
            story.after(...accepted(...families.map(({ id }) => id)), roster(HART));
            // They knock again, on the same devices.
            const back = families.filter((_, n) => knock.includes(PUPILS[n] ?? "p-ben"));
            story.after(
              roster(
                HART,
                ...back.map((one) => ({ ...one, id: `again-${one.id}`, place: "lobby" as const })),
              ),
            );
          }
          if (messages !== "never")
            story.report(told(families.map((one) => ({ ...one, place: "out" as const }))));
          expect(summary(over(story))).toMatchObject({ Came: "3 of 3", "Names not sorted out": "0" });
        },
      ),
      runs(60),
    );
  });

  it("counts a device that was never sorted out once, and those whom only Teams' messages showed", () => {
    const story = arrival().after(
      roster(HART, guest("r-amara", "Amara Okafor (Guest)"), guest("r-ipad", "iPad")),
      told([guest("amara", "Amara Okafor (Guest)"), guest("ipad", "iPad")]),
      { report: "call-lost", call: "call1", code: 500, subcode: 0 },
      told([guest("late", "Galaxy Tab")]),
    );
    expect(summary(over(story))).toMatchObject({ Came: "2 of 3", "Names not sorted out": "2" });
  });

  it("tells of people who were not expected, with whether they came in and were removed", () => {
    expect(summary(over(arrival()))).not.toHaveProperty("People not expected");
    const story = arrival().after(
      roster(
        HART,
        guest("r-one", "Zed"),
        guest("r-two", "Zed 2"),
        guest("r-three", "Zed 3", "lobby"),
        guest("r-amara", "Amara Okafor (Guest)"),
      ),
    );
    for (const person of ["r-one", "r-two", "r-three"])
      story.press({ press: "recognise", person, recognition: { as: "stranger" } });
    story.press({ press: "remove", person: "r-one" });
    story.after(...accepted("r-one"));
    expect(summary(over(story))).toMatchObject({
      "People not expected": "3: 2 came in, Teams accepted the removal of 1, 1 only waited in the lobby",
      "Names not sorted out": "0",
    });
  });

  it("tells from when to when the call showed a recording, and pupils without staff: in the summary and the export", () => {
    const child = guest("r-ben", "Ben's mum (Guest)");
    const recorded = { ...HART, recording: true };
    const story = arrival().wait(60_000).after(roster(recorded, child));
    story.wait(60_000).after(roster(HART, child));
    story.wait(60_000).after(roster(child));
    story.wait(5_000).after(roster(HART, child));
    story.wait(55_000).after(roster(child));
    story.wait(10_000).after({ report: "meeting-ended" });
    expect(summary(story)).toMatchObject({
      "Recording seen": "a Teams recording from 10:01 to 10:02, as the call showed it",
      "Pupils inside without staff":
        "at 10:03, for less than a minute; from 10:04 to the end (10:04), as the call showed it",
    });
    const around = { now: story.now, timeZone: "Europe/London", phone: "", school: "" };
    const rows = lessonDocument(story.lesson, story.events, around).sections[0]?.table?.rows;
    expect(rows).toContainEqual(["Recording seen", "a Teams recording from 10:01:00 to 10:02:00"]);
    expect(rows).toContainEqual([
      "Pupils inside without staff",
      "from 10:03:00 to 10:03:05; from 10:04:00 to the end (10:04:10), by the call’s own list",
    ]);
  });

  it("says of what was not seen what it rests on: the call’s own list, or that Lesson Guard was not in the call", () => {
    const around = { now: arrival().now, timeZone: "Europe/London", phone: "", school: "" };
    const said = ({ lesson, events }: Story) =>
      JSON.stringify(lessonDocument(lesson, events, around).sections[0]?.table?.rows);
    expect(said(arrival())).toContain(
      '["Pupils inside without staff","at no time seen, by the call’s own list"]',
    );
    expect(said(planned())).toContain(
      '["Pupils inside without staff","not known: Lesson Guard was not in the call"]',
    );
    expect(summary(over(arrival()))).not.toHaveProperty("Pupils inside without staff");
  });

  it("a child who only waited in the lobby did not come: in the summary, the export and the sample", () => {
    // Chidi waits in the lobby, and is never let in.
    const story = over(arrival().after(roster(HART)));
    expect(summary(story)).toMatchObject({ Came: "2 of 3" });
    const around = { now: story.now, timeZone: "Europe/London", phone: "", school: "" };
    const rows = lessonDocument(story.lesson, story.events, around).sections.find(
      ({ heading }) => heading === "Pupils expected",
    )?.table?.rows;
    expect(rows?.map(([name, came]) => [name, came])).toEqual([
      ["Amara Okafor", "yes"],
      ["Ben Price", "yes"],
      ["Chidi Nwosu", "no, only in the lobby"],
    ]);
    expect(countLesson(story.lesson).came).toBe(2);
  });
});
