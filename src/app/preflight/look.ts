import type { Config } from "../../config.ts";
import type { Pupils } from "../../meeting/all-pupils.ts";
import type { Credentials } from "../../meeting/credentials.ts";
import type { GraphClient } from "../../meeting/graph-client.ts";
import type { Person } from "../../meeting/memberships.ts";
import type { Platform } from "../../meeting/platform.ts";
import type { TestMeeting } from "../../meeting/test-meeting.ts";
import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { Proposal, Rehearsed } from "../../protocol/holders/state.ts";
import type { Sender } from "../../teams/send.ts";

/** What only the running program can say: of its record, and of what Microsoft sends it. */
export type Inside = {
  /** The school's settings, as they are in force. */
  readonly settings: () => SchoolSettings;
  /** Changes of them that wait for the approval of a holder of a role. */
  readonly waiting: () => readonly Pick<Proposal, "of" | "to">[];
  /** The address at which Teams takes messages; undefined before Teams has written to the program. */
  readonly serviceUrl: () => Promise<string | undefined>;
  /** Writes to the record. @throws where it cannot */
  readonly beat: () => Promise<void>;
  /** Seconds for which the longest-waiting task has been due; 0 where none waits. */
  readonly waitsSeconds: () => Promise<number>;
  /** The chat of the newest meeting that has the app; undefined where there is none yet. */
  readonly chat: () => Promise<string | undefined>;
  /** Whether a lesson to come was planned in Lesson Guard, and not in Zoom: it goes into a calendar. */
  readonly plansLessons: () => Promise<boolean>;
  /** When a look could last read the chat of a meeting (ISO); absent: never, or it was refused since. */
  readonly chatRead?: string | undefined;
  /** Where Graph may call back, and whether it did. */
  readonly callBack: () => Promise<CallBack>;
  /** When rehearsals last showed each part of it. */
  readonly rehearsed: () => Rehearsed;
  /** When the newest rehearsal showed of a part that it does not work. */
  readonly rehearsalFailed: () => Rehearsed;
  /** The version of the sign-in token of the person who looks; undefined where no one does. */
  readonly tokenVersion?: string | undefined;
};

export type CallBack = {
  readonly url: string;
  readonly heard: (withinMs: number) => Promise<boolean>;
};

/** All that the checks look with. */
export type Look = {
  readonly config: Config;
  readonly now: () => string;
  readonly fetch: typeof fetch;
  /** Free room on the disk of a folder, in bytes. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** When the record in this folder was last copied (ISO); undefined where no copy is known. */
  readonly lastCopy: (dataDir: string) => Promise<string | undefined>;
  /** Signs in anew: a token of before would hide a secret that has ended and a consent that was taken back. */
  readonly credentials: Credentials;
  readonly graph: GraphClient;
  readonly platform: Platform;
  readonly sender: Sender;
  /** Why it was not asked, in the command: "not checked, because …". */
  readonly inside: Inside | string;
  /** What an earlier check has found, for those that need it. */
  readonly found: Found;
};

export type Found = {
  /** When Microsoft was asked (ISO), the date of its answer, and when that came. */
  clocks?: { readonly asked: string; readonly theirs: string | null; readonly answered: string };
  roles?: readonly string[];
  readonly people: { [role in GroupRole]?: readonly Person[] };
  /** Ids of School Data Sync's classes. */
  classes?: readonly string[];
  /** Who is a pupil of a class: read once. */
  pupils?: Promise<Pupils>;
  /** Of whom it was asked whether their chat is open: by their Entra id. */
  readonly chats: Map<string, Promise<boolean>>;
  /** A member of staff whose meetings we may reach. */
  organiser?: Person;
  meeting?: TestMeeting;
  call?: Pick<CallBack, "heard"> & { readonly callId: string };
};

export type GroupRole = "staff" | "dsl" | "headteacher" | "administrators";

/** @throws where a check that does not need the running program asks for it */
export const insideOf = ({ inside }: Look): Inside => {
  if (typeof inside === "string") throw new Error("this check needs the running program");
  return inside;
};
