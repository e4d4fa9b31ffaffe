import { leaveCall, readRoster } from "../../src/duty/handlers/call-duties.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { onLate } from "../../src/duty/handlers/handlers.ts";
import { type RosterWatch, watchRosters } from "../../src/duty/handlers/roster-watch.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import type { RosterParticipant } from "../../src/meeting/roster.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";
import { accepted, guest, roster, user } from "../protocol/lesson/story.ts";
import { ENGINES, type Ground, newGround } from "../support/engines.ts";

const NAN: RosterParticipant = {
  id: "r-nan",
  identity: "guest",
  shown: "Nan’s tablet",
  place: "in",
  sequence: 7,
  micOn: false,
};
const HART: RosterParticipant = {
  ...user("r-teacher", { id: "teacher", name: "Miss Hart" }),
  sequence: 1,
  micOn: false,
};

describe.each(ENGINES)("a roster notification, on %s", (engine) => {
  let ground: Ground;
  let day: Day;
  let lesson: string;
  let list: readonly RosterParticipant[] | CloudError;
  let whole: boolean;
  const OWN: RosterParticipant = {
    id: "r-own",
    identity: "application",
    applicationId: "bot",
    shown: "Lesson Guard",
    place: "in",
    sequence: 9,
    micOn: false,
  };

  beforeEach(async () => {
    ground = await newGround(engine);
    day = await openDay(ground.place);
    lesson = await startedLesson(day, []);
    list = [OWN, HART];
    whole = true;
  });
  afterEach(async () => {
    await day.close();
    await ground.remove();
  });

  const platform = {
    roster: async () => {
      if (list instanceof CloudError) throw list;
      return { people: list, whole };
    },
    ownParticipant: async () => "r-own",
  };
  const watch = (): RosterWatch => watchRosters(day);
  const partsWith = (rosters: RosterWatch) =>
    ({ ...day, rosters, platform, botId: "bot" }) as unknown as DutyServices;
  const waiting = async () =>
    (await day.record.dutiesOf(lessonStream(lesson))).filter(
      ({ work, state }) => work.kind === "read-roster" && state === "waiting",
    );
  /** Does what is due `afterMs` from now, in a server that heard only what `rosters` did. */
  const read = async (rosters: RosterWatch) =>
    readRoster(partsWith(rosters))({ kind: "read-roster", lesson, call: "call1" }, {} as never);
  const shown = async () => Object.values((await day.lessons.read(lesson)).people).map((one) => one.shown);

  it("is in the record before Graph is told that it was heard: a server that is left asks for the list", async () => {
    const before = (await waiting()).map(({ id }) => id);
    await watch().noticed(lesson, "call1", [NAN]);
    const [duty, ...more] = await waiting();
    expect(more).toEqual([]);
    expect(before).not.toContain(duty?.id);
    expect(duty).toMatchObject({ urgent: true, work: { lesson, call: "call1" } });
    list = [OWN, HART, NAN];
    expect(await read(watch())).toEqual({ done: true });
    expect(await shown()).toContain("Nan’s tablet");
  });

  it("that comes with others is one duty for all of them, and each is answered once that is recorded", async () => {
    const asked = async () =>
      (await day.record.dutiesOf(lessonStream(lesson))).filter(({ work }) => work.kind === "read-roster");
    const before = (await asked()).length;
    const rosters = watch();
    const found = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        await rosters.noticed(lesson, "call1", [{ ...NAN, id: `r-${n}` }]);
        return (await asked()).length;
      }),
    );
    expect(found).toEqual(found.map(() => before + 1));
    expect(rosters.said("call1")).toHaveLength(30);
    await rosters.noticed(lesson, "call1", [NAN]);
    expect(await asked()).toHaveLength(before + 2);
  });

  it("is better than nothing where the list cannot be had, once, and the list is asked for again", async () => {
    list = new CloudError({ service: "graph", operation: "list", kind: "temporary" });
    const rosters = watch();
    await rosters.noticed(lesson, "call1", [{ ...NAN, sequence: 8 }]);
    await rosters.noticed(lesson, "call1", [{ ...NAN, shown: "older", sequence: 3 }]);
    await expect(read(rosters)).rejects.toThrow(CloudError);
    expect(await shown()).toContain("Nan’s tablet");
    expect(rosters.said("call1")).toEqual([]);
    list = [OWN, HART];
    await read(rosters);
    expect((await day.lessons.read(lesson)).people["r-nan"]?.place).toBe("out");
  });

  it("no one counts as gone because the list could not be read whole", async () => {
    const place = async () => (await day.lessons.read(lesson)).people["r-nan"]?.place;
    list = [OWN, HART, NAN];
    await read(watch());
    list = [OWN, HART];
    whole = false;
    await read(watch());
    expect(await place()).toBe("in");
    whole = true;
    await read(watch());
    expect(await place()).toBe("out");
  });

  it.each([
    ["empty", []],
    ["without our own leg", [HART]],
    ["with our own leg in the lobby", [{ ...OWN, place: "lobby" as const }, HART]],
  ])(
    "takes no one out where the list is %s, and the list is asked for again within a second",
    async (_, odd) => {
      list = [OWN, HART, NAN];
      await read(watch());
      list = odd;
      await read(watch());
      expect((await day.lessons.read(lesson)).people["r-nan"]?.place).toBe("in");
      expect((await day.lessons.read(lesson)).call.doubt).toBeDefined();
      expect((await waiting()).some(({ notBefore }) => notBefore <= Date.parse(day.now()) + 1000)).toBe(true);
      list = [OWN, HART];
      await read(watch());
      const { people, call } = await day.lessons.read(lesson);
      expect([people["r-nan"]?.place, call.doubt]).toEqual(["out", undefined]);
    },
  );

  it("the newest word about each person counts: a list may be older than a notification", async () => {
    list = [OWN, HART, { ...NAN, sequence: 7 }];
    await read(watch());
    const rosters = watch();
    await rosters.noticed(lesson, "call1", [
      { ...NAN, place: "out", sequence: 10 },
      { ...NAN, id: "r-new", shown: "Max", sequence: 10 },
    ]);
    list = [OWN, HART, { ...NAN, sequence: 8 }];
    await read(rosters);
    const { people } = await day.lessons.read(lesson);
    expect([people["r-nan"]?.place, people["r-new"]?.place]).toEqual(["out", "in"]);
  });

  it("our own leg is not removed, even where the list does not say who it is", async () => {
    const unknown = { ...NAN, identity: "unknown", shown: "" } as const;
    list = [HART, { ...unknown, id: "r-own" }, { ...unknown, id: "r-nobody" }];
    await read(watch());
    const { people } = await day.lessons.read(lesson);
    expect([people["r-own"], people["r-nobody"]?.place]).toEqual([undefined, "in"]);
  });

  it.each([
    ["a minute", undefined, 60_000],
    ["five seconds, where the doors are shut,", "end-for-all", 5_000],
  ] as const)("may be lost: the list is asked for again after %s", async (_, press, ms) => {
    if (press !== undefined) await day.lessons.press(day.caller("teacher"), lesson, { press });
    await read(watch());
    const again = (await waiting()).filter(({ notBefore }) => notBefore === Date.parse(day.now()) + ms);
    expect(again).toHaveLength(1);
    // One chain, however many asked: the soonest counts.
    day.wait(1_000);
    await read(watch());
    expect((await waiting()).filter(({ notBefore }) => notBefore > Date.parse(day.now()))).toMatchObject([
      { notBefore: again[0]?.notBefore },
    ]);
  });

  it("is said not to be shown once it is late, until Graph shows it again", async () => {
    const since = async () => (await day.lessons.read(lesson)).call.notReadAt;
    await read(watch());
    await onLate(partsWith(watch()))({ kind: "read-roster", lesson, call: "call1" }, "503");
    expect(await since()).toBe(day.now());
    list = [HART];
    await read(watch());
    expect(await since()).toBeDefined();
    list = [OWN, HART];
    await read(watch());
    expect(await since()).toBeUndefined();
  });

  it("of a call that is over is not asked about again", async () => {
    await day.lessons.report(lesson, { report: "call-lost", call: "call1", code: 404, subcode: 0 });
    const before = await waiting();
    expect(await read(watch())).toEqual({ done: true });
    expect(await waiting()).toEqual(before);
  });
});

describe("hanging up after the last removal", () => {
  let day: Day;
  beforeEach(async () => {
    day = await openDay();
  });
  afterEach(() => day.close());

  it("is put off where a person has come in since, and done once they are out", async () => {
    const lesson = await startedLesson(day, [guest("r-amara", "Amara Okafor")]);
    const left: string[] = [];
    const platform = { leave: async (call: string) => void left.push(call) };
    const hangUp = (call: string) =>
      leaveCall({ ...day, platform } as unknown as DutyServices)(
        { kind: "leave-call", lesson, call },
        {} as never,
      );
    await day.lessons.press(day.caller("teacher"), lesson, { press: "end-for-all" });
    day.wait(4000);
    await day.lessons.report(lesson, { report: "end-window-passed" });
    await day.lessons.report(lesson, { report: "last-removal-due" });
    await day.lessons.report(lesson, roster());
    await day.lessons.report(lesson, roster(guest("r-amara", "Amara Okafor")));
    expect(await hangUp("call1")).toEqual({ done: true });
    expect(left).toEqual([]);
    // A second leg of the bot removes no one.
    await hangUp("call2");
    for (const report of accepted("r-amara", "r-teacher")) await day.lessons.report(lesson, report);
    await day.lessons.report(lesson, roster());
    await hangUp("call1");
    expect(left).toEqual(["call2", "call1"]);
    expect((await day.lessons.read(lesson)).call.reason).toBe("left");
  });
});
