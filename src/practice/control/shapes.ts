import type { AppInTeams } from "../app-links.ts";
import type { ChatMessage } from "../chat/message.ts";
import type { Fault } from "../cloud/faults.ts";
import type { MeetingOptions } from "../meeting/options.ts";
import type { MeetingRole } from "../meeting/seat.ts";
import type { Part } from "../school/person.ts";
import type { Latency, Switches } from "../switches.ts";
import type { TenantView } from "../tenant/view.ts";

/** What `GET /practice/state` answers and `GET /practice/live` pushes: all the classroom page draws. */
export type PracticeState = {
  /** Rises with every change. */
  readonly version: number;
  readonly clock: { readonly now: string; readonly offsetMinutes: number };
  readonly app: { readonly up: boolean; readonly starts: number; readonly autoRestart: boolean };
  readonly tenantId: string;
  readonly botId: string;
  readonly teamsApp: AppInTeams;
  /** Practice began with nothing set up in the tenant. */
  readonly bare: boolean;
  /** What was pressed on Lesson Guard's own pages and taken, such as "PUT /api/settings". */
  readonly pressedOnPages: readonly string[];
  readonly tenant: TenantView;
  /** Settings of the server that its keeper may change here; absent where practice does not run it. */
  readonly server?: Readonly<Record<string, string>>;
  readonly people: readonly PersonView[];
  readonly meetings: readonly MeetingView[];
  readonly chats: readonly ChatView[];
  readonly faults: readonly Fault[];
  readonly switches: Switches;
  readonly latency: Latency;
  readonly violations: number;
};

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly part: Part;
  readonly staff: boolean;
  /** Has a school account, and so an Entra id, a private chat and a panel token. */
  readonly objectId: string | null;
  readonly userPrincipalName: string | null;
  readonly botUserId: string | null;
  /** For a family: the pupils at this device. */
  readonly pupils: readonly string[];
};

export type MeetingView = {
  readonly id: string;
  readonly subject: string;
  readonly organiser: string;
  /** Person ids, with the role the calendar gives them. */
  readonly invited: readonly { readonly person: string; readonly role: string }[];
  readonly weekly: boolean;
  /** False: made through Graph, and known by its link alone. */
  readonly inCalendar: boolean;
  readonly occurrence: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly running: boolean;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly recording: boolean;
  readonly threadId: string;
  readonly meetingId: string;
  readonly onlineMeetingId: string;
  readonly joinWebUrl: string;
  readonly options: { readonly set: MeetingOptions; readonly effective: MeetingOptions };
  /** Everyone in the lobby or inside; all others are out. */
  readonly seats: readonly SeatView[];
};

export type SeatView = {
  readonly participant: string;
  readonly person: string;
  readonly name: string;
  readonly initials: string;
  readonly role: MeetingRole;
  readonly where: "lobby" | "in";
  readonly breakout: boolean;
  readonly mic: boolean;
  readonly camera: boolean;
  /** Its picture shows another room than at first. */
  readonly moved: boolean;
  /** The adult who was in its picture has left the room. */
  readonly adultGone: boolean;
  readonly serverMuted: boolean;
  /** Whether a press on their own mic or camera button would work. */
  readonly mayMic: boolean;
  readonly mayCamera: boolean;
  readonly callingBot: boolean;
  /** What Teams shows beside the name, of those who are not signed in with a school's account. */
  readonly mark?: SeatMark;
};

export type SeatMark = "Guest" | "Bot" | "Phone";

export type ChatView = {
  readonly id: string;
  readonly kind: "meeting" | "private" | "channel" | "mail" | "feed";
  readonly title: string;
  /** Meeting id, person id, or `dsl`. */
  readonly of: string;
  readonly installed: boolean;
  readonly messages: readonly ChatMessage[];
};

/** The result of a press on a card. */
export type Pressed = {
  /** The application's HTTP status; 0 where it did not answer in time. */
  readonly status: number;
  /** The invoke response: `{statusCode, type, value}`. */
  readonly body: unknown;
};
