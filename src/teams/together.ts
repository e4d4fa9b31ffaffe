import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { School } from "../desk/school.ts";
import type { Concern } from "../protocol/concern/state.ts";
import { defined } from "../protocol/defined.ts";
import { subjectOf } from "../protocol/work/card-keys.ts";
import type { SentCard } from "../record/index/cards.ts";
import type { FoundConcern } from "../record/index/concerns.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { Card } from "./cards/build.ts";
import type { Links } from "./cards/links.ts";
import { togetherCard } from "./cards/together-card.ts";

/** A message shows this many; of more only the number is said, because Teams takes 28 kB. */
const MOST_SHOWN = 10;

type Dependencies = {
  readonly store: Pick<SchoolRecord, "concernsNamed">;
  readonly concerns: Pick<ConcernDesk, "read">;
  readonly school: Pick<School, "settings">;
  readonly links: Pick<Links, "record">;
};

/** The concerns that share a message, from where messages were sent. */
export const refsOf = (sent: readonly SentCard[]): readonly string[] => [
  ...new Set(
    sent.flatMap(({ key }) => {
      const subject = subjectOf(key);
      return subject?.card === "together" ? [subject.ref] : [];
    }),
  ),
];

const NOT_TAKEN = "open";

/** Those of them that no one has taken, oldest first. */
export const openOf = (found: readonly FoundConcern[]): readonly string[] =>
  found
    .filter(({ state }) => state === NOT_TAKEN)
    .toSorted(oldestFirst)
    .map(({ ref }) => ref);

const oldestFirst = (
  one: Pick<Concern, "raisedAt" | "ref">,
  other: Pick<Concern, "raisedAt" | "ref">,
): number => one.raisedAt.localeCompare(other.raisedAt) || one.ref.localeCompare(other.ref);

/** The message of these concerns, as they are now. @param reader whose own chat it is in */
export const drawTogether = async (
  { store, concerns, school, links }: Dependencies,
  refs: readonly string[],
  { reader, say }: { readonly reader?: string | undefined; readonly say?: string | undefined },
): Promise<Card> => {
  const found = await store.concernsNamed(refs);
  const open = openOf(found);
  // Those that no one has taken come first; of the others, the newest.
  const others = found
    .filter(({ ref }) => !open.includes(ref))
    .toSorted((one, other) => oldestFirst(other, one));
  const drawn = [...open, ...others.map(({ ref }) => ref)].slice(0, MOST_SHOWN);
  const shown = (await Promise.all(drawn.map(concerns.read))).toSorted(oldestFirst);
  return togetherCard(
    { shown, many: refs.length, open: open.length, newestOpen: open.at(-1) ?? shown.at(-1)?.ref ?? "" },
    {
      timeZone: school.settings().timeZone,
      recordUrl: links.record,
      ...defined({ say }),
    },
    reader,
  );
};
