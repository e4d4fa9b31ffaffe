import { HELD_BACK } from "../../../src/protocol/work/limits.ts";
import { ENGINES } from "../../support/engines.ts";
import { loseCommits } from "../../support/lost-commits.ts";
import { adding, asking, duty, fact, NOW, removal } from "../samples.ts";
import { claim, claimOne, ground, OVER, openBeforeEach, record, states } from "./claiming.ts";

describe.each(ENGINES)("%s: duties that are replaced, cancelled or late", (engine) => {
  openBeforeEach(engine);

  describe("that a claim took without an answer", () => {
    beforeEach(async () => {
      await record.append(
        asking("s", [
          ["card", duty({ repeat: "once" })],
          ["doors", duty()],
        ]),
      );
    });

    const inHand = async () => {
      const claimed = await claim();
      expect(await claim()).toEqual([]);
      expect(await states()).toEqual({ card: "started", doors: "started" });
      for (const { id, fence } of claimed)
        expect(await record.finishDuty(id, fence, { done: true }, NOW)).toBe(true);
      return claimed;
    };
    const BOTH = [
      { id: "card", attempts: 1 },
      { id: "doors", attempts: 1 },
    ];

    it("are handed out by the same claim, where it is made again", async () => {
      const lost = loseCommits(engine, true, 1);
      // With SQLite a caller that claims makes it again.
      const claimed = await claim().catch(async () => claim());
      lost.mockRestore();

      expect(claimed).toMatchObject(BOTH);
      expect(await claim()).toEqual([]);
    });

    it.each([
      ["was recorded", true],
      ["was not", false],
    ])("are handed out by the next claim, once, where the one before %s", async (_, recorded) => {
      const lost = loseCommits(engine, recorded);
      await expect(claim()).rejects.toThrow();
      lost.mockRestore();

      expect(await inHand()).toMatchObject(BOTH);
    });

    it("are not handed out where they were cancelled meanwhile", async () => {
      const lost = loseCommits(engine, true);
      await expect(claim()).rejects.toThrow();
      lost.mockRestore();
      await record.cancelDuties("s", [duty().work.kind]);

      expect(await claim()).toEqual([]);
      expect(await states()).toEqual({ card: "cancelled", doors: "cancelled" });
    });
  });

  describe("with one key", () => {
    const doors = (more = {}) => duty({ replaces: "options:l1", ...more });

    it("replace those that wait, and no others", async () => {
      await record.append(
        asking("s", [
          ["old", doors()],
          ["other", duty({ replaces: "options:l2" })],
          ["free", duty()],
        ]),
      );
      await record.append(asking("s", [["new", doors()]]));

      expect(await states()).toEqual({ old: "replaced", other: "waiting", free: "waiting", new: "waiting" });
    });

    it("leave what is under way to finish, but not to be tried again", async () => {
      await record.append(
        asking("s", [
          ["a", doors()],
          ["b", doors({ replaces: "x" })],
        ]),
      );
      const [a, b] = await claim();
      await record.append(
        asking("s", [
          ["a2", doors()],
          ["b2", doors({ replaces: "x" })],
        ]),
      );

      expect(await record.finishDuty("a", a?.fence ?? 0, { done: true }, NOW)).toBe(true);
      expect(await record.retryDuty("b", b?.fence ?? 0, NOW, "503", NOW)).toBe(true);
      expect(await states()).toEqual({ a: "done", b: "replaced", a2: "waiting", b2: "waiting" });
    });

    it("are not taken again after their lease once replaced", async () => {
      await record.append(asking("s", [["a", doors()]]));
      await claim(NOW, "others", OVER);
      await record.append(asking("s", [["a2", doors({ afterMs: 50_000 })]]));

      expect(await claim()).toEqual([]);
      await record.sweepDuties(NOW);
      expect(await states()).toEqual({ a: "replaced", a2: "waiting" });
    });

    it("say since when the one they replaced has been at work: what it sent may come later", async () => {
      await record.append(asking("s", [["a", doors()]]));
      expect(await claimOne(NOW, OVER)).not.toHaveProperty("unansweredSince");
      await record.append(asking("s", [["a2", doors({ afterMs: 1000 })]]));

      expect(await claim(NOW + 1000)).toMatchObject([{ id: "a2", unansweredSince: NOW }]);
    });

    it("say nothing of one that waited, or that has ended", async () => {
      await record.append(asking("s", [["a", doors()]]));
      await record.append(asking("s", [["a2", doors()]]));
      const a2 = await claimOne();
      await record.append(asking("s", [["a3", doors()]]));
      await record.finishDuty("a2", a2.fence, { done: true }, NOW);

      expect([a2, await claimOne()].map(({ id, unansweredSince }) => [id, unansweredSince])).toEqual([
        ["a2", undefined],
        ["a3", undefined],
      ]);
    });

    it("are no longer open where a version before left them waiting though replaced", async () => {
      await record.append(asking("s", [["a", doors()]]));
      await ground.run("update duties set withdrawn = 'replaced' where id = 'a'");
      await record.sweepDuties(NOW);
      expect(await states()).toEqual({ a: "replaced" });
    });

    describe("where the one that waits was held back", () => {
      const TURN = NOW + 40_000;
      const moments = async () =>
        Object.fromEntries((await record.dutiesOf("s")).map(({ id, notBefore }) => [id, notBefore]));

      beforeEach(async () => {
        await record.append(asking("s", [["a", doors()]]));
        await record.holdDuty(await claimOne(), TURN, HELD_BACK, NOW);
      });

      it("take over its turn, however many follow one another", async () => {
        for (const id of ["b", "c", "d"]) await record.append(asking("s", [[id, doors()]]));

        expect(await moments()).toMatchObject({ b: TURN, c: TURN, d: TURN });
        expect(await claim(TURN - 1)).toEqual([]);
        expect((await claim(TURN)).map(({ id }) => id)).toEqual(["d"]);
      });

      it("take it over where they would have run later, too", async () => {
        await record.append(asking("s", [["b", doors({ afterMs: 90_000 })]]));

        expect(await moments()).toMatchObject({ b: TURN });
      });

      it("are late when they would have been without it", async () => {
        await record.append(asking("s", [["b", doors()]]));

        expect((await record.dutiesOf("s")).find(({ id }) => id === "b")).toMatchObject({
          deadlineAt: NOW + 2_000,
          expiresAt: NOW + 60_000,
        });
      });

      it("run when they are to once it has been tried for another reason", async () => {
        await record.retryDuty("a", (await claimOne(TURN)).fence, TURN + 30_000, "503", TURN);
        await record.append(asking("s", [["b", doors({ afterMs: 50_000 })]]));

        expect(await moments()).toMatchObject({ b: NOW + 50_000 });
      });
    });

    it("do not replace anything when they are already known", async () => {
      await record.append(asking("s", [["a", doors()]]));
      await record.append(asking("s", [["b", doors()]]));
      await record.append(asking("s", [["a", doors()]]));

      expect(await states()).toEqual({ a: "replaced", b: "waiting" });
    });
  });

  describe("of an end that is undone", () => {
    beforeEach(async () => {
      await record.append({
        ...adding("s", 0, fact("EndAsked")),
        duties:
          asking("s", [
            ["window", duty()],
            ["remove", duty({ work: removal("p1") })],
          ]).duties ?? [],
      });
    });

    const undo = (expectedVersion: number) => ({
      ...adding("s", expectedVersion, fact("EndUndone")),
      cancel: [{ stream: "s", kinds: ["remove"] as const }],
    });

    it("are cancelled with the fact that undoes it", async () => {
      await record.append(undo(1));

      expect(await states()).toEqual({ window: "waiting", remove: "cancelled" });
      expect((await claim()).map(({ id }) => id)).toEqual(["window"]);
    });

    it("stay when the undo is refused", async () => {
      expect(await record.append(undo(0))).toMatchObject({ appended: false });
      expect(await states()).toEqual({ window: "waiting", remove: "waiting" });
    });

    it("are neither tried again nor called late when they were under way", async () => {
      const claimed = (await claim()).find(({ id }) => id === "remove");
      await record.append(undo(1));
      await record.sweepDuties(NOW + 5_000);
      await record.finishDuty("remove", claimed?.fence ?? 0, { failed: "no such participant" }, NOW);

      expect(await states()).toEqual({ window: "started", remove: "cancelled" });
      expect((await record.dutyNotices(100)).map(({ duty: { id } }) => id)).toEqual(["window"]);
    });

    it("can be asked for anew in the same change", async () => {
      await record.append({
        ...undo(1),
        duties: asking("s", [["remove2", duty({ work: removal("p1") })]]).duties ?? [],
      });

      expect(await states()).toMatchObject({ remove: "cancelled", remove2: "waiting" });
    });
  });

  describe("are noticed", () => {
    it("once, when the deadline passes, and stay to be done", async () => {
      await record.append(asking("s", [["d1", duty()]]));
      await record.sweepDuties(NOW + 1_999);
      expect(await record.dutyNotices(100)).toEqual([]);
      await record.sweepDuties(NOW + 2_000);
      expect(await record.dutyNotices(100)).toMatchObject([{ duty: { id: "d1" }, notice: "deadline" }]);
      await record.noticeTold("d1", "deadline");
      await record.sweepDuties(NOW + 3_000);

      expect(await record.dutyNotices(100)).toEqual([]);
      expect(await claim(NOW + 3_000)).toHaveLength(1);
    });

    it("when they expire, and are not started any more", async () => {
      await record.append(asking("s", [["d1", duty()]]));

      expect(await claim(NOW + 60_000)).toEqual([]);
      await record.sweepDuties(NOW + 60_000);
      expect(await record.dutyNotices(100)).toMatchObject([{ duty: { id: "d1" }, notice: "expiry" }]);
      expect(await states()).toEqual({ d1: "expired" });
    });

    it("not while a try that began in time is under way", async () => {
      await record.append(asking("s", [["d1", duty()]]));
      const { fence } = await claimOne(NOW + 59_999);
      await record.sweepDuties(NOW + 60_000);

      expect(await record.finishDuty("d1", fence, { done: true }, NOW + 60_001)).toBe(true);
      expect(await record.dutyNotices(100)).toEqual([]);
    });

    it("when they fail for good", async () => {
      await record.append(asking("s", [["d1", duty()]]));
      const { fence } = await claimOne();
      await record.finishDuty("d1", fence, { failed: "403" }, NOW);

      expect(await record.dutyNotices(100)).toMatchObject([
        { duty: { id: "d1", state: "failed", lastReason: "403" }, notice: "failure" },
      ]);
    });
  });
});
