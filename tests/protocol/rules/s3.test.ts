import { kindByRule } from "../../../src/protocol/rules/s3-kind.ts";
import { arrival, FOUND, guest, MET, planned, roster, Story, TEACHER, user } from "../lesson/story.ts";
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

  it("is the kind of the lesson before in a series", () => {
    const { lesson: previous } = planned();
    givenLesson()
      .when(reported({ ...MET, lesson: "l2", previous }))
      .thenAmong({ type: "KindChosen", data: { kind: "class", how: "series" } });
  });
});
