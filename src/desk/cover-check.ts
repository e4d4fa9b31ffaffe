import type { SchoolSettings } from "../protocol/holders/school.ts";
import type { Cover } from "../protocol/who/cover.ts";
import type { People } from "./people.ts";

const NO_HOLDER = "This person is neither DSL nor headteacher now. Choose another person.";

/** Each person in it, with the field that names them. */
const named = ({ stints = [], hours }: Cover): readonly (readonly [string, string])[] => [
  ...stints.flatMap(({ away, by }, n): [string, string][] => [
    [`cover.stints.${n}.away`, away],
    [`cover.stints.${n}.by`, by],
  ]),
  ...(hours?.contacts ?? []).map((one): [string, string] => ["cover.hours.contacts", one]),
];

/**
 * Cover gives no one a role: a person who holds none would be saved, and never be asked. One who was named before is
 * left, and so is all of it where the groups change as well, or the directory does not answer.
 * @returns what is wrong, by field
 */
export const wrongCover = async (
  people: Pick<People, "holders">,
  before: SchoolSettings,
  after: SchoolSettings,
): Promise<Readonly<Record<string, string>>> => {
  const known = new Set(named(before.cover ?? {}).map(([, person]) => person));
  const added = named(after.cover ?? {}).filter(([, person]) => !known.has(person));
  const { dsl, headteacher } = after.groups;
  if (added.length === 0 || dsl !== before.groups.dsl || headteacher !== before.groups.headteacher) return {};
  const holders = await people.holders();
  if (holders.unanswered === true) return {};
  const all = new Set([...holders.dsl, ...holders.headteacher]);
  return Object.fromEntries(
    added.filter(([, person]) => !all.has(person)).map(([field]) => [field, NO_HOLDER]),
  );
};
