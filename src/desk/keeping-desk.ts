import { randomUUID } from "node:crypto";
import type { Caller } from "../protocol/authorise.ts";
import { decideKeeping, isLessonHeld, isPupilHeld, type KeepingCommand } from "../protocol/keeping/decide.ts";
import { keeperRole } from "../protocol/keeping/keeper.ts";
import type { Keeping } from "../protocol/keeping/state.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import type { Record } from "../record/record.ts";
import { erasureFact } from "../record/retention/erasure.ts";
import { lessonsNaming } from "./children.ts";
import { childIn, childInKeeping, type Erasing } from "./erase-child.ts";
import { asFact } from "./facts.ts";
import { inTurns } from "./in-turns.ts";
import { keepingNotes } from "./note-keeping.ts";
import { keepingReader, keepingStream, lessonReader, lessonStream } from "./streams.ts";

export type KeepingAnswer = { readonly say: string } | { readonly refused: string; readonly say: string };

/** What the school does with its record as a whole. Whose right it is has been asked before. */
export type KeepingDesk = {
  readonly read: () => Promise<Keeping>;
  readonly hold: (
    caller: Caller,
    held: Extract<KeepingCommand, { do: "hold" }>["held"],
    reason: string,
  ) => Promise<KeepingAnswer>;
  readonly lift: (caller: Caller, hold: string, reason: string) => Promise<KeepingAnswer>;
  /** A child's names in lessons, for good. Concerns are not touched: they are reviewed. */
  readonly eraseChild: (caller: Caller, name: string, reason: string) => Promise<KeepingAnswer>;
};

type Parts = { readonly record: Record; readonly now: () => string };

const HELD: KeepingAnswer = {
  refused: "held",
  say: "This child is held for legal reasons, so nothing was erased. Lift the hold first.",
};
const LESSON_ON: KeepingAnswer = {
  refused: "lesson-on",
  say: "A lesson with this child is on, so nothing was erased. Try again when it is over.",
};
const NOBODY: KeepingAnswer = {
  refused: "nothing",
  say: "No lesson names this child. Nothing was erased.",
};

/** A lesson whose end was never heard of is over by then. */
const LONGEST_LESSON_MS = 4 * 60 * 60 * 1000;

export const openKeepingDesk = ({ record, now }: Parts): KeepingDesk => {
  const readKeeping = keepingReader(record);
  const readLesson = lessonReader(record);
  const note = keepingNotes(record);
  const stream = keepingStream(record.scope.school);

  const carryOut = async (caller: Caller, command: KeepingCommand): Promise<KeepingAnswer> => {
    const by = { id: caller.id, name: caller.name };
    for (;;) {
      const { state, version } = await readKeeping();
      const decision = decideKeeping(state, { ...command, by, as: keeperRole(caller) }, now());
      if ("refused" in decision || decision.events.length === 0) return decision;
      const facts = decision.events.map(asFact);
      const { appended } = await record.append({ streams: [{ stream, expectedVersion: version, facts }] });
      if (appended) return { say: decision.say };
    }
  };

  const erase = async (
    of: string,
    caller: Caller,
    find: (facts: Awaited<ReturnType<Record["read"]>>) => Promise<Erasing | undefined>,
  ): Promise<boolean> => {
    for (;;) {
      const facts = await record.read(of);
      const erasing = await find(facts);
      if (erasing === undefined) return false;
      const { versions, left } = erasing;
      const fact = erasureFact(now(), { by: caller.id }, versions, { byName: caller.name, left });
      const { appended } = await record.append({
        streams: [{ stream: of, expectedVersion: facts.length, facts: [fact] }],
        erase: [{ stream: of, versions }],
      });
      if (appended) return true;
    }
  };

  const isOn = ({ phase, startedAt }: Lesson): boolean =>
    phase !== "over" &&
    startedAt !== undefined &&
    Date.parse(now()) - Date.parse(startedAt) < LONGEST_LESSON_MS;

  const eraseChild = async (caller: Caller, name: string, reason: string): Promise<KeepingAnswer> => {
    if (isPupilHeld((await readKeeping()).state, name)) return HELD;
    const ids = await lessonsNaming(record, name);
    const lessons = await inTurns(ids, async (id) => (await readLesson(id)).state);
    if (lessons.some(isOn)) return LESSON_ON;
    const { state: keeping } = await readKeeping();
    const free = ids.filter((id) => !isLessonHeld(keeping, id));
    const done = await inTurns(free, async (id) =>
      erase(lessonStream(id), caller, async (facts) => childIn(name, (await readLesson(id)).state, facts)),
    );
    const noted = await erase(stream, caller, async (facts) => childInKeeping(name, facts));
    const many = done.filter(Boolean).length;
    if (many === 0 && !noted && free.length === ids.length) return NOBODY;
    await note({
      type: "ChildErased",
      at: now(),
      data: { by: caller.id, as: keeperRole(caller), lessons: many },
      personal: { byName: caller.name, reason },
    });
    const stayed = ids.length - free.length;
    const held = stayed === 0 ? "" : ` ${stayed} held for legal reasons stay as they are.`;
    return {
      say: `The child's names are erased in ${many} ${many === 1 ? "lesson" : "lessons"}.${held} Concerns are not touched: they are reviewed.`,
    };
  };

  return {
    read: async () => (await readKeeping()).state,
    hold: (caller, held, reason) => carryOut(caller, { do: "hold", held, reason, hold: randomUUID() }),
    lift: (caller, hold, reason) => carryOut(caller, { do: "lift-hold", hold, reason }),
    eraseChild,
  };
};
