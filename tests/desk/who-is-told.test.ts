import { NEW_SCHOOL } from "../../src/desk/school.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

let day: Day;
let lesson = "";

beforeEach(async () => {
  day = await openDay();
  await day.school.change({ ...NEW_SCHOOL, dslChannel: { teamId: "t", channelId: "c" } }, "admin");
  lesson = await startedLesson(day);
});

afterEach(() => day.close());

const raise = async (without?: string) => {
  const read = await day.lessons.read(lesson);
  const answer = await day.concerns.raise(day.caller("teacher"), read, "adult", { without });
  if ("refused" in answer) throw new Error(answer.refused);
  return answer;
};

const waiting = async (ref: string): Promise<readonly string[]> =>
  (await day.staffMatters.dutiesOf(`concern:${ref}`)).flatMap(({ work, state, notBefore }) =>
    state === "waiting" && work.kind !== "tell-raiser"
      ? [`${work.kind} ${"step" in work ? work.step : 1} in ${notBefore - Date.parse(day.now())}`]
      : [],
  );

describe("Tell the headteacher now", () => {
  it("says how long it can be undone; until then no one else learns of it", async () => {
    const { say, concern } = await raise();
    expect(say).toBe(`Recorded as ${concern.ref}. Telling the headteacher in 4 seconds. Undo stops it.`);
    expect(await waiting(concern.ref)).toEqual(["escalate 1 in 4000"]);
    expect(await day.concerns.find(day.caller("head"), concern.ref)).toBeUndefined();
    expect(await day.concerns.readable(day.caller("head"))).toEqual([]);
  });

  it("tells when the time is over, whatever has become of the program meanwhile", async () => {
    const { ref } = (await raise()).concern;
    day.wait(4_000);
    // A start finds its timer in the record; the auditor changes nothing meanwhile.
    expect(await day.concerns.putRight(ref)).toEqual({ missing: [], overdue: false });
    await day.concerns.escalate(ref, 1);
    expect(await waiting(ref)).toEqual(["tell 1 in 0", "escalate 2 in 180000"]);
    expect((await day.concerns.find(day.caller("head"), ref))?.ref).toBe(ref);
    expect(await day.concerns.takeBack(day.caller("teacher"), ref)).toMatchObject({ refused: "too-late" });
  });

  it("undone in time tells no one, though the directory is away", async () => {
    const { ref } = (await raise()).concern;
    day.staffing.away = "fails";
    const undone = await day.concerns.takeBack(day.caller("teacher", false), ref);
    expect(undone).toMatchObject({ say: "Undone. No one was told." });
    expect(await waiting(ref)).toEqual([]);
    await day.concerns.escalate(ref, 1);
    expect((await day.concerns.read(ref)).deliveries).toEqual([]);
    day.staffing.away = "no";
    expect(await day.concerns.find(day.caller("head"), ref)).toBeUndefined();
    // Pressed again it is a new concern.
    expect((await raise()).concern.ref).not.toBe(ref);
  });

  it.each(["assistant", "head", "dsl", "admin"])("cannot be undone by %s", async (other) => {
    const { ref } = (await raise()).concern;
    expect(await day.concerns.takeBack(day.caller(other), ref)).toMatchObject({ refused: "not-found" });
    expect((await day.concerns.read(ref)).held).toBeDefined();
  });

  it("without the only headteacher says so before the press, and tells no one", async () => {
    const read = await day.lessons.read(lesson);
    const teacher = day.caller("teacher");
    expect(await day.concerns.preview(teacher, read, "adult")).toMatchObject({
      sentence:
        "Goes to head. If no one takes it, they are told again after 3 minutes, until one does. No DSL and no other member of staff can see that it exists.",
      people: [{ person: "head", name: "head" }],
    });
    expect((await day.concerns.preview(teacher, read, "adult", "head")).sentence).toContain(
      "chair of governors",
    );
    const { concern } = await raise("head");
    expect(concern).toMatchObject({ reaches: "nobody", deliveries: [], leftOut: ["head"] });
  });
});

it("a child's goes to the DSL channel and the headteacher at once, and says so by name before", async () => {
  const read = await day.lessons.read(lesson);
  const preview = await day.concerns.preview(day.caller("teacher"), read, "child");
  expect(preview.sentence).toBe(
    "Goes to the DSL channel (dsl and deputy) and head. If no one takes it: after 3 minutes dsl and deputy in chat, then all of them again until one does.",
  );
  const answer = await day.concerns.raise(day.caller("teacher"), read, "child");
  if ("refused" in answer) throw new Error(answer.refused);
  expect(answer.say).toBe(`Recorded as ${answer.concern.ref}. Telling the DSL and the headteacher now.`);
  expect(answer.concern.deliveries.map(({ target }) => target)).toEqual([
    { to: "channel" },
    { to: "person", person: "head", as: "headteacher" },
  ]);
  // X3: the headteacher who was told may read it; no one else may.
  expect((await day.concerns.find(day.caller("head"), answer.concern.ref))?.ref).toBe(answer.concern.ref);
  expect(await day.concerns.find(day.caller("colleague"), answer.concern.ref)).toBeUndefined();
});
