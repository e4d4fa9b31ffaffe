import type { Line } from "../../src/app/preflight/line.ts";
import { CHECKS } from "../../src/app/preflight/preflight.ts";
import { setUpView } from "../../src/app/set-up/set-up-view.ts";
import type { SetUpValues } from "../../src/app/set-up/step.ts";
import type { Scene, Scenes } from "./scene.ts";

const AT = "2026-11-24T10:42:00.000Z";

const VALUES: SetUpValues = {
  tenantId: "7f0b9f54-0000-4000-8000-000000000001",
  botId: "7f0b9f54-0000-4000-8000-000000000002",
  groups: { staff: "7f0b9f54-0000-4000-8000-000000000004" },
};

const lines = (change: Readonly<Record<string, Partial<Line>>>): readonly Line[] =>
  CHECKS.map(({ id, name, step, optional }) => ({
    id,
    name,
    ...(step === undefined ? {} : { step }),
    ...(optional === undefined ? {} : { optional }),
    state: "green",
    says: "it answers",
    ...change[id],
  }));

const POLICY: Partial<Line> = {
  state: "red",
  says: "no member of staff has it",
  means: "Lesson Guard cannot hold people in the lobby, or switch mics, cameras and chat off.",
  mend: "Step 6: New-CsApplicationAccessPolicy and Grant-CsApplicationAccessPolicy. It can take 30 minutes.",
};

const setUp = (says: string, seen: Parameters<typeof setUpView>[1], until: Scene["until"]): Scene => ({
  says,
  path: "/set-up",
  height: 1800,
  answers: () => ({ body: setUpView(VALUES, seen) }),
  until,
});

export const SET_UP = {
  "set-up-new": setUp("Nothing was looked at yet", undefined, "Grant admin consent"),
  "set-up-red": setUp(
    "One step is not done, one is to be mended",
    {
      at: AT,
      lines: lines({
        "access-policy": POLICY,
        [CHECKS[0]?.id ?? ""]: { state: "amber", says: "it ends in 20 days" },
      }),
    },
    /^Not ready/,
  ),
  "set-up-ready": setUp("Ready for lessons", { at: AT, lines: lines({}) }, /Ready for lessons/),
} as const satisfies Scenes;
