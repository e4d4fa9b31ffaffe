import { pupilsCalled } from "../protocol/export/child-document.ts";
import type { Json } from "../protocol/fact.ts";
import { heldNames } from "../protocol/keeping/held-children.ts";
import type { Keeping } from "../protocol/keeping/state.ts";
import { nearest } from "../protocol/names/near.ts";
import type { Pupil } from "../protocol/names/register.ts";
import { breathe } from "../record/engine/breathe.ts";
import type { KeptRegister } from "../record/index/registers.ts";
import type { StoredFact } from "../record/log/stored-fact.ts";
import { mended } from "../record/retention/erasure.ts";
import type { SchoolRecord } from "../record/school-record.ts";

type Registers = Pick<SchoolRecord, "registersAfter">;

const AT_ONCE = 100;

/** Ids of the lessons in which a register ever held a child of this name, in no particular order. */
export const lessonsNaming = async (record: Registers, name: string): Promise<readonly string[]> => {
  const found = new Set<string>();
  await eachRegister(record, ({ stream, pupils }) => {
    if (pupilsCalled(name, pupils).length > 0) found.add(stream.replace(/^lesson:/, ""));
  });
  return [...found];
};

const MOST_NEAR = 3;

/** Names on registers that are similar to one that no register holds, nearest first. */
export const namesNear = async (record: Registers, name: string): Promise<readonly string[]> => {
  const names = new Set<string>();
  await eachRegister(record, ({ pupils }) => {
    for (const one of pupils) names.add(one.name);
  });
  return nearest(name, [...names]).slice(0, MOST_NEAR);
};

/** Children under a legal hold, as any register names them. */
export const namesHeld = async (record: Registers, keeping: Keeping): Promise<readonly string[]> => {
  if (!keeping.holds.some(({ on }) => on === "pupil")) return [];
  const names = new Set(heldNames(keeping, []));
  await eachRegister(record, ({ pupils }) => {
    for (const name of heldNames(keeping, pupils)) names.add(name);
  });
  return [...names];
};

const eachRegister = async (record: Registers, look: (register: KeptRegister) => void): Promise<void> => {
  let last: KeptRegister | undefined;
  for (;;) {
    const registers = await record.registersAfter(last, AT_ONCE);
    registers.forEach(look);
    last = registers.at(-1);
    if (last === undefined || registers.length < AT_ONCE) return;
    await breathe();
  }
};

/** Every pupil of any register of a lesson, also one that was replaced since. @param facts the whole lesson */
export const pupilsEver = (facts: readonly StoredFact[]): readonly Pupil[] =>
  mended(facts).flatMap(({ type, personal }) =>
    type === "RegisterSet" ? pupilsOn(personal?.["register"]) : [],
  );

/** The pupils of a register, as an event has it. */
export const pupilsOn = (register: Json | undefined): readonly Pupil[] =>
  (register ?? []) as unknown as readonly Pupil[];
