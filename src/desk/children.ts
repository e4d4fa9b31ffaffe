import { pupilsCalled } from "../protocol/export/child-document.ts";
import { breathe } from "../record/breathe.ts";
import type { Record } from "../record/record.ts";
import type { KeptRegister } from "../record/registers.ts";

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
