import { concernStream, lessonStream } from "../../src/record/log/streams.ts";
import { guest } from "../protocol/lesson/story.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  await day.school.change({ ...day.school.settings(), undoSeconds: 4 }, "admin");
  lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor")]);
});
afterEach(() => day.close());

const press = (command: "end-for-all" | "undo-end") =>
  day.lessons.press(day.caller("teacher"), lesson, { press: command });
const reminders = async (): Promise<readonly string[]> =>
  (await day.record.dutiesOf(lessonStream(lesson)))
    .filter(({ work }) => work.kind === "remind")
    .map(({ state }) => state);

describe("an end and what follows from it are one transaction", () => {
  it("an end that is undone takes its timers with it", async () => {
    await press("end-for-all");
    expect(await reminders()).toEqual(["waiting"]);
    const seen: (readonly string[])[] = [];
    const deaf = day.record.onAppended(() => {
      void reminders().then((states) => seen.push(states));
    });
    await press("undo-end");
    deaf();
    expect(await reminders()).toEqual(["cancelled"]);
    expect(seen).toEqual([["cancelled"]]);
  });

  it("the alert of an ended lesson is opened with the end, and on its way to the DSL", async () => {
    await press("end-for-all");
    day.wait(4000);
    const appended: (readonly string[])[] = [];
    day.record.onAppended((streams) => appended.push(streams));
    const { end } = await day.lessons.report(lesson, { report: "end-window-passed" });
    const alert = end?.alert ?? "";
    expect(appended).toEqual([[lessonStream(lesson), concernStream(alert)]]);
    expect(await day.concerns.read(alert)).toMatchObject({
      about: "ended",
      reaches: "dsl",
      raisedBy: "teacher",
      deliveries: [{ target: { to: "channel" }, state: "asked" }],
    });
    expect((await day.record.dutiesOf(concernStream(alert))).map(({ work }) => work.kind)).toContain("tell");
    expect(await day.record.concernRow(alert)).toMatchObject({ about: "ended", state: "open" });
  });

  it("the removals are duties of the same moment", async () => {
    await press("end-for-all");
    day.wait(4000);
    await day.lessons.report(lesson, { report: "end-window-passed" });
    const removals = (await day.record.dutiesOf(lessonStream(lesson))).filter(
      ({ work }) => work.kind === "remove",
    );
    expect(removals).toMatchObject([{ state: "waiting", urgent: true, work: { participant: "r-amara" } }]);
  });

  it("the timer delivered twice opens one alert", async () => {
    await press("end-for-all");
    day.wait(4000);
    await Promise.all([1, 2, 3].map(() => day.lessons.report(lesson, { report: "end-window-passed" })));
    expect(await day.record.concernsOfLesson(lesson)).toHaveLength(1);
  });

  it("a concern that is closed is told to no one new", async () => {
    const raised = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
    if ("refused" in raised) throw new Error(raised.refused);
    const { ref } = raised.concern;
    await day.concerns.close(day.caller("dsl"), ref, { decision: "Spoke to home", reason: "Safe" });
    const tells = (await day.record.dutiesOf(concernStream(ref))).filter(({ work }) => work.kind === "tell");
    expect(tells.map(({ state }) => state)).toEqual(["cancelled"]);
  });

  it("lesson and concern streams still verify", async () => {
    await press("end-for-all");
    day.wait(4000);
    const { end } = await day.lessons.report(lesson, { report: "end-window-passed" });
    for (const stream of [lessonStream(lesson), concernStream(end?.alert ?? "")])
      expect(await day.record.verifyStream(stream)).toMatchObject({ intact: true });
  });
});
