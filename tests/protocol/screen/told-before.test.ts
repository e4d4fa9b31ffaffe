import { decide } from "../../../src/protocol/lesson/decide.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { checklistFace, progressFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { routeFor, toldByRoute } from "../../../src/protocol/who/route.ts";
import { toldBefore } from "../../../src/teams/told-before.ts";
import { HOLDERS } from "../concern/story.ts";
import { arrival, REGISTER, TEACHER } from "../lesson/story.ts";

const AROUND = { timeZone: "Europe/London", phone: "01234 567890" };
const TOLD = {
  child: "Goes to Mrs Dale and Mrs Lowe.",
  adult: "Goes to Mrs Lowe.",
  ended: "Goes to Mrs Dale.",
};

describe("before a press that tells, the card names who is told (D)", () => {
  const { lesson, now } = arrival();
  const quiet = (told?: typeof TOLD) => checklistFace(lesson, { ...AROUND, now, told }).quiet.join("\n");

  it("each press with its own, when that was known, and where a person can be left out", () => {
    expect(quiet(TOLD)).toContain("Tell the DSL now: Goes to Mrs Dale and Mrs Lowe.");
    expect(quiet(TOLD)).toContain("End for all: Goes to Mrs Dale.");
    expect(quiet(TOLD)).toContain("Tell the headteacher now: Goes to Mrs Lowe.");
    // Two that tell the same people stand in one line.
    expect(quiet({ ...TOLD, ended: TOLD.child })).toContain(
      "Tell the DSL now or End for all: Goes to Mrs Dale and Mrs Lowe.",
    );
    expect(quiet(TOLD)).toContain("As known at 10:00. To leave a person out, open the panel.");
    for (const { name } of REGISTER) expect(quiet(TOLD)).not.toContain(name);
  });

  it("sends its reader to the panel where it cannot name them", () => {
    expect(quiet()).toContain("The panel shows who would be told.");
  });

  it("waits no longer for names than a press may, and none is asked for of what is no lesson", async () => {
    const never = { preview: () => new Promise<never>(() => undefined) };
    expect(await toldBefore(never, TEACHER.id, lesson)).toBeUndefined();
    const fails = { preview: () => Promise.reject(new Error("away")) };
    expect(await toldBefore(fails, TEACHER.id, lesson)).toBeUndefined();
    const asked: string[] = [];
    const named = {
      preview: async ({ id }: { readonly id: string }, _: unknown, about: string) => {
        asked.push(`${id} ${about}`);
        return { sentence: `Goes to ${about}.`, now: about, next: "", to: [], people: [] };
      },
    };
    expect(await toldBefore(named, TEACHER.id, { ...lesson, kind: "not a lesson" })).toBeUndefined();
    expect(await toldBefore(named, TEACHER.id, lesson)).toEqual({
      child: "Goes to child.",
      adult: "Goes to adult.",
      ended: "Goes to ended.",
    });
    expect(asked).toEqual(["teacher child", "teacher adult", "teacher ended"]);
  });
});

describe("an end says truly who is told of it", () => {
  const told = (dsl: readonly string[], headteacher: readonly string[], first?: "dsl-first") =>
    toldByRoute(
      routeFor(
        { about: "ended", reporter: TEACHER.id, lessonStaff: [], channel: dsl.length > 0 },
        { dsl, headteacher, ...(first === undefined ? {} : { first }) },
      ),
    );

  it.each([
    [told(HOLDERS.dsl, HOLDERS.headteacher), "The DSL and the headteacher are told then."],
    [told(HOLDERS.dsl, HOLDERS.headteacher, "dsl-first"), "The DSL is told then."],
    [told([], HOLDERS.headteacher), "The headteacher is told then."],
    [told([], []), "Lesson Guard can tell no one: phone the school office."],
    [undefined, "The alert goes out then."],
  ])("with %j to be told, the sentence names them before the press", (tells, sentence) => {
    const story = arrival();
    const around = { ...story.around, ...(tells === undefined ? {} : { tells }) };
    const decision = decide(story.lesson, { by: TEACHER, staff: { press: "end-for-all" } }, around);
    if ("refused" in decision) throw new Error(decision.say);
    expect(decision.say).toContain(sentence);
    const ended = decision.events.reduce(evolve, story.lesson);
    const faces = { ...AROUND, now: story.now };
    expect(progressFace(ended, undefined, faces).lines.join(" ")).toContain(sentence);
    expect(checklistFace(ended, faces).lines.join(" ")).toContain(sentence);
    expect(lessonView(ended, "organiser", [], undefined, faces).end?.instruction).toContain(sentence);
  });
});
