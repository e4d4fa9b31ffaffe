import { rolesKeptIn } from "../../src/desk/last-roles.ts";
import type { Roles } from "../../src/meeting/directory.ts";
import type { Json } from "../../src/protocol/fact.ts";

const PATIENCE_MS = 1000;
const STAFF = (): Roles => ({ roles: ["staff"], fresh: true, at: Date.now() });

/** A directory that answers, falls silent, and answers again; and settings that are kept meanwhile. */
const stage = () => {
  const settings = new Map<string, Json>();
  let answer = async (): Promise<Roles> => STAFF();
  const rolesOf = rolesKeptIn(
    { rolesOf: () => answer() },
    {
      setting: async (key) => settings.get(key),
      saveSetting: async (key, value) => void settings.set(key, value),
    },
  );
  return {
    rolesOf,
    answers: (roles: () => Promise<Roles>) => {
      answer = roles;
    },
  };
};

const silence = () => new Promise<Roles>(() => undefined);

describe("the last known roles of a person", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] }));
  afterEach(() => jest.useRealTimers());

  /** What it says after so long; undefined: it still waits. */
  const said = async (ms: number, asked: Promise<Roles>): Promise<Roles | undefined> => {
    let answered: Roles | undefined;
    void asked.then((roles) => {
      answered = roles;
    });
    await jest.advanceTimersByTimeAsync(ms);
    return answered;
  };

  it("are enough for a press that protects children, a second after a silent directory was asked", async () => {
    const { rolesOf, answers } = stage();
    await rolesOf("p1");
    answers(silence);
    expect(await said(PATIENCE_MS, rolesOf("p1", true))).toMatchObject({ roles: ["staff"], fresh: false });
  });

  it("are not enough for any other press: it waits for what the directory says", async () => {
    const { rolesOf, answers } = stage();
    await rolesOf("p1");
    answers(silence);
    expect(await said(10 * PATIENCE_MS, rolesOf("p1"))).toBeUndefined();
  });

  it("give way to what a directory says in time", async () => {
    const { rolesOf, answers } = stage();
    await rolesOf("p1");
    answers(async () => ({ roles: ["dsl"], fresh: true, at: Date.now() }));
    expect(await said(0, rolesOf("p1", true))).toMatchObject({ roles: ["dsl"], fresh: true });
  });

  it("are no reason to turn away a person who had none: only the directory knows whether there is one now", async () => {
    const { rolesOf, answers } = stage();
    await rolesOf("p1");
    answers(async () => ({ roles: [], fresh: true, at: Date.now() }));
    await rolesOf("p1");
    answers(() => new Promise((resolve) => setTimeout(() => resolve(STAFF()), 3 * PATIENCE_MS)));
    expect(await said(3 * PATIENCE_MS, rolesOf("p1", true))).toMatchObject({
      roles: ["staff"],
      fresh: true,
    });
  });

  it("are enough for 24 hours, where the directory cannot be asked", async () => {
    const { rolesOf, answers } = stage();
    await rolesOf("p1");
    answers(async () => {
      throw new Error("away");
    });
    expect(await rolesOf("p1")).toMatchObject({ roles: ["staff"], fresh: false });
    jest.advanceTimersByTime(24 * 60 * 60_000);
    await expect(rolesOf("p1")).rejects.toThrow("away");
  });
});
