import { openSchool } from "../../src/desk/school.ts";
import type { Caller } from "../../src/protocol/who/caller.ts";
import { schoolStream } from "../../src/record/log/streams.ts";
import { ENGINES, type Ground, newGround } from "../support/engines.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

describe.each(ENGINES)("a headteacher signs a person out, on %s", (engine) => {
  let ground: Ground;
  let day: Day;
  beforeEach(async () => {
    ground = await newGround(engine);
    day = await openDay(ground.place);
  });
  afterEach(async () => {
    await day.close();
    await ground.remove();
  });

  const signOut = async (person: string, out = true, by = "head") =>
    day.school.signOut(day.caller(by), { person, out }, await day.people.holders());
  const caller = (id: string): Promise<Caller> => day.people.callerOf(id, id);

  it("who then has no right at all, not even in their own lesson that is on, until they are let in again", async () => {
    const lesson = await startedLesson(day);
    const pause = async () => day.lessons.press(await caller("teacher"), lesson, { press: "pause" });
    expect(await signOut("teacher")).toMatchObject({ say: expect.stringMatching(/^Signed out\./) });
    expect(await caller("teacher")).toMatchObject({ roles: [], barred: true });
    expect(await pause()).toMatchObject({ refused: "not-yours" });
    expect(await day.people.staffAmong(["teacher", "assistant"])).toEqual(["assistant"]);
    expect(await signOut("teacher", false)).toMatchObject({ say: "They can use Lesson Guard again." });
    expect(await pause()).not.toHaveProperty("refused");
  });

  it("no alert goes to a DSL who is out, and all of it stands in the record, through a restart", async () => {
    await signOut("dsl");
    expect((await day.people.holders()).dsl).toEqual(["deputy"]);
    expect((await day.people.knownHolders())?.dsl).toEqual(["deputy"]);
    const again = await openSchool(day.record, day.now, async () => []);
    expect(again.signedOut()).toMatchObject([{ person: "dsl", by: "head" }]);
    await signOut("dsl", false);
    await again.refresh();
    expect(again.signedOut()).toEqual([]);
    expect((await day.people.holders()).dsl).toEqual(["dsl", "deputy"]);
    const facts = await day.record.read(schoolStream("school"));
    expect(facts.slice(-2).map(({ type, data }) => [type, data])).toEqual([
      ["PersonSignedOut", { person: "dsl", by: "head" }],
      ["PersonLetIn", { person: "dsl", by: "head" }],
    ]);
  });

  it("pressed twice is one fact, and a headteacher cannot be signed out", async () => {
    await signOut("colleague");
    const { length } = await day.record.read(schoolStream("school"));
    expect(await signOut("colleague")).toMatchObject({
      say: expect.stringMatching(/^This person has been signed out since/),
    });
    expect(await signOut("assistant", false)).toMatchObject({ say: "This person is not signed out." });
    day.staffing.roles = { ...day.staffing.roles, second: ["headteacher"] };
    for (const head of ["head", "second"])
      expect(await signOut(head)).toMatchObject({ refused: "not-theirs" });
    expect(await day.record.read(schoolStream("school"))).toHaveLength(length);
  });
});
