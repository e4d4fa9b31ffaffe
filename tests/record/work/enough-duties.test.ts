import { HELD_BACK } from "../../../src/protocol/work/limits.ts";
import { ENGINES } from "../../support/engines.ts";
import { asking, duty, NOW } from "../samples.ts";
import { claim, claimOne, openBeforeEach, record, states } from "./claiming.ts";

describe.each(ENGINES)("%s: a card that is to be drawn", (engine) => {
  openBeforeEach(engine);

  describe("one that waits to do the same, no later, is enough", () => {
    const card = (more = {}) => duty({ replaces: "card:l1", enough: true, afterMs: 300, ...more });
    const ask = (id: string, more = {}) => record.append(asking("s", [[id, card(more)]]));
    const LATER = NOW + 300;

    it("stays as it is, and the new one is not written", async () => {
      await ask("a");
      await ask("b");
      await ask("c", { afterMs: 1500 });

      expect(await states()).toEqual({ a: "waiting" });
    });

    it("one that would run sooner, or does other work, replaces it", async () => {
      await ask("a", { afterMs: 1500 });
      await ask("b");
      expect(await states()).toEqual({ a: "replaced", b: "waiting" });
      await ask("c", { work: { kind: "set-options", lesson: "l2" } });
      expect(await states()).toEqual({ a: "replaced", b: "replaced", c: "waiting" });
    });

    it("one that is under way is not enough: it may have read what was before", async () => {
      await ask("a");
      expect(await claim(LATER)).toHaveLength(1);
      await ask("b");

      expect(await states()).toEqual({ a: "started", b: "waiting" });
    });

    it("nor is one that was tried, held back or is late", async () => {
      await ask("a");
      const { fence } = await claimOne(LATER);
      await record.retryDuty("a", fence, LATER, "503", LATER);
      await ask("b");
      expect(await states()).toEqual({ a: "replaced", b: "waiting" });
      await record.holdDuty(await claimOne(LATER), LATER, HELD_BACK, LATER);
      await ask("c");
      expect(await states()).toEqual({ a: "replaced", b: "replaced", c: "waiting" });
      await record.sweepDuties(NOW + 10_000);
      await ask("d");
      expect(await states()).toEqual({ a: "replaced", b: "replaced", c: "replaced", d: "waiting" });
    });
  });
});
