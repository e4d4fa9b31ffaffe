import type { SeatView } from "../../../src/practice/control/shapes.ts";
import type { LessonView } from "../../../src/protocol/screen/view.ts";
import { cardsWith } from "../../e2e/support/cards.ts";
import { botAlone, endAtOnce, toNextWeek } from "../../e2e/support/crash.ts";
import { PracticeLesson } from "../../e2e/support/lesson.ts";
import { RecordFile } from "../../e2e/support/record-file.ts";
import { type Act, lessonWith, type Odd, type OddName, oddThings } from "./odd.ts";

const FAMILIES = 2;
/** Longer than this nothing is waited for without a word. */
const SAID_WITHIN_MS = 5_000;
/** The test looks by asking, and the machine may be busy. */
const TO_LOOK_MS = 2_000;
const MENDED_WITHIN_MS = 90_000;

/** One program in which presses meet odd answers, one after the other, each in the lesson of another week. */
export type OddLane = {
  /** Said in time, never falsely, and done in the end. @returns how long until it was done or said, and how many looks */
  readonly meets: (which: Act, name: OddName) => Promise<{ readonly tookMs: number; readonly looks: number }>;
  readonly stop: () => Promise<void>;
};

export const openOddLane = async (): Promise<OddLane> => {
  const lesson = await PracticeLesson.begin();
  const record = new RecordFile(lesson.practice);
  const odd = oddThings(lesson);
  let looks = 0;
  await lesson.recognised();
  await endAtOnce(lesson);

  const doorsAre = async (shut: boolean): Promise<boolean> => {
    const { set } = (await lesson.practice.meeting("maths")).options;
    return set.allowAttendeeToEnableMic === !shut;
  };

  const inside = async (): Promise<readonly SeatView[]> =>
    (await lesson.practice.meeting("maths")).seats.filter(
      ({ person, where }) => person.startsWith("family-") && where === "in",
    );

  /** Mics shut, and in a pause no family heard or seen. */
  const isShut = async (): Promise<boolean> => doorsAre(true);
  const isQuiet = async (): Promise<boolean> =>
    (await isShut()) && (await inside()).every(({ camera, mic }) => !camera && !mic);

  /** The staff's card, as it stands in the teacher's own chat. */
  const staffCard = async (): Promise<string> => {
    const cards = await cardsWith(lesson.practice, "okafor", '"card":"checklist"');
    return JSON.stringify(cards.at(-1)?.card ?? "");
  };

  /** What a card says when it is done, and whether it is so in the practice school. */
  const ON_CARDS: readonly (readonly [RegExp, () => Promise<boolean>])[] = [
    [/Paused \d\d:\d\d/, isQuiet],
    [/Doors shut \d\d:\d\d/, isShut],
    [/All families have left/, async () => (await inside()).length === 0],
  ];

  /** No word on the screen that the practice school denies. */
  const isTrue = async (view: LessonView): Promise<void> => {
    looks += 1;
    const { words, state: standing } = view.standing;
    if (view.phase === "paused" && standing === "done")
      expect([words, await isQuiet()]).toEqual([words, true]);
    const proven = (step: string): boolean =>
      view.end?.steps.find((one) => one.step === step)?.proof.state === "proven";
    if (proven("doors")) expect([words, await isShut()]).toEqual([words, true]);
    if (proven("removal")) expect((await inside()).map(({ person }) => person)).toEqual([]);
    for (const { ref, state } of view.concerns)
      if (state === "told") {
        const places = ["dsl", "lowe", "grant", "evans", "bell"];
        const found = await Promise.all(places.map((place) => cardsWith(lesson.practice, place, ref)));
        expect([ref, found.flat().length > 0]).toEqual([ref, true]);
      }
  };

  /** The same of the card. A press that opens is shown on it a moment later: then only what it ends with counts. */
  const isCardTrue = async (): Promise<void> => {
    const card = await staffCard();
    for (const [word, isSo] of ON_CARDS)
      if (word.test(card)) expect([word.source, await isSo()]).toEqual([word.source, true]);
  };

  /** Each thing that is under way is done, or is said not to be. */
  const isSaid = (view: LessonView): boolean => {
    const steps =
      view.end?.steps.filter(({ step }) => step !== "leave").map(({ proof }) => proof.state) ?? [];
    return (
      [view.doors.state, ...steps].every((state) => state !== "asked") &&
      view.concerns.every(({ state, sentence }) => state !== "asked" || /phone/i.test(sentence))
    );
  };

  const isDone = (view: LessonView): boolean =>
    view.doors.state === "proven" &&
    (view.end?.steps ?? []).every(({ step, proof }) => step === "leave" || proof.state === "proven") &&
    view.concerns.every(({ state }) => state === "told" || state === "seen");

  /** Looks until it holds; what is refused with words is said, too. @returns milliseconds it took */
  const looking = async (
    what: string,
    holds: (view: LessonView) => boolean,
    { withinMs, opens }: { readonly withinMs: number; readonly opens: boolean },
  ): Promise<number> => {
    const from = Date.now();
    await lesson.practice.until(
      what,
      async () => {
        try {
          const view = await lesson.teacher.open("maths");
          await isTrue(view);
          if (!opens) await isCardTrue();
          return holds(view);
        } catch (error) {
          if (error instanceof Error && /answered 503 (directory-away|not-known-yet)/.test(error.message))
            return holds === isSaid;
          throw error;
        }
      },
      withinMs,
    );
    return Date.now() - from;
  };

  const act = async (id: string, which: Act): Promise<void> => {
    const { teacher, practice } = lesson;
    const path = `/api/lessons/${id}/press`;
    if (which === "start") await practice.do({ do: "start", meeting: "maths" });
    else if (which === "tell" || which === "about an adult")
      await teacher.raise(id, which === "tell" ? "child" : "adult");
    else await teacher.ask("POST", path, { press: which === "end" ? "end-for-all" : which });
  };

  /** The lesson as it is before the press; its id. */
  const ready = async (which: Act, how: Odd): Promise<string> => {
    await lesson.practice.clearFaults();
    if (which === "start") {
      await toNextWeek(lesson);
      await lesson.practice.switches({ admitAllBots: false });
      await record.quiet(90_000);
      return "";
    }
    const id = await lessonWith(lesson, record, FAMILIES, how);
    if (which === "resume") {
      await lesson.teacher.press(id, { press: "pause" });
      await lesson.shows("paused", ({ doors }) => doors.state === "proven");
    }
    return id;
  };

  const meets = async (which: Act, how: Odd): Promise<number> => {
    const { practice, teacher } = lesson;
    const id = await ready(which, how);
    const isLate = which === "start" && how.late === true;
    if (!isLate) await how.begin(which);
    await act(id, which);
    if (isLate) {
      await botAlone(lesson);
      await how.begin(which);
    }
    const opens = which === "resume";
    const withinMs = SAID_WITHIN_MS + TO_LOOK_MS;
    const tookMs = await looking("done, or said not to be", isSaid, { withinMs, opens });
    await how.mend();
    await practice.clearFaults();
    if (which === "start") await botAlone(lesson);
    await looking("done once it is mended", isDone, { withinMs: MENDED_WITHIN_MS, opens });
    await practice.until(
      "the card says the same as the panel",
      async () => (await staffCard()).includes((await teacher.open("maths")).standing.words.slice(1)),
      withinMs,
    );
    return tookMs;
  };

  return {
    meets: async (which, name) => {
      looks = 0;
      try {
        return { tookMs: await meets(which, odd[name]), looks };
      } catch (error) {
        // The next pair is not to meet this one's odd answer, too.
        await odd[name].mend().catch(() => undefined);
        throw error;
      }
    },
    stop: () => lesson.stop(),
  };
};
