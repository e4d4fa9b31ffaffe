import { pupilsCalled } from "../protocol/export/child-document.ts";
import type { Json, JsonObject } from "../protocol/json.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { holdsName, matchName, sameName } from "../protocol/matching.ts";
import { pupilsOf } from "../protocol/presence.ts";
import type { Pupil } from "../protocol/register.ts";
import { isErasure, mended } from "../record/retention/erasure.ts";
import type { StoredFact } from "../record/stored-fact.ts";
import { pupilsEver, pupilsOn } from "./children.ts";

/** What of a stream's personal payload goes, and what of it is to stay. */
export type Erasing = {
  readonly versions: readonly number[];
  readonly left: { readonly [version: string]: JsonObject };
};

const ERASED = "(erased)";

/**
 * A child's names in a lesson: their entry in each register, the names that their devices showed, and a title
 * that holds their name. What was left by earlier erasures is taken over, without the child.
 *
 * @returns undefined where the lesson holds nothing of this child
 */
export const childIn = (name: string, lesson: Lesson, facts: readonly StoredFact[]): Erasing | undefined => {
  const isNamedIn = namingOf(name, pupilsEver(facts));
  const devices = devicesOf(name, lesson, isNamedIn);
  return without(facts, (fact) => {
    const { personal = {} } = fact;
    switch (fact.type) {
      case "RegisterSet":
        return withoutPupil(name, personal);
      case "PersonArrived":
      case "PersonRenamed":
        return devices.has(fact.data["person"]) ? "gone" : undefined;
      case "MeetingFound":
        return isNamedIn(personal["title"]) ? { ...personal, title: ERASED } : undefined;
      default:
        return undefined;
    }
  });
};

/**
 * In what the school notes of its record: which child something was taken out for, or was held until the hold
 * was lifted. A hold that stands keeps its name: without it, it would hold nobody.
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

/** @param change what is left of a fact's payload; `gone` where nothing is, undefined where it may stay */
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
      // What it left is said anew below.
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

type Naming = (text: Json | undefined) => boolean;

/**
 * Whether a text names the child, under any of their names: "Sam" is not in "Samuel", and what reads as the
 * name of others on the register is theirs ("Sam Price", where there is one).
 */
const namingOf = (name: string, pupils: readonly Pupil[]): Naming => {
  const child = pupilsCalled(name, pupils);
  const names = [name, ...child.flatMap((one) => [one.name, ...one.also])];
  // Ids are a register's own.
  const register = pupils.map((one, n) => ({ ...one, id: String(n) }));
  const isOthers = (text: string): boolean => {
    const found = matchName(text, register).pupils.map((id) => pupils[Number(id)]);
    return found.length > 0 && !child.some((one) => found.includes(one));
  };
  return (text) => typeof text === "string" && names.some((one) => holdsName(text, one)) && !isOthers(text);
};

const devicesOf = (name: string, lesson: Lesson, isNamedIn: Naming): ReadonlySet<Json | undefined> => {
  const ids = pupilsCalled(name, lesson.register).map(({ id }) => id);
  return new Set(
    Object.values(lesson.people).flatMap((one) => {
      const { pupils, sure } = pupilsOf(lesson, one);
      const isTheirs = sure && pupils.some((id) => ids.includes(id));
      return isTheirs || (!one.staff && isNamedIn(one.shown)) ? [one.id] : [];
    }),
  );
};
