import type { Duty, DutyWork } from "../../src/protocol/work/duty.ts";
import type { ConcernRow, LessonRow } from "../../src/record/index/index-rows.ts";
import type { Change, NewFact } from "../../src/record/log/change.ts";
import { erasureFact } from "../../src/record/retention/erasure.ts";

export const AT = "2026-11-24T09:00:00.000Z";
export const NOW = Date.parse(AT);

export const fact = (type: string, more: Partial<NewFact> = {}): NewFact => ({
  type,
  at: AT,
  data: { by: "7a1c" },
  ...more,
});

export const adding = (stream: string, expectedVersion: number, ...facts: readonly NewFact[]): Change => ({
  streams: [{ stream, expectedVersion, facts }],
});

/** Personal payload goes, with a fact that says so. */
export const erasing = (stream: string, expectedVersion: number, ...versions: readonly number[]): Change => ({
  ...adding(
    stream,
    expectedVersion,
    erasureFact(AT, { by: "7a1c" }, versions, { byName: "Ms Reviewer", left: {} }),
  ),
  erase: [{ stream, versions }],
});

export const duty = (more: Partial<Duty> = {}): Duty => ({
  work: { kind: "set-options", lesson: "l1" },
  afterMs: 0,
  deadlineMs: 2_000,
  expiryMs: 60_000,
  repeat: "until-done",
  urgent: false,
  ...more,
});

export const removal = (participant: string): DutyWork => ({
  kind: "remove",
  lesson: "l1",
  call: "c1",
  participant,
});

/** Duties alone, on a stream that need not exist. */
export const asking = (stream: string, duties: readonly (readonly [id: string, duty: Duty])[]): Change => ({
  streams: [],
  duties: duties.map(([id, one]) => ({ id, stream, duty: one, at: AT })),
});

export const lesson = (name: string, more: Partial<LessonRow> = {}): LessonRow => ({
  lesson: name,
  meetingId: "m1",
  chatId: "chat1",
  organiserId: "teacher",
  phase: "planned",
  kind: null,
  startsAt: null,
  startedAt: null,
  overAt: null,
  callback: null,
  callId: null,
  updatedAt: AT,
  staff: [],
  ...more,
});

export const concern = (ref: string, more: Partial<ConcernRow> = {}): ConcernRow => ({
  ref,
  about: "a pupil",
  lesson: "l1",
  raisedBy: "teacher",
  raisedAt: AT,
  state: "raised",
  people: [],
  ...more,
});
