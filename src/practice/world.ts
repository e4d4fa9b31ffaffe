import type { Application } from "./app/application.ts";
import type { Changes } from "./changes.ts";
import type { Chats } from "./chat/chats.ts";
import type { Clock } from "./clock.ts";
import type { Faults } from "./cloud/faults.ts";
import type { Ledger } from "./cloud/ledger.ts";
import type { Mint } from "./cloud/tokens/mint.ts";
import type { Courier } from "./delivery/courier.ts";
import type { Envelope } from "./delivery/envelope.ts";
import type { Calls } from "./meeting/calls.ts";
import type { Rooms } from "./meeting/rooms.ts";
import type { StaffDrive } from "./school/staff-drive.ts";
import type { Latency, Switches } from "./switches.ts";
import type { PowerShell } from "./tenant/cmdlets.ts";
import type { Tenant } from "./tenant/tenant.ts";

/** Everything there is in one practice, put together in `practice.ts`. */
export type World = {
  readonly changes: Changes;
  readonly clock: Clock;
  readonly switches: Switches;
  readonly latency: Latency;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly mint: Mint;
  readonly rooms: Rooms;
  readonly calls: Calls;
  readonly chats: Chats;
  readonly drive: StaffDrive;
  /** What its administrator has set. */
  readonly tenant: Tenant;
  readonly powerShell: PowerShell;
  /** What was pressed on Lesson Guard's own pages and taken, such as "PUT /api/settings": no ids, no words. */
  readonly pressedOnPages: Set<string>;
  /** Nothing had been set up when practice began. */
  readonly bare: boolean;
  readonly courier: Courier;
  readonly envelope: Envelope;
  /** The https address of the application. */
  readonly frontDoor: () => string;
  /** Gives that address a certificate as the switches want it. */
  readonly renewDoor: () => Promise<void>;
  /** Absent where a test brings its own receiver. */
  readonly application: Application | undefined;
};
