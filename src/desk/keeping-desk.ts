import { randomUUID } from "node:crypto";
import type { Refused } from "../protocol/decision.ts";
import { pupilsCalled } from "../protocol/export/child-document.ts";
import {
  decideKeeping,
  type Found,
  type Held,
  isChildHeld,
  isLessonHeld,
  isPupilHeld,
  type KeepingCommand,
  noLessonNames,
} from "../protocol/keeping/decide.ts";
import { keeperRole } from "../protocol/keeping/keeper.ts";
import type { Keeping } from "../protocol/keeping/state.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { asFact } from "../record/log/change-facts.ts";
import type { StoredFact } from "../record/log/stored-fact.ts";
import {
  familyStream,
  keepingReader,
  keepingStream,
  lessonReader,
  lessonStream,
} from "../record/log/streams.ts";
import { erasureFact } from "../record/retention/erasure.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { lessonsNaming, namesNear, pupilsEver } from "./children.ts";
import { childIn, childInKeeping, type Erasing } from "./erase-child.ts";
import { familiesCalled, familyIn } from "./families/families-called.ts";
import { createKeepingNotes } from "./note-keeping.ts";
import { oneByOne } from "./one-by-one.ts";
import { createHoldPlacing } from "./placing-holds.ts";

export type KeepingAnswer = { readonly say: string } | Refused;

/** What the school does with its record as a whole. The caller has checked the right. */
export type KeepingDesk = {
  readonly read: () => Promise<Keeping>;
  readonly hold: (
    caller: Caller,
    held: Extract<KeepingCommand, { do: "hold" }>["held"],
    reason: string,
  ) => Promise<KeepingAnswer>;
  readonly lift: (caller: Caller, hold: string, reason: string) => Promise<KeepingAnswer>;
  /** Erases a child's names in lessons for good. Concerns are not touched: they are reviewed. */
  readonly eraseChild: (caller: Caller, name: string, reason: string) => Promise<KeepingAnswer>;
};

type Dependencies = { readonly record: SchoolRecord; readonly now: () => string };

const HELD: KeepingAnswer = {
  refused: "held",
  say: "This child is under a legal hold, by this name or another on the register, so nothing was erased. Lift the hold first.",
};
const LESSON_ON: KeepingAnswer = {
  refused: "lesson-on",
  say: "A lesson with this child is on, so nothing was erased. Try again when it is over.",
};
const NO_LESSON_HERE: KeepingAnswer = {
  refused: "not-found",
  say: "There is no such lesson in this school's record. No legal hold was placed.",
};

/** After this long a lesson is over, even if no end was heard. */
const LONGEST_LESSON_MS = 4 * 60 * 60 * 1000;

export const openKeepingDesk = ({ record, now }: Dependencies): KeepingDesk => {
  const readKeeping = keepingReader(record);
  const readLesson = lessonReader(record);
  const note = createKeepingNotes(record);
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

  /**
   * Only while the school's keeping is as it was when the holds were read: a hold that is placed meanwhile counts.
   * @param find what is to go, "held" where a hold keeps it, undefined where there is nothing to erase
   */
  const erase = async (
    of: string,
    caller: Caller,
    find: (facts: readonly StoredFact[], keeping: Keeping) => Erasing | "held" | undefined,
  ): Promise<"erased" | "held" | "nothing"> => {
    for (;;) {
      const { state: keeping, version } = await readKeeping();
      const facts = await record.read(of);
      const found = find(facts, keeping);
      if (found === undefined) return "nothing";
      if (found === "held") return "held";
      const { versions, left } = found;
      const fact = erasureFact(now(), { by: caller.id }, versions, { byName: caller.name, left });
      const holds = of === stream ? [] : [{ stream, expectedVersion: version, facts: [] }];
      const { appended } = await record.append({
        streams: [{ stream: of, expectedVersion: facts.length, facts: [fact] }, ...holds],
        erase: [{ stream: of, versions }],
      });
      if (appended) return "erased";
    }
  };

  const isOn = ({ phase, startedAt }: Lesson): boolean =>
    phase !== "over" &&
    startedAt !== undefined &&
    Date.parse(now()) - Date.parse(startedAt) < LONGEST_LESSON_MS;

  /** What this school's record has of it; undefined for a lesson that it does not have. */
  const find = async (held: Held): Promise<Found | undefined> => {
    if (held.on === "pupil") {
      const lessons = (await lessonsNaming(record, held.name)).length;
      return { lessons, near: lessons === 0 ? await namesNear(record, held.name) : [] };
    }
    const { state } = await readLesson(held.lesson);
    if (state.version === 0) return undefined;
    const day = (state.startedAt ?? state.startsAt ?? "").slice(0, 10);
    return { lesson: day === "" ? "this lesson" : `the lesson of ${day}` };
  };

  const eraseChild = async (caller: Caller, name: string, reason: string): Promise<KeepingAnswer> => {
    const ids = await lessonsNaming(record, name);
    const { state: keeping } = await readKeeping();
    const found = await oneByOne(ids, async (id) => ({
      isHeld: isHeldIn(await record.read(lessonStream(id)), name, keeping),
      isOn: isOn((await readLesson(id)).state),
    }));
    if (isPupilHeld(keeping, name) || found.some(({ isHeld }) => isHeld)) return HELD;
    if (found.some((one) => one.isOn)) return LESSON_ON;
    const done = await oneByOne(ids, async (id) =>
      erase(lessonStream(id), caller, (facts, holds) =>
        isLessonHeld(holds, id) || isHeldIn(facts, name, holds) ? "held" : childIn(name, facts),
      ),
    );
    const families = await oneByOne(await familiesCalled(record, name), async ({ id }) =>
      erase(familyStream(id), caller, (facts, holds) =>
        isPupilHeld(holds, name) ? "held" : familyIn(facts),
      ),
    );
    const ofFamily = families.includes("erased");
    const noted = await erase(stream, caller, (facts) => childInKeeping(name, facts));
    const many = done.filter((one) => one === "erased").length;
    const stayed = done.filter((one) => one === "held").length;
    if (many === 0 && noted === "nothing" && stayed === 0 && !ofFamily)
      return {
        refused: "nothing",
        say: `${noLessonNames(await namesNear(record, name))} Nothing was erased.`,
      };
    await note({
      type: "ChildErased",
      at: now(),
      data: { by: caller.id, as: keeperRole(caller), lessons: many },
      personal: { byName: caller.name, reason },
    });
    const held =
      stayed === 0
        ? ""
        : ` ${stayed} under a legal hold ${stayed === 1 ? "stays as it is" : "stay as they are"} until the hold is lifted.`;
    return {
      say: `The child's names are erased in ${many} ${many === 1 ? "lesson" : "lessons"}${ofFamily ? ", and with their family's own page and links" : ""}.${held} Concerns are not touched: they are reviewed.`,
    };
  };

  return {
    read: async () => (await readKeeping()).state,
    hold: (caller, held, reason) =>
      createHoldPlacing(record, async () => {
        const found = await find(held);
        return found === undefined
          ? NO_LESSON_HERE
          : carryOut(caller, { do: "hold", held, found, reason, hold: randomUUID() });
      }),
    lift: (caller, hold, reason) => carryOut(caller, { do: "lift-hold", hold, reason }),
    eraseChild,
  };
};

/** Whether a hold keeps this child in a lesson, under any name that its registers give them. */
const isHeldIn = (facts: readonly StoredFact[], name: string, keeping: Keeping): boolean =>
  isPupilHeld(keeping, name) ||
  pupilsCalled(name, pupilsEver(facts)).some((one) => isChildHeld(keeping, one));
