import { within } from "../../src/meeting/within.ts";

const later = async <T>(ms: number, what: () => T): Promise<T> => {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
  return what();
};

describe("work that is waited for so long and no longer", () => {
  it("gives what the work came to in time", async () => {
    expect(
      await within(
        1_000,
        later(1, () => "done"),
        "late",
      ),
    ).toBe("done");
  });

  it("says that it is late, and the work goes on", async () => {
    const work = later(40, () => "done");
    expect(await within(1, work, "late")).toBe("late");
    expect(await work).toBe("done");
  });

  it("throws what the work throws in time, and swallows it later", async () => {
    const fails = (ms: number): Promise<never> =>
      later(ms, () => {
        throw new Error("no");
      });
    await expect(within(1_000, fails(1), "late")).rejects.toThrow("no");
    const unheard = jest.fn();
    process.on("unhandledRejection", unheard);
    expect(await within(1, fails(20), "late")).toBe("late");
    await later(40, () => undefined);
    process.off("unhandledRejection", unheard);
    expect(unheard).not.toHaveBeenCalled();
  });

  it("leaves no timer behind that would keep a program from ending", async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((one) => one === "Timeout").length;
    const before = timers();
    await within(60_000, Promise.resolve(), "late");
    expect(timers()).toBe(before);
  });
});
