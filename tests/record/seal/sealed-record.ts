import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { NewFact } from "../../../src/record/log/change.ts";
import { erasureFact } from "../../../src/record/retention/erasure.ts";
import type { SchoolRecord } from "../../../src/record/school-record.ts";
import type { Store } from "../../../src/record/scope.ts";
import { anchorText } from "../../../src/record/seal/anchor.ts";
import { checkExport } from "../../../src/record/seal/check/check-export.ts";
import type { Finding } from "../../../src/record/seal/check/finding.ts";
import type { ExportLine, LineOf } from "../../../src/record/seal/export-lines.ts";
import { type Choice, exportStreams } from "../../../src/record/seal/export-streams.ts";
import { sealHash } from "../../../src/record/seal/seal.ts";
import { openSealer } from "../../../src/record/seal/sealer.ts";
import { type OpenRecord, openRecord } from "../../support/opened.ts";
import { adding } from "../samples.ts";

export const LESSON = "lesson:1f9a";
export const OTHER_LESSON = "lesson:77c0";
export const CHILD_CONCERN = "concern:ABCDEF";
export const ADULT_CONCERN = "concern:GHJKMN";

export const newKey = (): KeyObject => generateKeyPairSync("ed25519").privateKey;

/** A day at school: its record, with seals at known times and the messages that were kept. */
export type SchoolDay = {
  readonly record: OpenRecord;
  /** In staff matters where the stream is the one about an adult. */
  readonly append: (stream: string, at: string, ...facts: readonly Partial<NewFact>[]) => Promise<void>;
  /** Erases personal payload of a general stream, with a fact that says so. */
  readonly erase: (stream: string, at: string, versions: readonly number[]) => Promise<void>;
  /** Seals a store at a time of day, and keeps the message. */
  readonly seal: (store: Store, time: string) => Promise<void>;
  /** The messages kept, as a person would copy them. */
  readonly anchors: () => string;
  readonly lines: (choice?: Partial<Choice> & { readonly store?: Store }) => Promise<readonly ExportLine[]>;
};

const inMemoryNow: OpenRecord[] = [];

const inMemory = async (): Promise<OpenRecord> => {
  const record = await openRecord({ dataDir: ":memory:" });
  inMemoryNow.push(record);
  return record;
};

/** Closes the records that were opened in memory. */
export const closeDays = async (): Promise<void> => {
  for (const record of inMemoryNow.splice(0)) await record.close();
};

export const momentAt = (time: string): string => `2026-11-24T${time}:00.000Z`;

export const openDay = async (key = newKey(), opened?: OpenRecord): Promise<SchoolDay> => {
  const record = opened ?? (await inMemory());
  let now = momentAt("08:00");
  const stores: { readonly [store in Store]: SchoolRecord } = { general: record, adult: record.staffMatters };
  const sealers = {
    general: openSealer({ record, key, now: () => now }),
    adult: openSealer({ record: stores.adult, key, now: () => now }),
  };
  const kept: string[] = [];
  return {
    record,
    append: async (stream, at, ...facts) => {
      const its = stream === ADULT_CONCERN ? stores.adult : stores.general;
      const version = (await its.read(stream)).length;
      const whole = facts.map((fact) => ({
        type: "PersonArrived",
        data: { n: 1 },
        ...fact,
        at: momentAt(at),
      }));
      await its.append(adding(stream, version, ...whole));
    },
    erase: async (stream, at, versions) => {
      const { length } = await record.read(stream);
      const erased = erasureFact(momentAt(at), { by: "7a1c" }, versions, { byName: "Ms Quillon", left: {} });
      await record.append({ ...adding(stream, length, erased), erase: [{ stream, versions }] });
    },
    seal: async (store, time) => {
      now = momentAt(time);
      const seal = await sealers[store].seal(() => []);
      kept.push(`Lesson Guard\n24 November 2026 ${time}\n${anchorText(store, time, sealHash(seal))}\n`);
    },
    anchors: () => kept.join("\n"),
    lines: async ({ store = "general", ...choice } = {}) => {
      const lines: ExportLine[] = [];
      const all = { streams: "all", at: momentAt("18:05"), ...choice } as const;
      for await (const line of exportStreams(stores[store], all)) lines.push(JSON.parse(line) as ExportLine);
      return lines;
    },
  };
};

/** Two lessons and two concerns, sealed three times. `name` is one pupil's. */
export const playDay = async (key = newKey(), name = "Zebedee", opened?: OpenRecord): Promise<SchoolDay> => {
  const day = await openDay(key, opened);
  await day.append("school", "08:00", { type: "SettingsApplied", data: { undoSeconds: 4 } });
  await day.append(LESSON, "09:00", { type: "MeetingStarted" }, { personal: { name, room: "Küche ☕" } });
  await day.append(LESSON, "09:20", { data: { note: 'a"\\\u0001é', list: [1, 2.5, null, true] } });
  await day.seal("general", "09:32");
  await day.append(CHILD_CONCERN, "10:00", {
    type: "ConcernRaised",
    data: { about: "child", ref: "ABCDEF" },
    personal: { byName: "Ms Quillon" },
  });
  await day.append(ADULT_CONCERN, "10:01", {
    type: "ConcernRaised",
    data: { about: "adult", ref: "GHJKMN" },
  });
  await day.append(LESSON, "10:02", { type: "MeetingEnded" }, { personal: { name: "Ada" } });
  await day.append(OTHER_LESSON, "11:00", { type: "MeetingStarted" });
  await day.seal("general", "12:00");
  await day.append(OTHER_LESSON, "13:00", { type: "MeetingEnded" });
  await day.seal("adult", "18:00");
  await day.seal("general", "18:00");
  await day.append("school", "18:03", { type: "SettingsApplied", data: { undoSeconds: 5 } });
  return day;
};

export const bytesOf = (lines: readonly object[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

export const check = (lines: readonly object[], anchors?: string): readonly Finding[] =>
  checkExport(bytesOf(lines), anchors);

export const wrongIn = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ ok }) => !ok);

/** Puts something else in place of the events that match. */
export const withEvent = (
  lines: readonly ExportLine[],
  stream: string,
  version: number,
  change: (event: LineOf<"event">) => readonly object[],
): readonly object[] =>
  lines.flatMap((line): readonly object[] =>
    line.line === "event" && line.stream === stream && line.version === version ? change(line) : [line],
  );
