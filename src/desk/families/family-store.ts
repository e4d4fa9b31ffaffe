import type { Decision, Refused } from "../../protocol/decision.ts";
import type { ClassEvent, FamilyEvent } from "../../protocol/families/events.ts";
import { refusalMoved } from "../../protocol/families/same-child.ts";
import { type Classes, evolveFamily, type Family } from "../../protocol/families/state.ts";
import { isRefused } from "../../protocol/rules/p1-consent-asked.ts";
import type { Duty } from "../../protocol/work/duty.ts";
import type { Change } from "../../record/log/change.ts";
import { asFact, numbered } from "../../record/log/change-facts.ts";
import { classesReader, classesStream, familyReader, familyStream } from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";

/** Reads and changes families: each has a stream of its own, and the school one for its lists. */
export type FamilyStore = {
  readonly family: (id: string) => Promise<Family>;
  readonly classes: () => Promise<Classes>;
  /** The families with which a refusal is on file, on a list or on none. */
  readonly refused: () => Promise<readonly string[]>;
  /** Decides on fresh state, and again where another writer was first. */
  readonly change: (
    id: string,
    decide: (family: Family) => Decision<FamilyEvent>,
  ) => Promise<{ readonly say: string; readonly family: Family } | Refused>;
  /** Records a list together with changes of its families: all of it, or none. */
  readonly changeAll: (
    decide: (classes: Classes) => Promise<AllChanges | Refused>,
  ) => Promise<{ readonly say: string } | Refused>;
};

export type AllChanges = {
  readonly say: string;
  readonly list: readonly Parameters<typeof asFact>[0][];
  readonly families: readonly { readonly family: Family; readonly events: readonly FamilyEvent[] }[];
};

const MINUTE_MS = 60_000;

/** A refusal protects a child: the lessons hear of it before anything that can wait. */
const followDuty = (family: string): Duty => ({
  work: { kind: "follow-permission", family },
  afterMs: 0,
  deadlineMs: MINUTE_MS,
  expiryMs: 24 * 60 * MINUTE_MS,
  repeat: "until-done",
  urgent: true,
});

/** A parent may have said no in the holidays. */
const TOLD_WITHIN_MS = 14 * 24 * 60 * MINUTE_MS;

const tellDuty = (family: string, adult: string, at: string): Duty => ({
  work: { kind: "tell-refusal", family, adult, at },
  afterMs: 0,
  deadlineMs: 10 * MINUTE_MS,
  expiryMs: TOLD_WITHIN_MS,
  repeat: "until-done",
  urgent: false,
});

/** A no that came through a link: what staff noted themselves they know. */
const refusalsIn = (family: string, events: readonly FamilyEvent[]): readonly Duty[] =>
  events.flatMap((event) =>
    event.type === "PermissionAnswered" && event.data.link !== undefined && event.data.answer !== "given"
      ? [tellDuty(family, event.data.adult, event.at)]
      : [],
  );

/** What is on file for the child, as far as a lesson asks, and who hears of a no. */
const dutiesAfter = (before: Family, after: Family, events: readonly FamilyEvent[]): readonly Duty[] => [
  ...(isRefused(before.adults) === isRefused(after.adults) ? [] : [followDuty(after.id)]),
  ...refusalsIn(after.id, events),
];

export const openFamilyStore = (record: SchoolRecord): FamilyStore => {
  const readFamily = familyReader(record);
  const readClasses = classesReader(record);
  const listStream = classesStream(record.scope.school);

  const changeOf = (before: Family, id: string, events: readonly FamilyEvent[], at: string) => {
    const stream = familyStream(id);
    const after = events.reduce(evolveFamily, before);
    const version = before.version + events.length;
    return {
      after,
      stream: { stream, expectedVersion: before.version, facts: events.map(asFact) },
      moved: refusalMoved(before, after, at),
      duties: numbered(stream, version, dutiesAfter(before, after, events), at),
    };
  };

  const onLists = async (events: readonly ClassEvent[]) => ({
    stream: listStream,
    expectedVersion: (await readClasses()).version,
    facts: events.map(asFact),
  });

  return {
    family: async (id) => (await readFamily(id)).state,
    classes: async () => (await readClasses()).state.classes,
    refused: async () => (await readClasses()).state.refused,
    change: async (id, decide) => {
      for (;;) {
        const { state } = await readFamily(id);
        const decision = decide(state);
        if ("refused" in decision) return decision;
        const { events, say } = decision;
        const [first] = events;
        if (first === undefined) return { say, family: state };
        const { after, stream, moved, duties } = changeOf(state, id, events, first.at);
        const streams = moved.length === 0 ? [stream] : [stream, await onLists(moved)];
        const { appended } = await record.append({ streams, duties });
        if (appended) return { say, family: after };
      }
    },
    changeAll: async (decide) => {
      for (;;) {
        const { state, version } = await readClasses();
        const decision = await decide(state.classes);
        if ("refused" in decision) return decision;
        const made = decision.families
          .filter(({ events }) => events.length > 0)
          .map(({ family, events }) => changeOf(family, family.id, events, events[0]?.at ?? ""));
        const change: Change = {
          streams: [
            {
              stream: listStream,
              expectedVersion: version,
              facts: [...decision.list, ...made.flatMap(({ moved }) => moved)].map(asFact),
            },
            ...made.map(({ stream }) => stream),
          ],
          duties: made.flatMap(({ duties }) => duties),
        };
        if (decision.list.length + made.length === 0) return { say: decision.say };
        const { appended } = await record.append(change);
        if (appended) return { say: decision.say };
      }
    },
  };
};
