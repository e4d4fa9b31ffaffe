import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { LessonDesk } from "../../desk/lesson-desk.ts";
import type { People } from "../../desk/people.ts";
import type { Platform } from "../../meeting/platform.ts";
import type { RosterParticipant } from "../../meeting/roster.ts";
import { readRosterAgain, readRosterDuty } from "../../protocol/lesson/duties.ts";
import type { Duty } from "../../protocol/work/duty.ts";
import { lessonStream } from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import { isNameless, isOurs, removeOtherLegs, withoutOwn } from "./other-legs.ts";
import { sharedRun } from "./shared-run.ts";

type Watching = {
  readonly record: SchoolRecord;
  readonly lessons: LessonDesk;
  readonly people: People;
  readonly botId: string;
  readonly platform: Platform;
};

/**
 * Asks for the call's whole list and puts it into the lesson. In turn: a list that was asked for
 * earlier, by whichever replica, is never taken for a newer one.
 */
export const seeRoster = (
  services: Watching,
  lesson: string,
  call: string,
  heard: readonly RosterParticipant[],
): Promise<void> =>
  sharedRun(services, `roster:${call}`, async () => {
    const before = await services.lessons.read(lesson);
    if (before.call.state !== "in" || before.call.call !== call) return;
    const { people, whole } = await services.platform.roster(call);
    const sinceEnd = before.end?.beganAt !== undefined;
    const { others, ownLeg } = await withoutOwn(services, call, people);
    const isAll = whole && ownLeg;
    await reportRoster(services, lesson, withNewerWords(others, heard, newest(people)), {
      whole: isAll,
      doubtful: !isAll,
      sinceEnd,
      ...sequenceOf(people),
    });
    await removeOtherLegs(services, call, people);
  });

const newest = (people: readonly RosterParticipant[]): number =>
  Math.max(-1, ...people.map(({ sequence }) => sequence ?? -1));

const sequenceOf = (people: readonly RosterParticipant[]): { readonly sequence?: number } =>
  newest(people) < 0 ? {} : { sequence: newest(people) };

/** A list may be older than a notification that came meanwhile: the newest news of each person counts. */
const withNewerWords = (
  list: readonly RosterParticipant[],
  heard: readonly RosterParticipant[],
  newestInList: number,
): readonly RosterParticipant[] => {
  const listed = new Map(list.map((one) => [one.id, one]));
  // A person without any data may be our own leg.
  for (const word of heard.filter((one) => !isNameless(one)))
    if (
      word.sequence !== undefined &&
      newestInList >= 0 &&
      word.sequence > (listed.get(word.id)?.sequence ?? newestInList)
    )
      listed.set(word.id, word);
  return [...listed.values()];
};

/** Puts the people our bot sees into the lesson, without the bot itself. */
export const reportRoster = async (
  { lessons, people, botId }: Pick<Watching, "lessons" | "people" | "botId">,
  lesson: string,
  participants: readonly RosterParticipant[],
  seen: {
    readonly whole: boolean;
    readonly doubtful?: boolean;
    readonly sinceEnd?: boolean;
    readonly sequence?: number;
  },
): Promise<void> => {
  const others = participants.filter((one) => !isOurs(one, botId));
  const signedIn = others.flatMap((one) => (one.userId === undefined ? [] : [one.userId]));
  const staff = await people.staffAmong(signedIn);
  await lessons.report(lesson, { report: "roster-seen", source: "call", people: others, staff, ...seen });
};

/** Graph's list is asked for this long after a notification: thirty come at once when a class arrives. */
const GATHER_MS = 80;
/** Of that, so long before the duty is written: those that come meanwhile need no other. */
const BEFORE_MS = 40;
/** What a notification said is of no use for longer than this. */
const SAID_FOR_MS = 10_000;

export type RosterWatch = {
  /**
   * A notification. It may be lost, late or older than what is known, so the list has to be asked for. Resolves
   * once that is in the record, so that it is done even if this server dies.
   */
  readonly noticed: (
    lesson: string,
    call: string,
    participants: readonly RosterParticipant[],
  ) => Promise<void>;
  readonly ask: (lesson: string, call: string) => Promise<void>;
  /** The list is asked for again `afterMs` from now, or sooner if that was planned already. */
  readonly askAgain: (lesson: string, call: string, afterMs: number) => Promise<void>;
  /** What notifications have said lately and no one has looked at yet: better than nothing, given once. */
  readonly said: (call: string) => readonly RosterParticipant[];
};

type Said = { readonly at: number; readonly people: Map<string, RosterParticipant> };

/**
 * Notifications are hints: lost, late, out of order. The list that Graph answers with is what counts, and to
 * ask for it is a duty.
 */
export const watchRosters = ({
  record,
  now,
}: {
  readonly record: SchoolRecord;
  readonly now: () => string;
}): RosterWatch => {
  const heard = new Map<string, Said>();

  const put = async (lesson: string, duty: Duty): Promise<void> => {
    const stream = lessonStream(lesson);
    const id = `${stream}/roster/${randomUUID()}`;
    await record.append({ streams: [], duties: [{ id, stream, at: now(), duty }] });
  };

  /** Notifications that wait for the same duty to be written. */
  const asked = new Map<string, Promise<void>>();
  const askSoon = async (key: string, lesson: string, call: string): Promise<void> => {
    await pause(BEFORE_MS);
    asked.delete(key);
    await put(lesson, readRosterDuty(lesson, call, GATHER_MS - BEFORE_MS));
  };

  const said = (call: string): readonly RosterParticipant[] => {
    const { at, people } = heard.get(call) ?? { at: 0, people: new Map<string, RosterParticipant>() };
    heard.delete(call);
    return performance.now() - at > SAID_FOR_MS ? [] : [...people.values()];
  };

  return {
    ask: (lesson, call) => put(lesson, readRosterDuty(lesson, call)),
    askAgain: (lesson, call, afterMs) => put(lesson, readRosterAgain(lesson, call, afterMs)),
    said,
    noticed: async (lesson, call, participants) => {
      const people = new Map(said(call).map((one) => [one.id, one]));
      for (const one of participants) {
        const before = people.get(one.id)?.sequence ?? -1;
        if (one.sequence === undefined || one.sequence >= before) people.set(one.id, one);
      }
      const at = performance.now();
      heard.set(call, { at, people });
      // Another server may have looked at the list: names are not kept here longer for that.
      for (const [other, one] of heard) if (at - one.at > SAID_FOR_MS) heard.delete(other);
      const key = `${lesson} ${call}`;
      const together = asked.get(key) ?? askSoon(key, lesson, call);
      asked.set(key, together);
      await together;
    },
  };
};
