import { openConcernDesk, type Words } from "../../src/desk/concern-desk.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import {
  day,
  dsl,
  expireAll,
  keeping,
  lesson,
  over,
  REASON,
  raise,
  setRegister,
  startAnother,
  YEAR_MS,
} from "./kept-day.ts";
import type { Day } from "./school-day.ts";

describe("the review of a concern", () => {
  const close = (ref: string) =>
    day.concerns.close(dsl(), ref, { decision: "None", reason: "Spoke with home" });
  const keep = (ref: string, kept: Parameters<Day["concerns"]["keep"]>[2], who = dsl()) =>
    day.concerns.keep(who, ref, kept);
  const erase = { do: "review", outcome: "erase", reason: REASON } as const;

  it("is kept until the day that its review names", async () => {
    const ref = await raise();
    await close(ref);
    expect(
      await keep(ref, { do: "review", outcome: "keep", until: "2026-11-24", reason: REASON }),
    ).toMatchObject({ refused: "day" });
    await keep(ref, {
      do: "review",
      outcome: "keep",
      until: "2026-11-26",
      reason: "Goes to the next school",
    });
    expect(await keep(ref, erase)).toMatchObject({ refused: "not-due" });
    day.wait(3 * 24 * 60 * 60 * 1000);
    expect(await keep(ref, erase)).toMatchObject({ say: expect.stringContaining("erased") });
  });

  describe("in which a child stands who is held for legal reasons", () => {
    const due = () => day.wait(22 * YEAR_MS);
    const holdChild = (name = "Sam Price") =>
      keeping.hold(dsl(), { on: "pupil", name, unnamed: true }, REASON);
    const lift = async () =>
      keeping.lift(dsl(), (await keeping.read()).holds[0]?.hold ?? "", "Court case over");
    const HELD = {
      refused: "held",
      say: "A child in it, or in its lesson, is under a legal hold, so nothing was erased. Lift that hold first.",
    };

    it.each<[string, Words]>([
      ["as whom it is about", { who: "Ben Price, Sam Price" }],
      ["by first name alone", { who: "Sam" }],
      ["in what was written", { who: "Ben Price", words: "Then sam   PRICE's mum came in" }],
      ["in what was done", { who: "Ben Price", done: "Rang the home of Price, Sam" }],
    ])("is not erased until the hold is lifted: %s", async (_, words) => {
      const ref = await raise("child", words);
      await close(ref);
      await holdChild();
      due();
      expect(await keep(ref, erase)).toEqual(HELD);
      expect((await day.concerns.read(ref)).details).toMatchObject([words]);
      await lift();
      expect(await keep(ref, erase)).toMatchObject({ say: expect.stringContaining("erased") });
    });

    it("is not erased where only the closing words or a review name the child", async () => {
      const first = await raise("child", { who: "Ben Price" });
      await day.concerns.close(dsl(), first, { decision: "None", reason: "Sam Price told us" });
      const second = await raise("child", { who: "Ben Price" });
      await close(second);
      const until = "2030-01-31";
      await keep(second, { do: "review", outcome: "keep", until, reason: "Sam Price is in Year 6" });
      await holdChild();
      due();
      expect(await keep(first, erase)).toEqual(HELD);
      expect(await keep(second, erase)).toEqual(HELD);
    });

    it("is not erased where the child stood on a register of its lesson, under any of their names", async () => {
      await setRegister("Samuel Price, Sam Price");
      await setRegister("Zoë Ng");
      const ref = await raise("child", { words: "The boy cried" });
      await close(ref);
      await holdChild();
      due();
      expect(await keep(ref, erase)).toEqual(HELD);
    });

    it("is not erased where another lesson tells that it is the same child", async () => {
      await setRegister("Amanda Jones, Mandy Jones");
      await over();
      day.wait(24 * 60 * 60 * 1000);
      await startAnother();
      const ref = await raise("child", { words: "Amanda Jones cried" });
      await close(ref);
      await holdChild("Mandy Jones");
      due();
      expect(await keep(ref, erase)).toEqual(HELD);
    });

    it("is not erased where what was kept of its lesson names the child", async () => {
      await setRegister("Sam Price");
      const ref = await raise("child", { words: "The boy cried" });
      await close(ref);
      await over();
      due();
      await expireAll();
      expect(await day.record.read(lessonStream(lesson))).toEqual([]);
      await holdChild();
      expect(await keep(ref, erase)).toEqual(HELD);
    });

    it("is erased where it is another child that is held", async () => {
      const ref = await raise("child", { who: "Ben Price", words: "Samuel fell. The price was 3" });
      await close(ref);
      await holdChild();
      await holdChild("Joann Lee");
      due();
      expect(await keep(ref, erase)).toMatchObject({ say: expect.stringContaining("erased") });
    });

    it("is not erased where the hold is placed meanwhile", async () => {
      const ref = await raise("child", { who: "Sam Price" });
      await close(ref);
      due();
      const slow = openConcernDesk({
        ...day,
        record: {
          ...day.record,
          append: async (change) => {
            if (change.erase !== undefined && change.erase.length > 0) await holdChild();
            return day.record.append(change);
          },
        },
      });
      expect(await slow.keep(dsl(), ref, erase)).toEqual(HELD);
      expect((await day.concerns.read(ref)).details).toMatchObject([{ who: "Sam Price" }]);
    });

    it("about an adult, too, where the hold is placed meanwhile", async () => {
      const ref = await raise("adult", { who: "Sam Price saw it" });
      const head = day.caller("head");
      await day.concerns.close(head, ref, { decision: "None", reason: "Looked into" });
      due();
      const slow = openConcernDesk({
        ...day,
        record: {
          ...day.record,
          oneAtATime: async (key, work) => {
            await holdChild();
            return day.record.oneAtATime(key, work);
          },
        },
      });
      expect(await slow.keep(head, ref, erase)).toEqual(HELD);
      await lift();
      expect(await day.concerns.keep(head, ref, erase)).toMatchObject({
        say: expect.stringContaining("erased"),
      });
    });

    it("about an adult is erased before a hold that comes a moment later, never during it", async () => {
      const ref = await raise("adult", { who: "Sam Price saw it" });
      const head = day.caller("head");
      await day.concerns.close(head, ref, { decision: "None", reason: "Looked into" });
      due();
      let held: Promise<unknown> = Promise.resolve();
      const order: string[] = [];
      const slow = openConcernDesk({
        ...day,
        staffMatters: {
          ...day.staffMatters,
          append: async (change) => {
            held = holdChild().then(() => order.push("held"));
            await new Promise((go) => setTimeout(go, 20));
            const answer = await day.staffMatters.append(change);
            order.push("erased");
            return answer;
          },
        },
      });
      await slow.keep(head, ref, erase);
      await held;
      expect(order).toEqual(["erased", "held"]);
    });
  });
});
