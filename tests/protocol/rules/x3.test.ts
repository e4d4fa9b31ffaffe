import type { Holders } from "../../../src/protocol/who/route.ts";
import { routeFor } from "../../../src/protocol/who/route.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, raising } from "../concern/story.ts";
import { TEACHER } from "../lesson/story.ts";
import { givenConcern, rule } from "./given.ts";

const toldFirst = (
  reporter: string,
  holders: Holders,
  more: { readonly channel?: boolean; readonly subjects?: readonly string[] } = {},
): readonly Target[] =>
  routeFor({ about: "child", reporter, lessonStaff: [TEACHER.id], channel: true, ...more }, holders).targets;

const people = (targets: readonly Target[]): readonly string[] =>
  targets.flatMap((target) => (target.to === "person" ? [target.person] : []));

describe(rule("X3"), () => {
  it("is sent by one press, with words to follow", () => {
    const press = raising("child");
    givenConcern()
      .when(press)
      .thenAmong({ type: "ConcernRaised", data: { about: "child" } })
      .thenState(({ deliveries, details }) => {
        expect(deliveries.map(({ target }) => target)).toContainEqual(CHANNEL);
        expect(details).toEqual([]);
      });
  });

  it("is told to the DSL and the headteacher side by side where nothing else was set", () => {
    const { dsl, headteacher } = HOLDERS;
    const told = toldFirst(TEACHER.id, { dsl, headteacher });
    expect(told).toContainEqual(CHANNEL);
    expect(people(told)).toEqual([HEAD.id]);
  });

  it("is told first to the one whom the school has set", () => {
    expect(people(toldFirst(TEACHER.id, { ...HOLDERS, first: "dsl-first" }))).toEqual([]);
    const head = toldFirst(TEACHER.id, { ...HOLDERS, first: "headteacher-first" });
    expect([head.some(({ to }) => to === "channel"), people(head)]).toEqual([false, [HEAD.id]]);
  });

  it("keeps the words as they were written, and by whom", () => {
    const detail = {
      do: "add-detail",
      by: TEACHER,
      words: "He said: no one is here.",
      who: "Ben Price",
    } as const;
    givenConcern(new ConcernStory(raising("child")))
      .when({ ...detail, holders: HOLDERS, lessonStaff: [TEACHER.id] })
      .thenFacts({ type: "DetailAdded", data: { by: TEACHER.id } })
      .thenState(({ details }) =>
        expect(details[0]).toMatchObject({ who: "Ben Price", words: detail.words }),
      );
  });

  it("is told to the headteacher where no DSL is left but the person who raises it", () => {
    const only: Holders = { dsl: [DSL.id], headteacher: [HEAD.id] };
    expect(people(toldFirst(DSL.id, only))).toEqual([HEAD.id]);
  });

  it("is told to the deputies where a DSL raises it and there is no channel", () => {
    const told = people(toldFirst(DSL.id, HOLDERS, { channel: false }));
    expect(told).toContain(DEPUTY.id);
    expect(told).not.toContain(DSL.id);
  });

  it("does not go to the channel where it is about a DSL, who reads it", () => {
    const told = toldFirst(TEACHER.id, HOLDERS, { subjects: [DSL.id] });
    expect(told).not.toContainEqual(CHANNEL);
    expect(people(told)).toContain(DEPUTY.id);
    expect(people(told)).not.toContain(DSL.id);
  });

  it("is told once to a person who is both DSL and headteacher", () => {
    const both: Holders = { dsl: [HEAD.id], headteacher: [HEAD.id] };
    expect(people(toldFirst(TEACHER.id, both, { channel: false }))).toEqual([HEAD.id]);
  });

  it("is closed with a decision and its reason, and not without", () => {
    const close = { do: "close", by: DSL, decision: "Support within school", cpoms: "C-1" } as const;
    const story = new ConcernStory(raising("child"), { do: "have-it", by: DSL });
    givenConcern(story)
      .when({ ...close, reason: "" })
      .thenRefused("empty");
    givenConcern(story)
      .when({ ...close, reason: "Spoke with the family" })
      .thenFacts("ConcernClosed")
      .thenState(({ closed, cpoms }) => {
        expect(closed).toMatchObject({ by: DSL.id });
        expect(cpoms).toMatchObject({ by: DSL.id, reference: "C-1" });
      });
  });

  it("is not kept from a headteacher who teaches the lesson, once no DSL is left", () => {
    const holders: Holders = { dsl: [], headteacher: [TEACHER.id, HEAD.id] };
    expect(people(toldFirst(DSL.id, holders, { channel: false }))).toEqual([TEACHER.id, HEAD.id]);
  });

  it("keeps the name that each person had at the time", () => {
    const { concern } = new ConcernStory(raising("child"), { do: "have-it", by: DSL });
    expect(concern.names).toMatchObject({ [TEACHER.id]: TEACHER.name, [DSL.id]: DSL.name });
  });
});
