import { cardDuties } from "../../../src/protocol/lesson/card-duties.ts";
import type { MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import { alertLesson } from "../../../src/protocol/screen/alert-lesson.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { turnsLateAt } from "../../../src/protocol/screen/turns-late.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { around, drawn, inRoom, kindOf, notSent, STEP_MS, told } from "./drawn.ts";
import { CANARIES, play, steps } from "./steps.ts";
import { arrival } from "./story.ts";

describe("cards follow what is known", () => {
  it("whatever happens, each card that would show something else is drawn again, soon", () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { before, after, now, duties } of told(all)) {
          const old = drawn(before, now);
          for (const [card, face] of Object.entries(drawn(after, now))) {
            if (JSON.stringify(old[card]) === JSON.stringify(face)) continue;
            const [kind] = card.split(" ");
            const redraw = duties.find((one) => [card, kind].includes(kindOf(one)));
            if (redraw === undefined && notSent(after, card)) continue;
            expect([card, redraw?.afterMs]).toEqual([card, expect.any(Number)]);
            expect(redraw?.afterMs).toBeLessThanOrEqual(1500);
          }
        }
      }),
      runs(200),
    );
  });

  it("nothing is drawn again that would show the same", () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { before, after, now, duties } of told(all)) {
          if (JSON.stringify(drawn(before, now)) !== JSON.stringify(drawn(after, now))) continue;
          const draws = duties.filter(
            ({ work }) =>
              work.kind === "send-checklist" || work.kind === "ask-kind" || work.kind === "tell-staff",
          );
          expect(draws).toEqual([]);
        }
      }),
      runs(200),
    );
  });

  it("what changes with time alone changes only at moments at which it is looked at again", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        const late = turnsLateAt(lesson).map((at) => Date.parse(at));
        // Clock times on a card say when things happened, never what time it is.
        let last = JSON.stringify(drawn(lesson, now));
        for (let ms = STEP_MS; ms <= 12_000; ms += STEP_MS) {
          const to = addMs(now, ms);
          const next = JSON.stringify(drawn(structuredClone(lesson), to));
          const at = Date.parse(to);
          if (next !== last) expect(late.some((one) => one > at - STEP_MS && one <= at)).toBe(true);
          last = next;
        }
      }),
      runs(60),
    );
  });

  it("a face that is kept is the one that would be drawn at any later moment, and at an earlier one", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        for (const ms of [0, 400, 900, 2_100, 2_900, 5_000, 11_000, 61_000, 7_200_000, 300]) {
          const to = addMs(now, ms);
          expect(drawn(lesson, to)).toEqual(drawn(structuredClone(lesson), to));
        }
      }),
      runs(60),
    );
  });

  it("each such moment that is still to come has its look, once", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const looked = new Set<string>();
        for (const { after, now, duties } of told(all)) {
          for (const { work, afterMs } of duties)
            if (work.kind === "look-again") looked.add(addMs(now, afterMs));
          for (const at of turnsLateAt(after)) if (at > now) expect(looked).toContain(at);
        }
      }),
      runs(200),
    );
  });

  it("no card holds a name or a title", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        const text = JSON.stringify(drawn(lesson, now));
        for (const canary of [...CANARIES, "Quillfeather", "Jabberwock"]) expect(text).not.toContain(canary);
      }),
      runs(200),
    );
  });
});

it("news for staff, and alerts of the lesson, are drawn again when they change, news once more at its end", () => {
  let [changed, over, alerts] = [0, 0, 0];
  fc.assert(
    fc.property(fc.array(inRoom, { maxLength: 24, size: "max" }), (all) => {
      for (const { before, after, now, duties } of told(all, arrival())) {
        const [old, fresh] = [drawn(before, now), drawn(after, now)];
        const drawnAgain = duties.filter(({ work }) => work.kind === "tell-staff").map(kindOf);
        const news = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
          .filter((card) => card.startsWith("tell-staff"))
          .filter((card) => JSON.stringify(old[card]) !== JSON.stringify(fresh[card]));
        expect(drawnAgain.toSorted()).toEqual(news.toSorted());
        const [was, is] = [before, after].map((lesson) =>
          JSON.stringify(alertLesson(lesson, after.aloneAlert?.ref ?? "", "UTC")),
        );
        expect(duties.some(({ work }) => work.kind === "redraw-alerts")).toBe(was !== is);
        alerts += was === is ? 0 : 1;
        changed += news.length;
        over += news.filter((card) => fresh[card] === undefined).length;
      }
    }),
    runs(100),
  );
  hasMet(() => {
    expect(changed).toBeGreaterThan(100);
    expect(over).toBeGreaterThan(20);
    expect(alerts).toBeGreaterThan(20);
  });
});

it("a pause that Teams confirms and no list shows to be quiet is looked at again after two seconds", () => {
  const story = arrival().wait(60_000);
  story.press({ press: "pause" });
  const { lesson: before } = story.wait(400);
  const asked = before.doors.asked?.options as MeetingOptions;
  story.report({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
  const looks = cardDuties(before, story.lesson, story.now).filter(({ work }) => work.kind === "look-again");
  expect(looks.map(({ afterMs }) => afterMs)).toEqual([2000]);
  const lines = (after: number) =>
    checklistFace(story.lesson, around(addMs(story.now, after))).lines.join(" ");
  expect(lines(1999)).not.toContain("cannot see whether all families' cameras and mics are off");
  expect(lines(2000)).toContain("cannot see whether all families' cameras and mics are off");
});
