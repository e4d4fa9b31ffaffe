import { isGenericName } from "../names/device-names.ts";
import { matchName } from "../names/matching.ts";
import type { Pupil } from "../names/register.ts";
import type { Lesson } from "./state.ts";

/** Of one pupil: a household has a few devices, and no more is kept. */
const MOST = 6;

/** "Abena Osei (Guest)": Teams adds it to every guest. */
const withoutGuest = (shown: string): string =>
  shown.replace(/\s*\((guest|unverified|external)\)\s*$/i, "").trim();

/**
 * The register with the names that staff have settled in this lesson (C5, C6): a parent's own name, once settled, is
 * known from week to week. A device's own name never is, nor one that was settled for two children, nor one that says
 * whose it is by itself.
 */
export const withSettledNames = ({
  register,
  people,
}: Pick<Lesson, "register" | "people">): readonly Pupil[] => {
  const settled = new Map<string, Set<string>>();
  for (const { recognised, identity, shown } of Object.values(people)) {
    const name = withoutGuest(shown);
    if (recognised?.as !== "pupils" || identity !== "guest" || name === "" || isGenericName(name)) continue;
    const of = settled.get(name) ?? new Set<string>();
    for (const pupil of recognised.pupils) of.add(pupil);
    settled.set(name, of);
  }
  return register.map((pupil) => {
    const more = [...settled].flatMap(([name, of]) =>
      of.size === 1 && of.has(pupil.id) && !pupil.also.includes(name) && !saysItself(name, pupil, register)
        ? [name]
        : [],
    );
    return more.length === 0 ? pupil : { ...pupil, also: [...pupil.also, ...more].slice(0, MOST) };
  });
};

const saysItself = (name: string, { id }: Pupil, register: readonly Pupil[]): boolean => {
  const { certainty, pupils } = matchName(name, register);
  return certainty === "one" && pupils.length === 1 && pupils[0] === id;
};
