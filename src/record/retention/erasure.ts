import type { Json, JsonObject } from "../../protocol/fact.ts";
import type { NewFact } from "../log/change.ts";
import type { StoredFact } from "../log/stored-fact.ts";

/**
 * An event of a stream from which personal payload was erased: which versions, and what part of them was not
 * erased. A register of thirty goes as a whole, because its commitment covers the whole; the other
 * twenty-nine are kept here, under a commitment of their own.
 */
const ERASED = "PersonalErased";

export const isErasure = ({ type }: Pick<StoredFact, "type">): boolean => type === ERASED;

/** @param left by version: the payload without what was erased; versions of which nothing is left are absent */
export const erasureFact = (
  at: string,
  data: JsonObject,
  versions: readonly number[],
  personal: { readonly byName: string; readonly left: { readonly [version: string]: JsonObject } },
): NewFact => ({ type: ERASED, at, data: { ...data, versions: [...versions] }, personal });

/**
 * Whether a later event of the stream says that the payload of a version was erased. If the payload is gone
 * and no such event says so, a person took it out of the database.
 *
 * @param facts of a whole stream, oldest first
 */
export const erasedIn = (
  facts: readonly Pick<StoredFact, "version" | "type" | "data">[],
): ((version: number) => boolean) => {
  const by = new Map<Json, number>();
  for (const { version, data } of facts.filter(isErasure)) {
    const named = data["versions"];
    for (const one of Array.isArray(named) ? (named as readonly Json[]) : []) by.set(one, version);
  }
  return (version) => (by.get(version) ?? 0) > version;
};

/** The events of a whole stream; where payload was erased, with what was left of it. */
export const mended = (facts: readonly StoredFact[]): readonly StoredFact[] => {
  const left = new Map<number, JsonObject>();
  for (const { personal } of facts.filter(isErasure)) {
    const kept = personal?.["left"];
    for (const [version, payload] of Object.entries((kept ?? {}) as { readonly [v: string]: JsonObject }))
      left.set(Number(version), payload);
  }
  if (left.size === 0) return facts;
  return facts.map((fact) => {
    const payload = left.get(fact.version);
    return fact.personal === undefined && payload !== undefined ? { ...fact, personal: payload } : fact;
  });
};
