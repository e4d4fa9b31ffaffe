import crypto from "node:crypto";

const DAY = Date.UTC(2001, 1, 3);

/** A module of the project keeps something. */
const kept: string[] = [];

/** What can be seen here of what another file left. */
const seen = () => ({
  kept: kept.length,
  variable: process.env["LEFT_HERE"],
  global: Reflect.get(globalThis, "leftHere") as unknown,
  listeners: process.listenerCount("SIGUSR2"),
  day: Date.now() === DAY,
  random: crypto.randomUUID() as string,
});

/** Tests of a file that leaves as much as it can, and finds nothing. */
export const leaves = (): void => {
  it("finds nothing that another file left", () => {
    expect(seen()).toEqual({
      kept: 0,
      variable: undefined,
      global: undefined,
      listeners: 0,
      day: false,
      random: expect.stringContaining("-"),
    });
    kept.push("something");
    process.env["LEFT_HERE"] = "yes";
    Object.assign(globalThis, { leftHere: true });
    process.on("SIGUSR2", () => undefined);
    jest.spyOn(crypto, "randomUUID").mockReturnValue("a b c d e" as ReturnType<typeof crypto.randomUUID>);
    jest.useFakeTimers({ now: DAY, doNotFake: ["setTimeout"] });
    expect(seen()).toMatchObject({ kept: 1, variable: "yes", global: true, listeners: 1, day: true });
  });
};

afterEach(() => {
  kept.push("hooks are registered for each file");
});
