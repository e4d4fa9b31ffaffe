import type { JsonObject } from "../../protocol/fact.ts";
import type { StoredFact } from "./stored-fact.ts";

/** What an upcaster may change; it must stand without `personal`, which may have been erased. */
export type Content = { readonly data: JsonObject; readonly personal?: JsonObject };

/** Turns the content of one schema of a fact into that of the next. */
export type Upcaster = (content: Content) => Content;

/** By type of fact: the first brings schema 1 to 2, the second 2 to 3, and so on. */
export type Upcasters = { readonly [type: string]: readonly Upcaster[] };

/** A change of schema adds its upcaster here and a fact of the old schema to tests/record/fixtures. */
export const UPCASTERS: Upcasters = {};

/** The schema that facts of this type are written in today. */
export const currentSchema = (type: string, upcasters: Upcasters = UPCASTERS): number =>
  1 + (upcasters[type]?.length ?? 0);

/** Written by a later version of the program, in a schema that this one cannot read. */
export const isOfLaterSchema = ({ type, schema }: StoredFact): boolean => schema > currentSchema(type);

/** Brings a fact up to today's schema. What stands in the record is never changed. */
export const upcast = (fact: StoredFact, upcasters: Upcasters = UPCASTERS): StoredFact => {
  const steps = upcasters[fact.type]?.slice(fact.schema - 1) ?? [];
  if (steps.length === 0) return fact;
  const { personal, ...rest } = fact;
  const content = steps.reduce<Content>(
    (before, step) => step(before),
    personal === undefined ? { data: fact.data } : { data: fact.data, personal },
  );
  return { ...rest, ...content, schema: fact.schema + steps.length };
};
