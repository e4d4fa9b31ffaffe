import { pupilsCalled } from "../protocol/export/child-document.ts";
import type { Json } from "../protocol/json.ts";
import type { Pupil } from "../protocol/register.ts";
import { breathe } from "../record/breathe.ts";
import type { Record } from "../record/record.ts";
import type { KeptRegister } from "../record/registers.ts";
import { mended } from "../record/retention/erasure.ts";
import type { StoredFact } from "../record/stored-fact.ts";

const AT_ONCE = 100;

/** Ids of the lessons in which a register ever held a child of this name, in no order that means anything. */
export const lessonsNaming = async (
  record: Pick<Record, "registersAfter">,
  name: string,
): Promise<readonly string[]> => {
  const found = new Set<string>();
  let last: KeptRegister | undefined;
  for (;;) {
    const registers = await record.registersAfter(last, AT_ONCE);
    for (const { stream, pupils } of registers)
      if (pupilsCalled(name, pupils).length > 0) found.add(stream.replace(/^lesson:/, ""));
    last = registers.at(-1);
    if (last === undefined || registers.length < AT_ONCE) return [...found];
    await breathe();
  }
};

/** Whoever stood on any register of a lesson, also one that was replaced since. @param facts the whole lesson */
export const pupilsEver = (facts: readonly StoredFact[]): readonly Pupil[] =>
  mended(facts).flatMap(({ type, personal }) =>
    type === "RegisterSet" ? pupilsOn(personal?.["register"]) : [],
  );

/** The pupils of a register as it stands in a fact. */
export const pupilsOn = (register: Json | undefined): readonly Pupil[] =>
  (register ?? []) as unknown as readonly Pupil[];
