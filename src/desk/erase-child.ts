import { pupilsCalled } from "../protocol/export/child-document.ts";
import type { Json, JsonObject } from "../protocol/fact.ts";
import type { LessonEvent } from "../protocol/lesson/events.ts";
import { sameName } from "../protocol/names/matching.ts";
import type { StoredFact } from "../record/log/stored-fact.ts";
import { isErasure, mended } from "../record/retention/erasure.ts";
import { namingOf, shownFor } from "./child-names.ts";
import { pupilsEver, pupilsOn } from "./children.ts";

/** Which personal payload of a stream goes, and what part of it stays. */
export type Erasing = {
  readonly versions: readonly number[];
  readonly left: { readonly [version: string]: JsonObject };
};

const ERASED = "(erased)";

type ChildIn = {
  readonly name: string;
  readonly naming: ReturnType<typeof namingOf>;
  /** Versions of the events in which their devices showed a name. */
  readonly shown: ReadonlySet<number>;
};

/** What of an event's payload is not the child's; `gone` where nothing is, undefined where all of it may stay. */
type WhatStays = (fact: StoredFact, child: ChildIn) => JsonObject | "gone" | undefined;

/** Events that hold more names and words than who pressed. */
type Telling<Event extends LessonEvent = LessonEvent> = Event extends LessonEvent
  ? [NonNullable<Event["personal"]>] extends [never]
    ? never
    : [Exclude<keyof NonNullable<Event["personal"]>, "byName">] extends [never]
      ? never
      : Event["type"]
  : never;

const withoutWords =
  (key: "title" | "reference"): WhatStays =>
  ({ personal = {} }, { naming }) => {
    const words = personal[key];
    const isTheirs = typeof words === "string" && naming.holds(words) && !naming.isOthers(words);
    return isTheirs ? { ...personal, [key]: ERASED } : undefined;
  };

const shownName: WhatStays = ({ version }, { shown }) => (shown.has(version) ? "gone" : undefined);

/** It does not compile while an event that came to hold such words is missing. */
const STAYS: { readonly [Type in Telling]: WhatStays } = {
  LessonPlanned: withoutWords("title"),
  MeetingFound: withoutWords("title"),
  RegisterSet: ({ personal = {} }, { name }) => withoutPupil(name, personal),
  PersonArrived: shownName,
  PersonRenamed: shownName,
  RecordingInCpoms: withoutWords("reference"),
};

/**
 * A child's names in a lesson: their entry in each register, the names that their devices showed at any time, and a
 * title or a reference that holds their name. What earlier erasures left is kept, without the child.
 *
 * @returns undefined where the lesson holds nothing of this child
 */
export const childIn = (name: string, facts: readonly StoredFact[]): Erasing | undefined => {
  const naming = namingOf(name, pupilsEver(facts));
  const child = { name, naming, shown: shownFor(name, naming, mended(facts)) };
  const stays: { readonly [type: string]: WhatStays | undefined } = STAYS;
  return without(facts, (fact) => stays[fact.type]?.(fact, child));
};

/**
 * In the school's notes about its record: the child that an export was about, or that was held until the hold was
 * lifted. A hold in force keeps its name: without it, it would hold no one.
 */
export const childInKeeping = (name: string, facts: readonly StoredFact[]): Erasing | undefined => {
  const lifted = new Set(facts.flatMap(({ type, data }) => (type === "HoldLifted" ? [data["hold"]] : [])));
  const isTheirs = (text: Json | undefined): boolean => typeof text === "string" && sameName(text, name);
  return without(facts, ({ type, data, personal = {} }) => {
    if (type === "HoldPlaced" && !lifted.has(data["hold"])) return undefined;
    const { child, pupil, words: _words, ...rest } = personal;
    return isTheirs(child) || isTheirs(pupil) ? rest : undefined;
  });
};

/** @param change what is left of an event's payload; `gone` where nothing is, undefined where all of it may stay */
const without = (
  facts: readonly StoredFact[],
  change: (fact: StoredFact) => JsonObject | "gone" | undefined,
): Erasing | undefined => {
  const whole = mended(facts);
  const changed = new Map<number, JsonObject | "gone">();
  for (const fact of whole) {
    const after = fact.personal === undefined || isErasure(fact) ? undefined : change(fact);
    if (after !== undefined) changed.set(fact.version, after);
  }
  if (changed.size === 0) return undefined;
  const versions: number[] = [];
  const left: { [version: string]: JsonObject } = {};
  for (const [index, raw] of facts.entries()) {
    const now = whole[index]?.personal;
    const after = changed.get(raw.version);
    if (isErasure(raw)) {
      // What it left is stated anew below.
      versions.push(raw.version);
      left[raw.version] = { byName: raw.personal?.["byName"] ?? ERASED };
      continue;
    }
    if (after !== undefined && raw.personal !== undefined) versions.push(raw.version);
    const stays = after ?? (raw.personal === undefined ? now : undefined);
    if (stays !== undefined && stays !== "gone") left[raw.version] = stays;
  }
  return { versions, left };
};

const withoutPupil = (name: string, personal: JsonObject): JsonObject | undefined => {
  const register = pupilsOn(personal["register"]);
  const named = pupilsCalled(name, register);
  return named.length === 0
    ? undefined
    : { ...personal, register: register.filter((one) => !named.includes(one)) as unknown as Json };
};
