import type { Line } from "../../../src/app/preflight/line.ts";
import { CHECKS } from "../../../src/app/preflight/preflight.ts";
import type { SetUpValues } from "../../../src/app/set-up/step.ts";

export const AT = "2026-11-24T10:42:00.000Z";

/** A school that has begun its set-up. */
export const VALUES: SetUpValues = {
  tenantId: "7f0b9f54-0000-4000-8000-000000000001",
  botId: "7f0b9f54-0000-4000-8000-000000000002",
  groups: { staff: "7f0b9f54-0000-4000-8000-000000000004" },
};

/** All green, but for these. */
export const lines = (change: Readonly<Record<string, Partial<Line>>>): readonly Line[] =>
  CHECKS.map(({ id, name, step, optional }) => ({
    id,
    name,
    ...(step === undefined ? {} : { step }),
    ...(optional === undefined ? {} : { optional }),
    state: "green",
    says: "it answers",
    ...change[id],
  }));

/** What a refused access policy looks like. */
export const POLICY: Partial<Line> = {
  state: "red",
  says: "no member of staff has it",
  means: "Lesson Guard cannot hold people in the lobby, or switch mics, cameras and chat off.",
  mend: "Step 6: New-CsApplicationAccessPolicy and Grant-CsApplicationAccessPolicy. It can take 30 minutes.",
};
