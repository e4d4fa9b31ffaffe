import { lessonStream } from "../../src/record/log/streams.ts";
import { guest } from "../protocol/lesson/story.ts";
import { type Day, MANY, openDay, startedLesson } from "./school-day.ts";

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe("two members of staff at once", () => {
  it("lose none of fifty presses", async () => {
    const id = await startedLesson(day);
    const presses = await Promise.all(
      Array.from({ length: 2 * MANY }, (_, n) =>
        day.lessons.press(day.caller(n % 2 === 0 ? "teacher" : "assistant"), id, {
          press: "recognise",
          person: `r${Math.floor(n / 2)}`,
          recognition:
            n % 2 === 0 ? { as: "stranger" } : { as: "pupils", pupils: [n % 4 === 1 ? "p-amara" : "p-ben"] },
        }),
      ),
    );
    expect(presses.filter((answer) => "refused" in answer)).toEqual([]);
    const facts = await day.record.read(lessonStream(id));
    expect(facts.filter((fact) => fact.type === "PersonRecognised")).toHaveLength(2 * MANY);
    expect(facts.map((fact) => fact.version)).toEqual(facts.map((_, n) => n + 1));
    expect((await day.lessons.read(id)).version).toBe(facts.length);
  });

  it("who press the same are both answered, and it is done once", async () => {
    const id = await startedLesson(day);
    const answers = await Promise.all(
      ["teacher", "assistant", "teacher", "assistant"].map((who) =>
        day.lessons.press(day.caller(who), id, { press: "end-for-all" }),
      ),
    );
    for (const answer of answers) expect("refused" in answer || answer.say === "").toBe(false);
    const facts = await day.record.read(lessonStream(id));
    expect(facts.filter((fact) => fact.type === "EndAsked")).toHaveLength(1);
  });

  it("a press that came second is decided again on what the first one made", async () => {
    const id = await startedLesson(day, [guest("r-amara", "Amara Okafor")]);
    const [sweep, exception] = await Promise.all([
      day.lessons.press(day.caller("teacher"), id, {
        press: "note-exception",
        pupil: "p-amara",
        reason: "dress",
      }),
      day.lessons.press(day.caller("assistant"), id, { press: "all-others-fine" }),
    ]);
    expect("refused" in sweep || "refused" in exception).toBe(false);
    const { pupils } = await day.lessons.read(id);
    const facts = (await day.record.read(lessonStream(id))).map((fact) => fact.type);
    const noted = facts.indexOf("ExceptionNoted");
    const checked = facts.indexOf("PupilsChecked");
    expect(noted).toBeGreaterThan(0);
    if (checked === -1) expect(pupils["p-amara"]?.checked).toBeUndefined();
    else expect(checked).toBeLessThan(noted);
  });

  it("a report and a press at once are both recorded", async () => {
    const id = await startedLesson(day);
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) =>
        day.lessons.report(id, { report: "person-left", person: `r${n}` }),
      ),
      day.lessons.press(day.caller("teacher"), id, { press: "pause" }),
    ]);
    const lesson = await day.lessons.read(id);
    expect(lesson.phase).toBe("paused");
    expect(Object.values(lesson.people).filter((one) => one.place === "out")).toHaveLength(10);
  });
});

describe("Tell the DSL now pressed twice", () => {
  it("within three seconds is one concern", async () => {
    const lesson = await day.lessons.read(await startedLesson(day));
    const teacher = day.caller("teacher");
    const raise = () => day.concerns.raise(teacher, lesson, "child");
    const answers = [...(await Promise.all([raise(), raise(), raise()])), await raise()];
    day.wait(2_999);
    answers.push(await raise());
    const refs = answers.map((answer) => ("concern" in answer ? answer.concern.ref : answer.refused));
    expect(new Set(refs).size).toBe(1);
    expect(await day.record.concernsOfLesson(lesson.id)).toHaveLength(1);
  });

  it("by two people, about two things, or three seconds later is another concern", async () => {
    const lesson = await day.lessons.read(await startedLesson(day));
    await day.concerns.raise(day.caller("teacher"), lesson, "child");
    await day.concerns.raise(day.caller("teacher"), lesson, "adult");
    await day.concerns.raise(day.caller("assistant"), lesson, "child");
    day.wait(3_000);
    await day.concerns.raise(day.caller("teacher"), lesson, "child");
    expect(await day.record.concernsOfLesson(lesson.id)).toHaveLength(3);
    expect(await day.staffMatters.concernsOfLesson(lesson.id)).toHaveLength(1);
  });

  it("once words were added is another concern", async () => {
    const lesson = await day.lessons.read(await startedLesson(day));
    const teacher = day.caller("teacher");
    const first = await day.concerns.raise(teacher, lesson, "child");
    if ("refused" in first) throw new Error(first.refused);
    await day.concerns.addDetail(teacher, first.concern.ref, { words: "He said he was hungry" });
    await day.concerns.raise(teacher, lesson, "child");
    expect(await day.record.concernsOfLesson(lesson.id)).toHaveLength(2);
  });
});

describe("Tell the DSL now pressed once more", () => {
  const PRESS = "6e1a4a9e-5a0e-4f0e-9a55-0c1b7f4f5a11";
  const OTHER = "0b6a4a9e-5a0e-4f0e-9a55-0c1b7f4f5a12";
  type Ground = { readonly ref: string; readonly again: (press?: string) => Promise<string> };
  const raised = async (press?: string): Promise<Ground> => {
    const lesson = await day.lessons.read(await startedLesson(day));
    const again = async (named?: string): Promise<string> => {
      const answer = await day.concerns.raise(day.caller("teacher"), lesson, "child", { press: named });
      if ("refused" in answer) throw new Error(answer.refused);
      return answer.concern.ref;
    };
    return { ref: await again(press), again };
  };
  const close = async (ref: string) =>
    day.concerns.close(day.caller("dsl"), ref, { decision: "Spoke to home", reason: "Child is safe" });

  it("by the same press, whose answer was lost, is the same concern whatever was added", async () => {
    const { ref, again } = await raised(PRESS);
    await day.concerns.addDetail(day.caller("dsl"), ref, { words: "Known to social care" });
    expect(await again(PRESS)).toBe(ref);
    expect(await again()).not.toBe(ref);
  });

  it("within three seconds, on the panel and on the card, is one alert", async () => {
    const { ref, again } = await raised(PRESS);
    day.wait(2_999);
    expect(await again()).toBe(ref);
    expect(await again(OTHER)).toBe(ref);
  });

  // A page may hold the name of an unanswered press for the rest of the lesson.
  it.each<[string, string | undefined, (ground: Ground) => unknown]>([
    [
      "three seconds later, while a person has it",
      undefined,
      async ({ ref }) => {
        await day.concerns.haveIt(day.caller("dsl"), ref);
        day.wait(3_000);
      },
    ],
    ["three seconds later, while no one has it", undefined, () => day.wait(3_000)],
    ["three seconds later, with another name", OTHER, () => day.wait(3_000)],
    ["after a person has closed it", undefined, ({ ref }) => close(ref)],
    ["after a person has closed it, by the same press", PRESS, ({ ref }) => close(ref)],
    ["more than a minute later, by the same press", PRESS, () => day.wait(60_000)],
  ])("%s is another concern, and the DSL is told", async (_, press, meanwhile) => {
    const ground = await raised(press === OTHER ? PRESS : press);
    await meanwhile(ground);
    const next = await ground.again(press);
    expect(next).not.toBe(ground.ref);
    const work = await day.record.dutiesOf(`concern:${next}`);
    expect(work.map(({ work: { kind } }) => kind)).toContain("tell");
  });
});

it("the end of the meeting does not wait for all who left before it to be recorded", async () => {
  const id = await startedLesson(day);
  const left = Array.from({ length: MANY }, (_, n) =>
    day.lessons.report(id, { report: "person-left", person: `r${n}` }),
  );
  const over = await day.lessons.report(id, { report: "meeting-ended" });
  expect(over.phase).toBe("over");
  await Promise.all(left);
  const types = (await day.record.read(lessonStream(id))).map(({ type }) => type);
  expect(types.filter((type) => type === "MeetingEnded")).toHaveLength(1);
  expect(types.filter((type) => type === "PersonMoved").length).toBeLessThan(MANY / 2);
  const { people } = await day.lessons.read(id);
  expect(Object.values(people).filter(({ place }) => place !== "out")).toEqual([]);
});
