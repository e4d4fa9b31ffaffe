import type { Expiries } from "../../desk/expiry.ts";
import type { SchoolServices } from "../../desk/school-services.ts";
import type { Mailer } from "../../meeting/mail.ts";
import type { Planner } from "../../meeting/planner.ts";
import type { Platform } from "../../meeting/platform.ts";
import type { Recordings } from "../../meeting/recordings.ts";
import type { SignInEnd } from "../../meeting/sign-in-end.ts";
import type { Store } from "../../record/scope.ts";
import type { Sealer } from "../../record/seal/sealer.ts";
import type { Links } from "../../teams/cards/links.ts";
import type { Sender } from "../../teams/send.ts";
import type { Copies } from "./recording-copies.ts";
import type { RosterWatch } from "./roster-watch.ts";

/** What the handlers of duties work with. */
export type DutyServices = Pick<
  SchoolServices,
  "record" | "staffMatters" | "lessons" | "concerns" | "people" | "school" | "refusals" | "visits" | "classes"
> & {
  readonly platform: Platform;
  readonly planner: Planner;
  readonly recordings: Recordings;
  /** Copies of recordings that are under way in this program. */
  readonly copies: Copies;
  readonly sender: Sender;
  /** For alerts: may use the share of Microsoft's limits that is reserved for urgent work. */
  readonly urgentSender: Sender;
  /** Outside Teams. */
  readonly mailer: Mailer;
  /** An entry in a person's activity feed. @throws CloudError */
  readonly notify: (entry: {
    readonly person: string;
    readonly preview: string;
    readonly link: string;
  }) => Promise<void>;
  readonly links: Links;
  readonly expiries: Expiries;
  readonly seals: { readonly [store in Store]: Sealer };
  readonly rosters: RosterWatch;
  /** Where Graph reaches us. */
  readonly publicUrl: string;
  /** Our own application id, to tell the bot from people. */
  readonly botId: string;
  /** When the program's own sign-in to Microsoft 365 ends, where that is known. */
  readonly signInEnd: SignInEnd | undefined;
  readonly now: () => string;
  /** Says that a lesson's screens have changed, though nothing was recorded. */
  readonly touch: (lesson: string) => void;
};
