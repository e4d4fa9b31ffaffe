import type { LessonView } from "../../src/protocol/screen/view.ts";
import { cardsWith } from "../e2e/support/cards.ts";
import { botAlone, endAtOnce, nextLesson, toNextWeek } from "../e2e/support/crash.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { RecordFile } from "../e2e/support/record-file.ts";
import { AMOUNTS, PATIENCE_MS } from "./support/amounts.ts";
import { figure } from "./support/figures.ts";

jest.setTimeout(PATIENCE_MS);

const FAMILIES = 2;
/** Longer than this nothing is waited for without a word. */
const SAID_WITHIN_MS = 5_000;
/** The test looks by asking, and the machine may be busy. */
const TO_LOOK_MS = 2_000;
const MENDED_WITHIN_MS = 90_000;

let lesson: PracticeLesson;
let record: RecordFile;
let slowestMs = 0;
let looks = 0;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
  await endAtOnce(lesson);
}, 120_000);

afterAll(async () => {
  await lesson.stop();
  figure("odd answers: presses, looks", `${AMOUNTS.oddAnswers}, ${looks}`);
  figure("odd answers: slowest until done or said, in s", (slowestMs / 1000).toFixed(1));
});

const list = (kind: "emptyList" | "halfList") => ({
  begin: () => lesson.practice.fault({ operation: "graph.participants.list", kind, times: 3 }),
  mend: async () => undefined,
});
const switched = (name: "optionsIgnored" | "secretExpired") => ({
  begin: () => lesson.practice.switches({ [name]: true }),
  mend: () => lesson.practice.switches({ [name]: false }),
});

/** What is answered oddly, and how that is mended again. */
const ODD = {
  "one 409 on the options": {
    begin: () => lesson.practice.fault({ operation: "graph.onlineMeeting.patch", kind: 409 }),
    mend: async () => undefined,
  },
  "200, and then the old options": switched("optionsIgnored"),
  "an empty list": list("emptyList"),
  "half a list": list("halfList"),
  "the bot thrown out": {
    begin: () => lesson.practice.do({ do: "remove", meeting: "maths", person: "lesson-guard", by: "okafor" }),
    mend: () => botAlone(lesson),
  },
  "the secret run out, for ten minutes": {
    begin: switched("secretExpired").begin,
    mend: async () => {
      await lesson.practice.clock({ advanceMinutes: 10 });
      await switched("secretExpired").mend();
    },
  },
} as const;

const ACTS = ["pause", "resume", "end", "tell", "about an adult", "start"] as const;
type Act = (typeof ACTS)[number];

const doorsAre = async (shut: boolean): Promise<boolean> => {
  const { set } = (await lesson.practice.meeting("maths")).options;
  return set.allowAttendeeToEnableMic === !shut;
};

/** No word on the screen that the practice school denies. */
const isTrue = async (view: LessonView): Promise<void> => {
  looks += 1;
  const paused = view.phase === "paused" && view.standing.state === "done";
  const shut = view.end?.steps.find(({ step }) => step === "doors")?.proof.state === "proven";
  if (paused || shut)
    expect([view.standing.words, await doorsAre(true)]).toEqual([view.standing.words, true]);
  if (view.end?.steps.find(({ step }) => step === "removal")?.proof.state === "proven") {
    const { seats } = await lesson.practice.meeting("maths");
    const inside = seats.filter(({ person, where }) => person.startsWith("family-") && where === "in");
    expect(inside.map(({ person }) => person)).toEqual([]);
  }
  for (const { ref, state } of view.concerns)
    if (state === "told") {
      const places = ["dsl", "lowe", "grant", "evans", "bell"];
      const found = await Promise.all(places.map((place) => cardsWith(lesson.practice, place, ref)));
      expect([ref, found.flat().length > 0]).toEqual([ref, true]);
    }
};

/** Each thing that is under way is done, or is said not to be. */
const isSaid = (view: LessonView): boolean => {
  const steps = view.end?.steps.filter(({ step }) => step !== "leave").map(({ proof }) => proof.state) ?? [];
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
  withinMs: number,
): Promise<number> => {
  const from = Date.now();
  await lesson.practice.until(
    what,
    async () => {
      try {
        const view = await lesson.teacher.open("maths");
        await isTrue(view);
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

const PAIRS = Array.from({ length: ACTS.length }, (_, shift) =>
  Object.keys(ODD).map(
    (odd, n) => [ACTS[(n + shift) % ACTS.length] ?? "pause", odd as keyof typeof ODD] as const,
  ),
)
  .flat()
  .slice(0, AMOUNTS.oddAnswers);

it.each(PAIRS)("%s, and %s: said in time, never falsely, and done in the end", async (which, odd) => {
  const { practice, teacher } = lesson;
  await practice.clearFaults();
  let id = "";
  if (which === "start") {
    await toNextWeek(lesson);
    await record.quiet(90_000);
  } else id = await nextLesson(lesson, record, FAMILIES);
  if (which === "resume") {
    await teacher.press(id, { press: "pause" });
    await lesson.shows("paused", ({ standing }) => standing.state === "done");
  }
  // No one can be put out before they have come.
  const late = which === "start" && odd === "the bot thrown out";
  if (!late) await ODD[odd].begin();
  await act(id, which);
  if (late) {
    await botAlone(lesson);
    await ODD[odd].begin();
  }
  const took = await looking("done, or said not to be", isSaid, SAID_WITHIN_MS + TO_LOOK_MS);
  slowestMs = Math.max(slowestMs, took);
  await ODD[odd].mend();
  await practice.clearFaults();
  if (which === "start") await botAlone(lesson);
  await looking("done once it is mended", isDone, MENDED_WITHIN_MS);
  await practice.until(
    "the card says the same as the panel",
    async () => {
      const { standing } = await teacher.open("maths");
      return (await cardsWith(practice, "okafor", standing.words.slice(1))).length > 0;
    },
    SAID_WITHIN_MS + TO_LOOK_MS,
  );
});
