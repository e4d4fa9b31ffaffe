import { openConcernDesk } from "../../src/desk/concern-desk.ts";
import { openReadings } from "../../src/desk/readings.ts";
import type { LessonEvent } from "../../src/protocol/lesson/events.ts";
import { evolve } from "../../src/protocol/lesson/evolve.ts";
import { NO_LESSON } from "../../src/protocol/lesson/state.ts";
import { lessonView } from "../../src/protocol/screen/lesson-view.ts";
import { concernStream, lessonStream, readingStream } from "../../src/record/log/streams.ts";
import { check, wrongIn } from "../record/seal/sealed-record.ts";
import { fc, runs } from "../support/properties.ts";
import { day, dsl, everything, expireAll, lesson, over, REASON, raise, YEAR_MS } from "./kept-day.ts";
import type { Day } from "./school-day.ts";

describe("a concern", () => {
  const close = (ref: string) =>
    day.concerns.close(dsl(), ref, { decision: "None", reason: "Spoke with home" });
  const keep = (ref: string, kept: Parameters<Day["concerns"]["keep"]>[2], who = dsl()) =>
    day.concerns.keep(who, ref, kept);
  const erase = { do: "review", outcome: "erase", reason: REASON } as const;

  it("never goes by itself, and is erased only when closed, due and not held", async () => {
    const ref = await raise();
    await over();
    expect(await keep(ref, erase)).toMatchObject({ refused: "open" });
    await close(ref);
    expect(await keep(ref, erase)).toMatchObject({ refused: "not-due" });
    day.wait(21 * YEAR_MS + 10 * 24 * 60 * 60 * 1000);
    await expireAll();
    expect((await day.concerns.read(ref)).details[0]?.words).toBe("I was cold");
    await keep(ref, { do: "hold", reason: REASON });
    expect(await keep(ref, erase)).toMatchObject({ refused: "held" });
    await keep(ref, { do: "lift-hold", reason: REASON });
    const answer = await keep(ref, erase);
    expect(JSON.stringify(answer)).not.toContain("I was cold");
    expect(await day.concerns.read(ref)).toMatchObject({
      details: [{ words: "(erased)" }],
      keeping: { reviews: [{ outcome: "erase", reason: REASON, by: "dsl" }] },
    });
    expect(JSON.stringify(await day.record.read(concernStream(ref)))).not.toMatch(/cold|Amara/);
    expect(await day.record.verifyStream(concernStream(ref))).toMatchObject({ intact: true });
  });

  describe("that is erased", () => {
    const HOUR = 60 * 60 * 1000;
    const READERS = ["dsl", "deputy"] as const;
    const names = async (ref: string) =>
      (await day.readings.of(await day.concerns.read(ref))).map(({ byName }) => byName);
    const note = async (who: string, ref: string, readings = day.readings) =>
      readings.note(day.caller(who), [await day.concerns.read(ref)], "record");
    const due = async (about: "child" | "adult" = "child") => {
      const ref = await raise(about);
      const by = day.caller(about === "adult" ? "head" : "dsl");
      await day.concerns.close(by, ref, { decision: "None", reason: "Spoke with home" });
      day.wait(22 * YEAR_MS);
      return ref;
    };

    it("has no names of those who had read it either, and the record and its check say so", async () => {
      const ref = await due();
      for (const who of READERS) await note(who, ref);
      expect(await names(ref)).toEqual(["Name of dsl", "Name of deputy"]);
      await over();
      const answer = await keep(ref, erase);
      expect(await names(ref)).toEqual(["A member of staff", "A member of staff"]);
      const stream = readingStream(ref);
      expect(await day.record.read(stream)).toMatchObject([
        { type: "ConcernRead", data: { by: "dsl", surface: "record" } },
        { type: "ConcernRead", data: { by: "deputy", surface: "record" } },
        { type: "PersonalErased", data: { by: "dsl", versions: [1, 2] } },
      ]);
      expect(JSON.stringify(await everything())).not.toContain("Name of deputy");
      expect(await day.record.verifyStream(stream)).toEqual({ intact: true, length: 3, erased: [1, 2] });
      expect(wrongIn(check(await everything()))).toEqual([]);
      expect(answer.say).toBe(
        "All names and words are erased, and the names of the people who had read it. What stays: that there was a " +
          "concern, when, and who reviewed it. People who open it from now on are noted by name.",
      );
    });

    it("about staff has none in staff matters, and nothing else moves", async () => {
      const ref = await due("adult");
      await note("head", ref);
      const before = await day.record.heads();
      await keep(ref, erase, day.caller("head"));
      expect(await names(ref)).toEqual(["A member of staff"]);
      expect(await day.record.heads()).toEqual(before);
    });

    it("that no one has read leaves no word of readings", async () => {
      const ref = await due();
      expect(await keep(ref, erase)).toMatchObject({ recorded: true });
      expect(await day.record.read(readingStream(ref))).toEqual([]);
    });

    it("says by name who opens it from then on", async () => {
      const ref = await due();
      await note("deputy", ref);
      await keep(ref, erase);
      day.wait(HOUR);
      await note("deputy", ref);
      expect(await names(ref)).toEqual(["A member of staff", "Name of deputy"]);
    });

    it.each([["as the first"], ["as another"]])(
      "takes out the name of a reading that is noted at the same moment, %s, and loses none",
      async (which) => {
        const ref = await due();
        if (which === "as another") await note("deputy", ref);
        let noted = false;
        const slow = openConcernDesk({
          ...day,
          record: {
            ...day.record,
            append: async (change) => {
              if (change.erase !== undefined && change.erase.length > 0 && !noted) {
                noted = true;
                await note("dsl", ref);
              }
              return day.record.append(change);
            },
          },
        });
        expect(await slow.keep(dsl(), ref, erase)).toMatchObject({ recorded: true });
        const facts = await day.record.read(readingStream(ref));
        const readers = facts.flatMap(({ type, data }) => (type === "ConcernRead" ? [data["by"]] : []));
        expect(readers).toEqual(which === "as another" ? ["deputy", "dsl"] : ["dsl"]);
        expect(new Set(await names(ref))).toEqual(new Set(["A member of staff"]));
        expect(await day.record.verifyStream(readingStream(ref))).toMatchObject({ intact: true });
      },
    );

    it("is erased while a reading of it is being noted: the reading is recorded after the erasure", async () => {
      const ref = await due();
      await note("deputy", ref);
      let erased = false;
      const slow = openReadings(
        {
          ...day,
          record: {
            ...day.record,
            append: async (change) => {
              if (!erased) {
                erased = true;
                await keep(ref, erase);
              }
              return day.record.append(change);
            },
          },
        },
        day.now,
      );
      await note("dsl", ref, slow);
      expect((await day.record.read(readingStream(ref))).map(({ type }) => type)).toEqual([
        "ConcernRead",
        "PersonalErased",
        "ConcernRead",
      ]);
      expect(await names(ref)).toEqual(["A member of staff", "Name of dsl"]);
    });
  });

  it("is reviewed and held by those it was sent to, and for everyone else is not there", async () => {
    const ref = await raise("adult");
    for (const other of ["dsl", "deputy", "colleague", "admin"])
      expect(await keep(ref, { do: "hold", reason: REASON }, day.caller(other))).toMatchObject({
        refused: "not-found",
      });
    expect("refused" in (await keep(ref, { do: "hold", reason: REASON }, day.caller("teacher")))).toBe(true);
    expect(await keep(ref, { do: "hold", reason: REASON }, day.caller("head"))).toMatchObject({
      concern: { keeping: { hold: { by: "head" } } },
    });
  });
});

it("whatever personal payload is gone, a lesson is still derived and shown", async () => {
  await over();
  const facts = await day.record.read(lessonStream(lesson));
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: facts.length, maxLength: facts.length }), (gone) => {
      const state = facts.reduce((before, { type, at, data, personal }, n) => {
        const event = { type, at, data, ...(gone[n] === true ? {} : { personal }) };
        return evolve(before, event as unknown as LessonEvent);
      }, NO_LESSON);
      const around = { now: day.now(), timeZone: "Europe/London", phone: "" };
      const view = lessonView(state, "organiser", [], undefined, around);
      expect(view.pupils).toHaveLength(3);
      expect(JSON.stringify(view)).not.toContain("undefined");
    }),
    runs(200),
  );
});
