import type { Lesson } from "../lesson/state.ts";
import { dayOf } from "../time/school-days.ts";
import type { Rule } from "./rule.ts";

/** How many one-to-ones of one member of staff were recorded in one term. */
export type RecordedCount = {
  /** Entra id. */
  readonly person: string;
  readonly name: string;
  /** "Autumn 2026" */
  readonly term: string;
  readonly count: number;
  /** More than in the term before. */
  readonly rising: boolean;
};

/** The first day of each term, by its month: a count needs the same stretch each year, not each school's own dates. */
const TERMS = [
  { from: 9, name: "Autumn" },
  { from: 4, name: "Summer" },
  { from: 1, name: "Spring" },
] as const;

const YEAR_TERMS = 3;

/** Terms in the order of time, one after the other without a gap. */
export const termOf = (iso: string, timeZone: string): { readonly n: number; readonly term: string } => {
  const [year = 0, month = 1] = dayOf(iso, timeZone).split("-").map(Number);
  const at = TERMS.findIndex(({ from }) => month >= from);
  return { n: year * YEAR_TERMS + (TERMS.length - 1 - at), term: `${TERMS[at]?.name} ${year}` };
};

/** By the member of staff who told the parent; the newest term first, and in it the most. */
export const recordedCounts = (lessons: readonly Lesson[], timeZone: string): readonly RecordedCount[] => {
  const all = lessons.flatMap(({ asTold, staffNames }) => {
    if (asTold === undefined) return [];
    const { by } = asTold.told;
    return [{ person: by, name: staffNames[by] ?? by, ...termOf(asTold.at, timeZone) }];
  });
  const counts = [...Map.groupBy(all, ({ person, n }) => `${n} ${person}`).values()].flatMap((some) =>
    some.slice(0, 1).map((one) => ({ ...one, count: some.length })),
  );
  const before = ({ person, n }: (typeof counts)[number]): number =>
    counts.find((one) => one.person === person && one.n === n - 1)?.count ?? 0;
  return counts
    .toSorted((a, b) => b.n - a.n || b.count - a.count || a.name.localeCompare(b.name))
    .map((one) => ({
      person: one.person,
      name: one.name,
      term: one.term,
      count: one.count,
      rising: one.count > before(one),
    }));
};

export const S8: Rule = {
  title: "Recording is an exception",
  says: "Recording a lesson is an exception.",
  keptBy: ["school"],
  does: "Asks Teams to keep recording off in every lesson but a one-to-one whose parent was told. The headteacher alone sees on the page Record how many one-to-ones of each member of staff were recorded in each term, and where there were more than in the term before. For governors the headteacher takes out how the rules were kept in each term, one-to-ones that were recorded among them: counts alone, without a name.",
  cannot: "The headteacher judges whether recordings have become too many, and why.",
  shows: ["record page"],
  proof: ["RecordingAnnounced", "RecordingSeen"],
  state: { is: "kept" },
};
