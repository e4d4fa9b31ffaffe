import { concernDutiesOf } from "../../../src/protocol/concern/duties.ts";
import { nextEscalation } from "../../../src/protocol/concern/escalation.ts";
import { NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { isAboutSomeOfLesson, isParty } from "../../../src/protocol/rules/x2-staff-conduct.ts";
import { wentTo } from "../../../src/protocol/screen/route-words.ts";
import { type Holders, routeFor } from "../../../src/protocol/who/route.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";
import { factNames } from "../../support/claims.ts";
import { ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, raising } from "../concern/story.ts";
import { ASSISTANT, TEACHER } from "../lesson/story.ts";
import { givenConcern, rule } from "./given.ts";

const STAFF = [TEACHER.id, ASSISTANT.id];

const peopleIn = (targets: readonly Target[]): readonly string[] =>
  targets.flatMap((target) => (target.to === "channel" ? ["the DSL channel"] : [target.person]));

const told = (reporter: string, holders: Holders, subjects: readonly string[] = []): readonly string[] =>
  peopleIn(
    routeFor({ about: "adult", reporter, subjects, lessonStaff: STAFF, channel: true }, holders).targets,
  );

const raised = (): ConcernStory => new ConcernStory(raising("adult", { lessonStaff: STAFF }));

describe(rule("X2"), () => {
  it("goes to the headteacher's own chat, and to no DSL and no channel", () => {
    givenConcern()
      .when(raising("adult", { lessonStaff: STAFF }))
      .thenFacts({
        type: "ConcernRaised",
        data: { about: "adult", targets: [{ to: "person", person: HEAD.id, as: "headteacher" }] },
      });
  });

  // Each of these is common in a small primary school.
  it.each<[string, string, Holders, readonly string[], readonly string[]]>([
    ["the DSL is the headteacher", TEACHER.id, { dsl: [HEAD.id], headteacher: [HEAD.id] }, [], [HEAD.id]],
    ["the headteacher teaches the lesson", ASSISTANT.id, { dsl: [], headteacher: [TEACHER.id] }, [], []],
    ["it is about the headteacher", TEACHER.id, HOLDERS, [HEAD.id], []],
    ["the headteacher raises it", HEAD.id, HOLDERS, [], []],
    ["it is about a DSL", TEACHER.id, HOLDERS, [DSL.id], [HEAD.id]],
    ["a DSL raises it", DSL.id, HOLDERS, [], [HEAD.id]],
  ])("is told to the right people where %s", (_what, reporter, holders, subjects, expected) => {
    expect(told(reporter, holders, subjects)).toEqual(expected);
  });

  it("says to phone the chair of governors where no one can be told safely", () => {
    const route = routeFor(
      { about: "adult", reporter: TEACHER.id, subjects: [HEAD.id], lessonStaff: STAFF, channel: true },
      HOLDERS,
    );
    expect(wentTo(route, "adult", "")).toMatch(/chair of governors/);
  });

  it("is never passed to a DSL, however long no one takes it", () => {
    const story = raised();
    for (let step = 2; step < 25; step++) {
      story.wait(180_000);
      story.take({ do: "escalate", step, holders: HOLDERS, lessonStaff: STAFF, afterMs: 180_000 });
    }
    expect(story.concern.steps.length).toBeGreaterThan(0);
    const asked = peopleIn(story.concern.deliveries.map(({ target }) => target));
    expect([...new Set(asked)]).toEqual([HEAD.id]);
  });

  it("may be about any of the lesson's staff until it is said whom it is about", () => {
    const { concern } = raised();
    expect(isAboutSomeOfLesson(concern)).toBe(true);
    expect([TEACHER.id, ASSISTANT.id, HEAD.id].map((one) => isParty(concern, one, STAFF))).toEqual([
      true,
      true,
      false,
    ]);
    // Came into the lesson only after it was raised.
    expect(isParty(concern, DEPUTY.id, [DEPUTY.id])).toBe(true);
  });

  it("is told to a headteacher of that lesson once another person is named", () => {
    const headTeaches: Holders = { dsl: [DSL.id], headteacher: [ASSISTANT.id] };
    const story = new ConcernStory(raising("adult", { lessonStaff: STAFF, holders: headTeaches }));
    expect(story.concern.reaches).toBe("nobody");
    givenConcern(story)
      .when({
        do: "add-detail",
        by: TEACHER,
        subject: DSL.id,
        holders: headTeaches,
        lessonStaff: STAFF,
      })
      .thenFacts(
        { type: "SubjectNamed", data: { subject: DSL.id } },
        {
          type: "RouteWidened",
          data: { targets: [{ to: "person", person: ASSISTANT.id, as: "headteacher" }] },
        },
      );
  });

  it("does not let the person be named who has been told of it", () => {
    givenConcern(raised())
      .when({ do: "add-detail", by: TEACHER, subject: HEAD.id, holders: HOLDERS, lessonStaff: STAFF })
      .thenRefused("told-already")
      .thenSays(/chair of governors/);
  });

  it("has as parties the person who raised it and each who was named, and once one is named no others", () => {
    const story = new ConcernStory(raising("adult", { lessonStaff: STAFF, by: DEPUTY }), {
      do: "add-detail",
      by: DEPUTY,
      subject: TEACHER.id,
      holders: HOLDERS,
      lessonStaff: STAFF,
    });
    const parties = [DEPUTY, TEACHER, ASSISTANT, HEAD].filter(({ id }) => isParty(story.concern, id, STAFF));
    expect(parties).toEqual([DEPUTY, TEACHER]);
  });

  it("asks no one again who is a party to it", () => {
    const holders: Holders = { dsl: [DSL.id], headteacher: [TEACHER.id, ASSISTANT.id, HEAD.id] };
    const next = nextEscalation(raised().concern, holders, STAFF, "not seen");
    expect(peopleIn(next?.targets ?? [])).toEqual([HEAD.id]);
  });

  it("changes nothing in the lesson's own record: no fact of a lesson tells of a concern", () => {
    expect(factNames("lesson/").length).toBeGreaterThan(40);
    expect(factNames("lesson/").filter((name) => /concern|told|raised|adult|subject/i.test(name))).toEqual(
      [],
    );
    const { concern, events } = raised();
    const lessons = concernDutiesOf(NO_CONCERN, concern, events)
      .flat()
      .filter(({ work }) => "lesson" in work);
    expect(lessons).toEqual([]);
  });
});
