import type { Outcome } from "../../src/duty/handler.ts";
import { afterFailure } from "../../src/duty/handlers/outcome.ts";
import { CloudError, errorFromAnswer, errorFromFailure } from "../../src/meeting/cloud-error.ts";
import type { DutyKind } from "../../src/protocol/work/duty.ts";
import { CANNOT_SIGN_IN } from "../../src/protocol/work/protective.ts";

/** Doors, silence, removals, the call, and alerts: no answer makes the worker give up what protects children. */
const PROTECTIVE: readonly DutyKind[] = [
  "set-options",
  "watch-options",
  "join-call",
  "keep-call",
  "read-roster",
  "mute",
  "remove",
  "remind",
  "tell-staff",
  "tell",
  "escalate",
];

const OTHERS: readonly DutyKind[] = [
  "find-meeting",
  "ask-kind",
  "leave-call",
  "post-family-card",
  "send-checklist",
  "send-progress",
  "redraw-alert",
  "redraw-alerts",
  "remove-message",
  "redraw-cards",
  "tell-raiser",
  "seal",
  "anchor",
  "anchor-missing",
  "expire-lessons",
  "tell-sign-in-ends",
  "spread-proposal",
  "tell-proposal",
];

const CALL = { service: "graph", operation: "set options", repeatable: true } as const;
const notSignedIn = new CloudError({
  service: "entra",
  operation: "sign in",
  repeatable: true,
  kind: "not-signed-in",
  code: "AADSTS7000222",
} as ConstructorParameters<typeof CloudError>[0]);

type Answer = readonly [what: string, error: CloudError, final: boolean, said: string | undefined];

const answered = (status: number, final: boolean, code = "Refused"): Answer => {
  const error = errorFromAnswer(CALL, { status, code });
  return [String(status), error, final, final ? code : undefined];
};

const failed = (code: string): Answer => [code, errorFromFailure(CALL, { code }), false, undefined];

const ANSWERS: readonly Answer[] = [
  answered(400, true),
  answered(403, true),
  answered(404, true),
  answered(405, true),
  answered(410, true),
  answered(422, true),
  answered(408, false),
  answered(409, false),
  answered(412, false),
  answered(423, false),
  answered(429, false),
  answered(500, false),
  answered(502, false),
  answered(503, false),
  answered(504, false),
  ["401", errorFromAnswer(CALL, { status: 401 }), false, CANNOT_SIGN_IN],
  ["expired secret", notSignedIn, false, CANNOT_SIGN_IN],
  // The fault is ours: a clock, a certificate, a name.
  failed("CERT_NOT_YET_VALID"),
  failed("CERT_HAS_EXPIRED"),
  failed("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
  failed("ENOTFOUND"),
  failed("ECONNREFUSED"),
];

const tried = async (error: CloudError, kind: DutyKind): Promise<{ outcome: Outcome; said: string[] }> => {
  const said: string[] = [];
  const outcome = await afterFailure(error, kind, async (reason) => void said.push(reason));
  return { outcome, said };
};

describe.each(ANSWERS)("answered %s", (_, error, final, expected) => {
  it.each(PROTECTIVE)("%s is tried again, and it is said at once where Microsoft said no", async (kind) => {
    const { outcome, said } = await tried(error, kind);
    expect(outcome).not.toHaveProperty("failed");
    expect(outcome).toHaveProperty("reason");
    expect(said).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each(OTHERS)("%s is given up on a final answer only", async (kind) => {
    const { outcome, said } = await tried(error, kind);
    expect("failed" in outcome).toBe(final);
    expect(said).toEqual(expected === undefined ? [] : [expected]);
  });
});

it.each([...PROTECTIVE, ...OTHERS])("%s whose outcome no one knows is left to the worker", async (kind) => {
  const lost = errorFromAnswer({ ...CALL, repeatable: false }, { status: 504 });
  await expect(tried(lost, kind)).rejects.toBe(lost);
});
