import type { Json } from "../../protocol/fact.ts";
import type { Family } from "../../protocol/families/state.ts";
import { sameName } from "../../protocol/names/matching.ts";
import type { StoredFact } from "../../record/log/stored-fact.ts";
import { classesStream, familyReader } from "../../record/log/streams.ts";
import { isErasure } from "../../record/retention/erasure.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { Erasing } from "../erase-child.ts";
import { oneByOne } from "../one-by-one.ts";

const namedIn = (families: Json | undefined): readonly string[] =>
  Array.isArray(families) ? (families as readonly string[]) : [];

/** The families of a child of this name on any list, also one that was replaced since. */
export const familiesCalled = async (
  record: Pick<SchoolRecord, "isNewest" | "read" | "scope">,
  name: string,
): Promise<readonly Family[]> => {
  const read = familyReader(record);
  const facts = await record.read(classesStream(record.scope.school));
  const ids = new Set(facts.flatMap(({ data }) => namedIn(data["families"])));
  // A trust has thousands: one after the other, so that a press in between is answered.
  const families = await oneByOne([...ids], async (id) => (await read(id)).state);
  return families.filter(({ child, also }) =>
    [child, ...also].some((one) => one !== undefined && sameName(one, name)),
  );
};

/** All names of a family: of the child, the adults, the places their links were used from. What happened stays. */
export const familyIn = (facts: readonly StoredFact[]): Erasing | undefined => {
  const versions = facts
    .filter((fact) => fact.personal !== undefined && !isErasure(fact))
    .map(({ version }) => version);
  return versions.length === 0 ? undefined : { versions, left: {} };
};
