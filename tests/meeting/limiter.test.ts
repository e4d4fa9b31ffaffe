import { CloudError } from "../../src/meeting/cloud-error.ts";
import { createLimiter } from "../../src/meeting/limiter.ts";
import { returned } from "../../src/meeting/returned.ts";
import { HELD_BACK } from "../../src/protocol/work/limits.ts";
import { busy } from "../support/busy.ts";

const CALL = { service: "connector", operation: "send message", repeatable: false } as const;
const COUNTED = [{ limit: "send", of: "chat" }] as const;

const counter = (takePermit: () => Promise<number>) => ({ takePermit, closeLimit: async () => undefined });
const away = () => Promise.reject(new Error("away"));
const silent = () => new Promise<number>(() => undefined);

const outcome = async (doing: Promise<void>) =>
  doing.then(
    () => "left",
    (error: unknown) => (error instanceof CloudError ? [error.kind, error.code, error.retryAfterMs] : error),
  );

describe("the limiter", () => {
  it("holds back until the moment the count says, and lets the rest leave", async () => {
    expect(
      await outcome(
        createLimiter(
          counter(async () => 700),
          false,
        ).leave(CALL, COUNTED),
      ),
    ).toEqual(["throttled", HELD_BACK, 700]);
    expect(
      await outcome(
        createLimiter(
          counter(async () => 0),
          false,
        ).leave(CALL, COUNTED),
      ),
    ).toBe("left");
  });

  it("says of what has waited that it has", async () => {
    const asked: unknown[] = [];
    const limiter = createLimiter(
      {
        takePermit: async (_counted, ...how) => {
          asked.push(how);
          return 0;
        },
        closeLimit: async () => undefined,
      },
      false,
    );
    await limiter.leave(CALL, COUNTED);
    await returned(async () => {
      await Promise.resolve();
      await limiter.leave(CALL, COUNTED);
    });
    expect(asked).toEqual([
      [false, false],
      [false, true],
    ]);
  });

  it("lets what is urgent leave where the record is away, or silent", async () => {
    expect(await outcome(createLimiter(counter(away), true).leave(CALL, COUNTED))).toBe("left");
    const began = performance.now();
    expect(await outcome(createLimiter(counter(silent), true).leave(CALL, COUNTED))).toBe("left");
    expect(performance.now() - began).toBeLessThan(1000 * busy());
  });

  it("and holds everything else back then", async () => {
    expect(await outcome(createLimiter(counter(away), false).leave(CALL, COUNTED))).toEqual([
      "throttled",
      HELD_BACK,
      1000,
    ]);
  });
});
