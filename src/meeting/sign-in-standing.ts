import type { Heard } from "./cloud-error.ts";
import { type Credentials, SCOPES } from "./credentials.ts";
import { notAllowed, rolesIn } from "./not-allowed.ts";
import { isMeasured } from "./unmeasured.ts";
import { within } from "./within.ts";

/** Whether Microsoft accepts our sign-in: without that nothing of ours arrives anywhere. */
export type SignInStanding = {
  readonly heard: Heard;
  /** By the last answers; if Microsoft did not accept us then, it is asked once more, for a moment only. */
  readonly canSignIn: () => Promise<boolean>;
};

type Dependencies = {
  readonly credentials: () => Pick<Credentials, "accessToken">;
  readonly log: {
    readonly error: (fields: { readonly [field: string]: string }, message: string) => void;
    readonly info: (fields: { readonly [field: string]: string }, message: string) => void;
  };
  /** Milliseconds. */
  readonly clock?: () => number;
};

/** Short, because a person waits for the answer to their press. */
const ASKED_FOR_MS = 800;
const SAID_AGAIN_AFTER_MS = 10 * 60_000;

/**
 * Follows how requests end. If a person has to mend a secret, a certificate, a consent or a policy, that is logged by
 * Microsoft's code: at once, and every ten minutes while it lasts.
 */
export const createSignInStanding = ({
  credentials,
  log,
  clock = () => performance.now(),
}: Dependencies): SignInStanding => {
  /** By service: how many answers in a row did not accept us. One may be a token that just ran out. */
  const unknown = new Map<string, number>();
  const saidAt = new Map<string, number>();

  const isTime = (key: string): boolean => {
    if (clock() - (saidAt.get(key) ?? -Infinity) < SAID_AGAIN_AFTER_MS) return false;
    saidAt.set(key, clock());
    return true;
  };

  /** Says what is missing, by what the token allows: the administrator mends each in another place. */
  const sayNotAllowed = async (operation: string, code: string): Promise<void> => {
    const token = await credentials()
      .accessToken(SCOPES.graph)
      .catch(() => "");
    const why = notAllowed(operation, rolesIn(token));
    log.error({ operation, code, ...why }, "Microsoft did not allow it: a consent or a policy is missing");
  };

  const isUnknown = (): boolean => [...unknown].some(([service, times]) => service === "entra" || times > 1);

  const heard: Heard = (service, outcome, error) => {
    if (outcome === "ok") {
      const before = isUnknown();
      unknown.delete(service);
      if (before && !isUnknown()) {
        saidAt.clear();
        log.info({ service }, "Microsoft accepts Lesson Guard's sign-in again");
      }
    } else if (outcome === "not-signed-in" && service !== "smtp") {
      unknown.set(service, (unknown.get(service) ?? 0) + 1);
      if (isUnknown() && isTime("sign-in"))
        log.error({ service, code: error?.code ?? "" }, "Lesson Guard cannot sign in to Microsoft 365");
      // A refusal of the Bot Connector is about one chat, perhaps about an alert: no one may count those.
    } else if (outcome === "not-allowed" && service === "graph" && isMeasured()) {
      const { operation = "", code = "" } = error ?? {};
      if (isTime(operation)) void sayNotAllowed(operation, code);
    }
  };

  return {
    heard,
    canSignIn: async () => {
      if (!isUnknown()) return true;
      if (!unknown.has("entra")) return false;
      const asked = credentials()
        .accessToken(SCOPES.graph, true)
        .then(
          () => true,
          () => false,
        );
      return within(ASKED_FOR_MS, asked, false);
    },
  };
};
