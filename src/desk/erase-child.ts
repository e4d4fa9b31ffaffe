import { pupilsCalled } from "../protocol/export/child-document.ts";
import type { Json, JsonObject } from "../protocol/json.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { pupilsOf } from "../protocol/presence.ts";
import type { Pupil } from "../protocol/register.ts";
import { isErasure, mended } from "../record/retention/erasure.ts";
import type { StoredFact } from "../record/stored-fact.ts";

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
  const devices = devicesOf(name, lesson);
  return without(facts, (fact) => {
    const { personal = {} } = fact;
    switch (fact.type) {
      case "RegisterSet":
        return withoutPupil(name, personal);
      case "PersonArrived":
      case "PersonRenamed":
        return devices.has(fact.data["person"]) ? "gone" : undefined;
      case "MeetingFound":
        return has(personal["title"], name) ? { ...personal, title: ERASED } : undefined;
      default:
        return undefined;
    }
  });
};

/** In what the school notes of its record: which child something was taken out for, or held. */
export const childInKeeping = (name: string, facts: readonly StoredFact[]): Erasing | undefined =>
  without(facts, ({ personal = {} }) => {
    const { child, pupil, words: _words, ...rest } = personal;
    return has(child, name) || has(pupil, name) ? rest : undefined;
  });

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
  const register = (personal["register"] ?? []) as unknown as readonly Pupil[];
  const named = pupilsCalled(name, register);
  return named.length === 0
    ? undefined
    : { ...personal, register: register.filter((one) => !named.includes(one)) as unknown as Json };
};

const devicesOf = (name: string, lesson: Lesson): ReadonlySet<Json | undefined> => {
  const ids = pupilsCalled(name, lesson.register).map(({ id }) => id);
  return new Set(
    Object.values(lesson.people).flatMap((one) => {
      const { pupils, sure } = pupilsOf(lesson, one);
      return (sure && pupils.some((id) => ids.includes(id))) || has(one.shown, name) ? [one.id] : [];
    }),
  );
};

const has = (text: Json | undefined, name: string): boolean =>
  typeof text === "string" && text.toLowerCase().includes(name.trim().toLowerCase());
