import type { Line, State } from "../../../src/app/preflight/line.ts";
import { NOT_SEEN } from "../../../src/app/preflight/verdict.ts";
import { tickSetUp } from "../../../src/app/set-up/watch-set-up.ts";
import { NEW_SCHOOL } from "../../../src/desk/school.ts";
import type { SchoolServices } from "../../../src/desk/school-services.ts";
import { CloudError } from "../../../src/meeting/cloud-error.ts";
import { openRecordStore, type RecordStore } from "../../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../../src/record/scope.ts";
import type { Card } from "../../../src/teams/cards/build.ts";

describe("the check that is done by itself", () => {
  let store: RecordStore;
  let now: string;
  let version: string;
  let states: Record<string, State>;
  let looks: number;
  let told: { readonly person: string; readonly card: Card }[];
  let isAway: boolean;
  let planned: string | undefined;

  beforeEach(async () => {
    store = await openRecordStore({ dataDir: ":memory:" });
    [now, version, looks, told, isAway, planned] = ["2026-11-24T12:00:00.000Z", "1", 0, [], false, undefined];
    states = { "access-policy": "green", options: "green" };
  });
  afterEach(() => store.close());

  const lines = (): readonly Line[] =>
    Object.entries(states).map(([id, state]) => ({
      id,
      name: `Line ${id}`,
      state,
      says: "so it is",
      mend: "Step 6",
    }));

  const round = async () => {
    const record = store.in(FIRST_SCHOOL);
    const lessons = async () =>
      planned === undefined ? [] : [{ startsAt: planned, kind: "class", organiserId: "okafor" }];
    const at = {
      record: { ...record, openLessons: lessons },
      school: { settings: () => NEW_SCHOOL },
      people: { administrators: async () => ["khan"] },
    } as unknown as SchoolServices;
    const before = looks;
    await tickSetUp({
      schools: { all: () => [at] },
      looked: async () => {
        looks += 1;
        return { at: now, lines: lines() };
      },
      tell: async (person, card) => {
        if (isAway)
          throw new CloudError({ service: "connector", operation: "send message", kind: "temporary" });
        told.push({ person, card });
      },
      linkToPage: "https://teams.microsoft.com/l/entity/app/set-up",
      notSeen: async () => NOT_SEEN,
      version,
      now: () => now,
      failed: (error) => {
        if (!(error instanceof CloudError)) throw error;
      },
    });
    return looks - before;
  };
  const textOf = (n: number): string => JSON.stringify(told[n]?.card);

  it("is done at the first start of a version, each night, and before a planned lesson, and not otherwise", async () => {
    expect(await round()).toBe(1);
    expect(await round()).toBe(0);
    now = "2026-11-25T03:10:00.000Z";
    expect(await round()).toBe(1);
    now = "2026-11-25T03:20:00.000Z";
    expect(await round()).toBe(0);
    now = "2026-11-25T08:30:00.000Z";
    planned = "2026-11-25T09:45:00.000Z";
    expect(await round()).toBe(0);
    planned = "2026-11-25T09:15:00.000Z";
    expect(await round()).toBe(1);
    now = "2026-11-25T08:40:00.000Z";
    expect(await round()).toBe(0);
    version = "2";
    expect(await round()).toBe(1);
    expect(told).toEqual([]);
  });

  it("tells each administrator what is red on two looks, once, and when it is right again", async () => {
    await round();
    states["access-policy"] = "red";
    now = "2026-11-25T03:10:00.000Z";
    await round();
    expect(told).toEqual([]);
    expect(await round()).toBe(1);
    expect(told.map(({ person }) => person)).toEqual(["khan"]);
    expect(textOf(0)).toMatch(/not ready for lessons.*Line access-policy: so it is.*To mend it: Step 6/);
    now = "2026-11-26T03:10:00.000Z";
    await round();
    expect(told).toHaveLength(1);
    states["access-policy"] = "green";
    now = "2026-11-27T03:10:00.000Z";
    await round();
    expect(textOf(1)).toMatch(
      /ready for lessons again.*Right again: Line access-policy\..*Not seen by Lesson Guard: .*who may have the app/,
    );
  });

  it("tells no one of what was red on one look only", async () => {
    await round();
    states["options"] = "red";
    now = "2026-11-25T03:10:00.000Z";
    await round();
    states["options"] = "green";
    await round();
    expect(await round()).toBe(0);
    expect(told).toEqual([]);
  });

  it("goes on telling where no administrator could be told", async () => {
    await round();
    states["options"] = "red";
    now = "2026-11-25T03:10:00.000Z";
    isAway = true;
    await round();
    await round();
    expect(told).toEqual([]);
    isAway = false;
    expect(await round()).toBe(1);
    expect(told).toHaveLength(1);
  });

  describe("tells the organiser of a lesson of today or tomorrow", () => {
    const toOrganiser = () =>
      told.filter(({ person }) => person === "okafor").map(({ card }) => JSON.stringify(card));
    const badFrom = async (night: string): Promise<void> => {
      await round();
      states["options"] = "red";
      now = night;
      await round();
      await round();
    };

    it("once, after the administrators, what it is and for which lesson, and that it is right again", async () => {
      planned = "2026-11-26T09:15:00.000Z";
      await badFrom("2026-11-25T03:10:00.000Z");
      expect(told.map(({ person }) => person)).toEqual(["khan", "okafor"]);
      expect(toOrganiser()[0]).toMatch(
        /not ready for your lesson.*26 November 2026, 09:15.*Line options: so it is/,
      );
      now = "2026-11-26T03:10:00.000Z";
      await round();
      expect(toOrganiser()).toHaveLength(1);
      states["options"] = "green";
      now = "2026-11-27T03:10:00.000Z";
      await round();
      expect(toOrganiser()).toHaveLength(2);
      expect(toOrganiser()[1]).toMatch(/ready for your lessons again/);
    });

    it("only on the day before, though it was red earlier", async () => {
      planned = "2026-11-27T09:15:00.000Z";
      await badFrom("2026-11-25T03:10:00.000Z");
      expect(toOrganiser()).toEqual([]);
      now = "2026-11-26T03:10:00.000Z";
      await round();
      expect(toOrganiser()).toHaveLength(1);
    });

    it("and not before an administrator knows", async () => {
      planned = "2026-11-25T09:15:00.000Z";
      isAway = true;
      await badFrom("2026-11-25T03:10:00.000Z");
      expect(told).toEqual([]);
      isAway = false;
      await round();
      expect(told.map(({ person }) => person)).toEqual(["khan", "okafor"]);
    });

    it("and not that it is right while something else is not known", async () => {
      planned = "2026-11-25T09:15:00.000Z";
      await badFrom("2026-11-25T03:10:00.000Z");
      states = { "access-policy": "grey", options: "green" };
      now = "2026-11-26T03:10:00.000Z";
      await round();
      expect(toOrganiser()).toHaveLength(1);
    });
  });

  it("says after an update which consent the new version needs", async () => {
    await round();
    version = "2";
    states["consent:Mail.Send"] = "red";
    await round();
    await round();
    expect(textOf(0)).toMatch(/not ready for lessons.*Line consent:Mail\.Send: so it is/);
  });

  it("tells no one while a school has never been ready", async () => {
    states["options"] = "red";
    await round();
    now = "2026-11-25T03:10:00.000Z";
    await round();
    await round();
    expect(told).toEqual([]);
  });
});
