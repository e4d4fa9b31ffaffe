import type { Generated } from "kysely";
import type { Kind, Part, Phase } from "../../protocol/words.ts";
import type { DutyKind } from "../../protocol/work/duty.ts";
import type { Store } from "../scope.ts";
import type { DutyState, Notice } from "../work/duty-row.ts";

/** The scope of a row. The scope's plugin writes it and asks for it (scope-plugin.ts). */
type InScope<Row> = Row & { school: Generated<string>; store: Generated<Store> };

/** Tables as kysely knows them; its CamelCasePlugin gives them snake case in the database. */
export type Tables = {
  readonly events: InScope<EventTable>;
  readonly personal: InScope<PersonalTable>;
  readonly streams: InScope<StreamTable>;
  /** Lessons whose events are gone, and the fact that says so. */
  readonly expiredStreams: InScope<{
    stream: string;
    version: number;
    hash: string;
    factStream: string;
    factVersion: number;
  }>;
  readonly duties: InScope<DutyTable>;
  readonly lessons: InScope<LessonTable>;
  readonly lessonStaff: InScope<{ lesson: string; person: string; part: Part }>;
  readonly concerns: InScope<ConcernTable>;
  readonly concernPeople: InScope<{ ref: string; person: string; why: string }>;
  readonly sentCards: InScope<{ key: string; conversationId: string; activityId: string; at: string }>;
  /** `value` is JSON. */
  readonly schoolSettings: InScope<{ key: string; value: string }>;
  readonly schools: { school: string };
  readonly personalConversations: { person: string; conversationId: string };
  readonly channels: { teamId: string; channelId: string; name: string | null; school: string | null };
  readonly newMeetings: NewMeetingTable;
  /** Of the tenant. `value` is JSON. */
  readonly settings: { key: string; value: string };
  /** Requests to Microsoft; `moments` is JSON, the newest last. Moments: ms since 1970, by the database's clock. */
  readonly limits: {
    key: string;
    moments: string;
    promisedAt: number;
    urgentPromisedAt: Generated<number>;
    returnedPromisedAt: Generated<number>;
    closedUntil: number;
    usedAt: number;
  };
  readonly counters: { counter: string; value: number };
};

type EventTable = {
  stream: string;
  version: number;
  type: string;
  schema: number;
  at: string;
  /** JSON. */
  data: string;
  commitment: string | null;
  previous: string | null;
  hash: string;
};

type PersonalTable = {
  stream: string;
  version: number;
  /** Hex. */
  salt: string;
  /** JSON. */
  payload: string;
};

/** The head of each stream: with it, an event missing at the end is noticed. */
type StreamTable = {
  stream: string;
  version: number;
  hash: string;
  /** When it last grew, by the database's clock; null where a program of before migration 0002 wrote it. */
  movedAt: number | null;
};

/** Moments of duties are reckoned with, so they are milliseconds since 1970, not text. */
type DutyTable = {
  id: string;
  stream: string;
  /** The order within its change: families are removed in the order decided. */
  position: number;
  kind: DutyKind;
  /** JSON of the DutyWork. */
  work: string;
  state: DutyState;
  notBefore: number;
  deadlineAt: number;
  expiresAt: number;
  repeat: "until-done" | "once";
  /** 0 or 1: not every database has booleans. */
  urgent: number;
  /** Of an alert: how many of the same person came shortly before. */
  turn: Generated<number>;
  replaces: string | null;
  attempts: number;
  leaseUntil: number | null;
  /** Which replica has claimed it last. */
  holder: number | null;
  fence: number;
  lastReason: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  /** Set on a started duty that is no longer wanted: it may finish, but is not tried again. */
  withdrawn: "replaced" | "cancelled" | null;
  /** Once the deadline has passed without the duty being done. */
  lateAt: number | null;
  /** A person is still to be told this about it. */
  notice: Notice | null;
};

/** A meeting belongs to the tenant until its school is known; then the row is removed. */
type NewMeetingTable = {
  id: string;
  chatId: string;
  meetingId: string;
  /** ISO 8601 in UTC, as Teams said it. */
  startedAt: string | null;
  organiser: string | null;
  askedAt: string | null;
  school: string | null;
  /** Milliseconds since 1970. */
  tries: number;
  nextAt: number;
  expiresAt: number;
};

type LessonTable = {
  lesson: string;
  meetingId: string;
  chatId: string | null;
  organiserId: string | null;
  phase: Phase;
  kind: Kind | null;
  startsAt: string | null;
  startedAt: string | null;
  overAt: string | null;
  callback: string | null;
  callId: string | null;
  updatedAt: string;
  /** When its events were removed; null while they are there. */
  expiredAt: Generated<string | null>;
};

type ConcernTable = {
  ref: string;
  about: string;
  lesson: string | null;
  raisedBy: string;
  raisedAt: string;
  state: string;
};
