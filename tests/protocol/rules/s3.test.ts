import { checklistOf, countsOf } from "../../../src/protocol/lesson/checklist.ts";
import { PURPOSES } from "../../../src/protocol/lesson/conduct-words.ts";
import { kindDoubtFrom } from "../../../src/protocol/lesson/kind-again.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { kindByRule } from "../../../src/protocol/rules/s3-kind.ts";
import { asksParent } from "../../../src/protocol/rules/s4-parent-stays.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { conductView } from "../../../src/protocol/screen/conduct.ts";
import { summaryOf } from "../../../src/protocol/screen/summary.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { fc, runs } from "../../support/properties.ts";
import { play, steps } from "../lesson/steps.ts";
import { AT, arrival, FOUND, guest, MET, planned, roster, Story, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const titled = (title: string, recognise: "ask" | "titles" | "all") =>
  ({ ...FOUND, title, recognise, titles: ["lesson"], defaultKind: "group" }) as const;

describe(rule("S3"), () => {
  it("asks the organiser about a meeting that no rule of the school's names", () => {
    givenLesson(new Story().after(MET))
      .when(reported(FOUND))
      .thenAmong({ type: "KindAsked", data: { organiser: TEACHER.id } })
      .thenState(({ kind }) => expect(kind).toBeUndefined());
  });

  it("keeps who said which kind it is", () => {
    givenLesson(new Story().after(MET, FOUND))
      .when(pressed({ press: "choose-kind", kind: "one-to-one" }))
      .thenAmong({ type: "KindChosen", data: { kind: "one-to-one", by: TEACHER.id, how: "staff" } });
  });

  it("goes by the school's own rule about titles, and by nothing else of the meeting", () => {
    expect(kindByRule(titled("Maths lesson", "titles"))).toEqual({ kind: "group", how: "titles" });
    expect(kindByRule(titled("Staff tea", "titles"))).toBeUndefined();
    expect(kindByRule(titled("Staff tea", "all"))).toEqual({ kind: "group", how: "all" });
    expect(kindByRule(titled("Maths lesson", "ask"))).toBeUndefined();
  });

  it("stays a group when all but one pupil are absent: the kind is never worked out from who came", () => {
    const alone = roster(user("r-teacher", TEACHER), guest("r-ben", "Ben's mum (Guest)"));
    const group = arrival();
    group.press({ press: "choose-kind", kind: "group" });
    givenLesson(group)
      .when(reported(alone))
      .thenState(({ kind }) => expect(kind).toBe("group"));
  });

  const oneToOne = (): Story => {
    const story = planned();
    story.press({ press: "choose-kind", kind: "one-to-one" });
    return story;
  };

  it.each(PURPOSES)("keeps what a one-to-one is for, and who said so: %s", (purpose) => {
    givenLesson(oneToOne())
      .when(pressed({ press: "choose-purpose", purpose }))
      .thenFacts({ type: "PurposeChosen", data: { purpose, by: TEACHER.id } });
    givenLesson(planned())
      .when(pressed({ press: "choose-purpose", purpose }))
      .thenRefused("not-a-one-to-one");
  });

  it("is with one child of the register: only that one is expected, and the others stay known", () => {
    givenLesson(oneToOne())
      .when(pressed({ press: "choose-child", pupil: "p-ben" }))
      .thenFacts({ type: "ChildChosen", data: { pupil: "p-ben", by: TEACHER.id } })
      .thenState((lesson) => {
        expect(pupilRows(lesson).map(({ pupil }) => pupil)).toEqual(["p-ben"]);
        expect(countsOf(lesson).expected).toBe(1);
        expect(lesson.register).toHaveLength(3);
      });
    givenLesson(oneToOne())
      .when(pressed({ press: "choose-child", pupil: "p-other" }))
      .thenRefused("no-pupil");
  });

  it("goes on in a series with its purpose and its child, by no one's press", () => {
    const { lesson: previous } = chosen("p-ben");
    givenLesson()
      .when(reported({ ...MET, lesson: "l2", previous }))
      .thenAmong({ type: "PurposeChosen", data: { purpose: "hear reading", how: "series", by: "" } })
      .thenAmong({ type: "ChildChosen", data: { pupil: "p-ben", how: "series" } });
  });

  const chosen = (pupil: string): Story => {
    const story = oneToOne();
    story.press({ press: "choose-purpose", purpose: "hear reading" });
    story.press({ press: "choose-child", pupil });
    return story;
  };

  const begun = (story: Story, ...people: readonly RosterPerson[]): Story =>
    story.after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "c1" },
      roster(user("r-teacher", TEACHER), ...people),
    );
  /** Staff have taken no register. */
  const unlisted = (): Story => {
    const story = new Story().after(MET, FOUND);
    story.press({ press: "choose-kind", kind: "class" });
    return story;
  };
  const AMARA = guest("r-amara", "Amara Okafor (Guest)");
  const BEN = guest("r-ben", "Ben Price (Guest)");
  const asks = ({ lesson, now }: Story) => conductView(lesson, { now })?.asks?.why;
  const lead = ({ lesson, now }: Story) => {
    const opened = { ...lesson, opened: { cameras: true, mics: true } };
    return checklistOf(opened, now).lead;
  };

  it("asks when a second child comes into a one-to-one, records nothing meanwhile, and stays a one-to-one", () => {
    const story = begun(chosen("p-amara"), AMARA);
    expect(asks(story)).toBeUndefined();
    story.after(roster(user("r-teacher", TEACHER), AMARA, BEN));
    expect(asks(story)).toBe("several children");
    // Not "2 of 1".
    expect(
      checklistFace(story.lesson, { now: story.now, timeZone: "Europe/London", phone: "" }).facts[0]?.[1],
    ).toBe("2, 1 expected");
    expect(lead(story)).toMatch(/More than one child may be inside/);
    expect(story.lesson.kind).toBe("one-to-one");
    expect(optionsFor(story.lesson)?.recording).toBe(false);
  });

  it("expects of the register the chosen child alone, after it too: no one else did not come", () => {
    const story = begun(chosen("p-amara"), AMARA);
    story.after({ report: "meeting-ended" });
    const around = { now: story.now, timeZone: "Europe/London", phone: "" };
    const value = (of: string) =>
      summaryOf(story.lesson, undefined, around).find(({ label }) => label === of)?.value;
    expect(story.lesson.register).toHaveLength(3);
    expect(value("Came")).toBe("1 of 1");
    expect(value("Arrived")).not.toMatch(/did not come/);
    const both = begun(chosen("p-amara"), AMARA, BEN).after({ report: "meeting-ended" });
    expect(summaryOf(both.lesson, undefined, around)).toContainEqual({
      label: "Came",
      value: "2, 1 expected",
    });
  });

  it("asks when so many devices are inside that no one child can have them, whatever they are called", () => {
    const story = begun(chosen("p-amara"), AMARA, guest("r-1", "iPad"), guest("r-2", "iPhone"));
    expect(asks(story)).toBe("several children");
  });

  it("asks when another child comes than the one chosen", () => {
    expect(asks(begun(chosen("p-amara"), BEN))).toBe("another child");
    expect(asks(begun(oneToOne(), BEN))).toBeUndefined();
  });

  it("is answered where it asks: with the child who is inside, or that it is still the other", () => {
    const asked = () => begun(chosen("p-amara"), BEN);
    const story = asked();
    const { children } = conductView(story.lesson, { now: story.now })?.asks ?? {};
    expect(children).toEqual({ inside: { pupil: "p-ben", name: "Ben Price" }, chosen: "Amara Okafor" });
    story.press({ press: "choose-child", pupil: children?.inside.pupil ?? "" });
    expect(asks(story)).toBeUndefined();
    const kept = asked();
    const answer = kept.press({ press: "keep-kind" });
    expect("say" in answer && answer.say).toBe(
      "Noted: still with the child chosen before, and another child is inside.",
    );
    expect(asks(kept)).toBeUndefined();
  });

  it("asks when a class shrinks to one child, by a press of staff alone becomes a one-to-one, and asks the parent then", () => {
    const story = begun(planned(), AMARA, BEN);
    expect(asks(story)).toBeUndefined();
    story.after({ report: "person-left", person: "r-ben" });
    expect(asks(story)).toBe("one child");
    expect(lead(story)).toMatch(/One child is inside/);
    expect(story.lesson.kind).toBe("class");
    story.press({ press: "choose-kind", kind: "one-to-one" });
    expect(asks(story)).toBeUndefined();
    expect(asksParent(story.lesson)).toBe(true);
  });

  it("is with the child who is inside alone, once staff say that it is a one-to-one now; staff can choose another", () => {
    const story = begun(planned(), AMARA, BEN);
    story.after({ report: "person-left", person: "r-ben" });
    givenLesson(story)
      .when(pressed({ press: "choose-kind", kind: "one-to-one" }))
      .thenAmong({ type: "ChildChosen", data: { pupil: "p-amara", by: TEACHER.id, how: "inside" } })
      .thenState((lesson) => expect(countsOf(lesson).expected).toBe(1));
    story.press({ press: "choose-kind", kind: "one-to-one" });
    givenLesson(story)
      .when(pressed({ press: "choose-child", pupil: "p-ben" }))
      .thenFacts({ type: "ChildChosen", data: { pupil: "p-ben", by: TEACHER.id } });
  });

  it("is next week what it was to be, where it became another kind because of who was inside", () => {
    const shrunk = begun(planned(), AMARA, BEN);
    shrunk.after({ report: "person-left", person: "r-ben" });
    shrunk.press({ press: "choose-kind", kind: "one-to-one" });
    givenLesson()
      .when(reported({ ...MET, lesson: "l2", previous: shrunk.lesson }))
      .thenAmong({ type: "KindChosen", data: { kind: "class", how: "series" } })
      .thenState(({ conduct }) => expect(conduct.child).toBeUndefined());
    const grown = begun(chosen("p-amara"), AMARA, BEN);
    grown.press({ press: "choose-kind", kind: "group" });
    givenLesson()
      .when(reported({ ...MET, lesson: "l2", previous: grown.lesson }))
      .thenAmong({ type: "KindChosen", data: { kind: "one-to-one", how: "series" } })
      .thenAmong({ type: "ChildChosen", data: { pupil: "p-amara" } });
    // What staff choose otherwise goes on.
    const put = begun(planned(), AMARA, BEN);
    put.press({ press: "choose-kind", kind: "group" });
    givenLesson()
      .when(reported({ ...MET, lesson: "l2", previous: put.lesson }))
      .thenAmong({ type: "KindChosen", data: { kind: "group", how: "series" } });
  });

  it("is with no child by a press of the kind while none, several, or a name not sorted out, is inside", () => {
    for (const people of [[], [AMARA, BEN], [AMARA, guest("r-x", "Nana")]]) {
      const story = begun(planned(), ...people);
      story.press({ press: "choose-kind", kind: "one-to-one" });
      expect(story.lesson.conduct.child).toBeUndefined();
    }
    const ahead = planned();
    ahead.press({ press: "choose-kind", kind: "one-to-one" });
    expect(ahead.lesson.conduct.child).toBeUndefined();
  });

  it("is not asked of the first child to come, but five minutes after the start of one whose others are absent", () => {
    const story = begun(planned(), AMARA);
    expect(asks(story)).toBeUndefined();
    const at = kindDoubtFrom(story.lesson, story.now);
    expect(at).toBe(addMs(AT, 5 * 60_000));
    story.wait(5 * 60_000);
    expect(asks(story)).toBe("one child");
  });

  it("asks without a register, too, when a class of several devices shrinks to one, and not of the two devices of one child", () => {
    const story = begun(unlisted(), guest("r-1", "iPad"), guest("r-2", "Samsung"), guest("r-3", "Zoë's mum"));
    expect(asks(story)).toBeUndefined();
    story.after({ report: "person-left", person: "r-1" });
    expect(asks(story)).toBeUndefined();
    story.after({ report: "person-left", person: "r-2" });
    expect(asks(story)).toBe("one child");
    expect(story.lesson.kind).toBe("class");
    story.press({ press: "keep-kind" });
    expect(asks(story)).toBeUndefined();

    const two = begun(unlisted(), guest("r-1", "iPad"), guest("r-2", "Samsung"));
    two.after({ report: "person-left", person: "r-1" });
    expect(asks(two)).toBeUndefined();
    expect(kindDoubtFrom(two.lesson, two.now)).toBe(addMs(AT, 5 * 60_000));
    two.wait(5 * 60_000);
    expect(asks(two)).toBe("one child");
  });

  it("is asked no more once staff keep the kind, until others are inside than then", () => {
    const story = begun(planned(), AMARA, BEN);
    story.after({ report: "person-left", person: "r-ben" });
    givenLesson(story)
      .when(pressed({ press: "keep-kind" }))
      .thenFacts({ type: "KindKept", data: { kind: "class", inside: ["p-amara"], by: TEACHER.id } });
    story.press({ press: "keep-kind" });
    expect(asks(story)).toBeUndefined();
    story.after(roster(user("r-teacher", TEACHER), guest("r-ben2", "Ben Price (Guest)")));
    expect(asks(story)).toBe("one child");
  });

  it("never switches by itself, whatever comes and goes: each change of kind is a press", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { events } = play(all);
        for (const { type, data } of events)
          if (type === "KindChosen" && data.how === "staff") expect(data.by).toBeTruthy();
          else if (type === "KindChosen") expect(["titles", "all", "series"]).toContain(data.how);
        expect(
          events.filter(({ type, data }) => type === "KindChosen" && "how" in data && data.how !== "staff")
            .length,
        ).toBeLessThan(2);
      }),
      runs(100),
    );
  });

  it("is the kind of the lesson before in a series", () => {
    const { lesson: previous } = planned();
    givenLesson()
      .when(reported({ ...MET, lesson: "l2", previous }))
      .thenAmong({ type: "KindChosen", data: { kind: "class", how: "series" } });
  });
});
