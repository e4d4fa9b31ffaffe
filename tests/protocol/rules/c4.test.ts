import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { devicesToLookAt, LOBBY } from "../../../src/protocol/rules/c4-lobby.ts";
import { arrival, guest, planned, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const teacher = user("r-teacher", TEACHER);
const shownAs = (story: Story, ...names: readonly string[]): Story =>
  story.after(roster(teacher, ...names.map((name, n) => guest(`r-${n}`, name))));

const PRESSES: readonly StaffCommand[] = [
  { press: "let-cameras-on" },
  { press: "let-mics-on" },
  { press: "pause" },
  { press: "resume" },
  { press: "end-for-all" },
  { press: "undo-end" },
];

describe(rule("C4"), () => {
  it("asks for the lobby before anyone can come in, and in every phase after", () => {
    givenLesson(planned())
      .when(pressed({ press: "choose-kind", kind: "group" }))
      .thenState(({ doors }) => expect(doors.asked?.options).toMatchObject(LOBBY));
    const story = arrival();
    for (const press of PRESSES) {
      story.press(press);
      expect(story.lesson.doors.asked?.options).toMatchObject(LOBBY);
    }
  });

  it("makes callers by phone wait too, and lets organisers alone admit", () => {
    expect(LOBBY).toEqual({
      lobbyScope: "organizer",
      dialInBypass: false,
      lobbyAdmitters: "organizerAndCoOrganizers",
    });
  });

  it("shows each person who waits, and keeps that they did", () => {
    givenLesson(arrival())
      .when(reported(roster(teacher, guest("r-new", "Amara's gran", "lobby"))))
      .thenAmong({ type: "PersonArrived", data: { person: "r-new", place: "lobby" } });
  });

  it.each([
    ["a device's name", "iPad"],
    ["a parent's own name", "Folake Adebayo"],
    ["a name that no one here has", "Zoe Winter"],
  ])("lists %s as one to be settled", (_what, shown) => {
    const { lesson } = shownAs(planned().after({ report: "meeting-started", source: "event" }), shown);
    expect(unknownPeople(lesson).map((one) => one.shown)).toContain(shown);
  });

  it("lists a name that fits two children, with both of them", () => {
    const story = planned();
    story.press({
      press: "set-register",
      source: "csv",
      register: [
        { id: "p-1", name: "Thomas Green", also: [] },
        { id: "p-2", name: "Thomas Brown", also: [] },
      ],
    });
    const { lesson } = shownAs(story.after({ report: "meeting-started", source: "event" }), "Thomas");
    expect(unknownPeople(lesson)[0]?.suggestions.map(({ pupil }) => pupil)).toEqual(["p-1", "p-2"]);
  });

  it("knows a child by a nickname that stands on the register", () => {
    const story = planned();
    story.press({
      press: "set-register",
      source: "csv",
      register: [{ id: "p-1", name: "Benjamin Price", also: ["Benji Price"] }],
    });
    const { lesson } = shownAs(story.after({ report: "meeting-started", source: "event" }), "Benji Price");
    expect(unknownPeople(lesson)).toEqual([]);
  });

  it("lists a caller by phone and an app with what is odd about them", () => {
    const { lesson } = arrival().after(
      roster(
        teacher,
        { id: "r-phone", identity: "phone", shown: "+44 1234 567890", place: "in" },
        { id: "r-app", identity: "application", shown: "Notes", place: "in" },
      ),
    );
    const odd = unknownPeople(lesson).map(({ person, warning }) => [person, warning !== undefined]);
    expect(odd).toEqual([
      ["r-phone", true],
      ["r-app", true],
    ]);
  });

  it("goes on listing strangers whom “Admit all” let in", () => {
    const waiting = arrival().after(
      roster(teacher, guest("r-x", "iPad", "lobby"), guest("r-y", "Zoe", "lobby")),
    );
    givenLesson(waiting)
      .when(reported(roster(teacher, guest("r-x", "iPad"), guest("r-y", "Zoe"))))
      .thenFacts("PersonMoved", "PersonMoved")
      .thenState((lesson) =>
        expect(unknownPeople(lesson).map(({ person, place }) => [person, place])).toEqual([
          ["r-x", "in"],
          ["r-y", "in"],
        ]),
      );
  });

  it("asks for a look at a device that comes beside another, or after the check", () => {
    const device = { person: "r-1", shown: "Ben Price", place: "in", settled: false } as const;
    expect(devicesToLookAt([device], false)).toBeUndefined();
    expect(devicesToLookAt([device], true)).toEqual([device]);
    expect(devicesToLookAt([{ ...device, settled: true }, device], false)).toHaveLength(2);
    expect(devicesToLookAt([{ ...device, settled: true }], true)).toBeUndefined();
  });

  it("has a person removed whom staff did not expect, and keeps who pressed", () => {
    givenLesson(arrival().after(roster(teacher, guest("r-x", "iPad"))))
      .when(pressed({ press: "remove", person: "r-x" }))
      .thenFacts({ type: "RemovalOrdered", data: { people: ["r-x"], why: "staff", by: TEACHER.id } });
  });

  it("does not pretend to turn away a person in the lobby: that is pressed in Teams", () => {
    givenLesson(arrival())
      .when(pressed({ press: "remove", person: "r-chidi" }))
      .thenRefused("in-lobby")
      .thenSays(/In Teams/);
  });

  it("keeps whom staff marked as not expected", () => {
    const others = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-chidi", "Chidi (Guest)", "lobby")];
    givenLesson(arrival().after(roster(teacher, ...others, guest("r-x", "Ben Price's mum"))))
      .when(pressed({ press: "recognise", person: "r-x", recognition: { as: "stranger" } }))
      .thenFacts({ type: "PersonRecognised", data: { person: "r-x", by: TEACHER.id } })
      .thenState((lesson) => {
        expect(unknownPeople(lesson).map(({ person }) => person)).toContain("r-x");
        expect(pupilRows(lesson).find(({ pupil }) => pupil === "p-ben")?.people).toEqual([]);
      });
  });
});
