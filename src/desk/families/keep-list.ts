import { randomUUID } from "node:crypto";
import { type Refused, refuse } from "../../protocol/decision.ts";
import { decideFamily, type FamilyCommand } from "../../protocol/families/decide.ts";
import type { ClassEvent, FamilyEvent } from "../../protocol/families/events.ts";
import { evolveFamily, type Family, type KeptClass, NO_FAMILY } from "../../protocol/families/state.ts";
import { sameName } from "../../protocol/names/matching.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import { keptBy } from "./class-words.ts";
import type { FamilyStore } from "./family-store.ts";
import { isTwice, type ListedPupil, TWICE } from "./listed-pupils.ts";

/** A new list, or the list as it is now: pupils who are no longer on it keep their own record. */
export type KeepList = (
  caller: Caller,
  list: {
    readonly class?: string;
    readonly name: string;
    readonly pupils: readonly ListedPupil[];
    /** Colleagues who keep it, too, beside those who keep it now. */
    readonly staff?: readonly string[];
  },
) => Promise<{ readonly say: string; readonly class: string } | Refused>;

type Dependencies = {
  readonly store: FamilyStore;
  readonly familiesOf: (list: KeptClass) => Promise<readonly Family[]>;
  readonly now: () => string;
};

export const NOT_HERE: Refused = { refused: "not-found", say: "There is no such list for you." };

/** More than a teacher of every class in the school would keep. */
const MOST_LISTS = 60;

const TOO_MANY_LISTS = refuse(
  "too-many-lists",
  `You keep ${MOST_LISTS} lists already. Change one of them, or ask a colleague to keep this one.`,
);

const LIST_THERE = refuse(
  "list-there",
  "You keep a list of this name already. Change that one, or give this one another name. Nothing was saved.",
);

export const isTheirs = ({ id }: Caller, { staff }: KeptClass): boolean => staff.includes(id);

const isNamed = (name: string, { name: other }: KeptClass): boolean =>
  name.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();

/** One press more on the same form: every child of it is there, no other, and every adult. */
const isAsWritten = (families: readonly Family[], pupils: readonly ListedPupil[]): boolean =>
  families.length === pupils.length &&
  pupils.every(({ name, adults }) =>
    families.some(
      (family) =>
        family.child === name && adults.every((adult) => family.adults.some((one) => one.name === adult)),
    ),
  );

export const keepList = ({ store, familiesOf, now }: Dependencies): KeepList => {
  /** What is new of a pupil's family: their name, and adults who are not there yet. */
  const listed = (family: Family, { name, adults }: ListedPupil, caller: Caller): readonly FamilyEvent[] => {
    const by = { id: caller.id, name: caller.name };
    const commands: readonly FamilyCommand[] = [
      { do: "list", family: family.id, child: name, also: family.also },
      ...adults
        .filter((adult) => !family.adults.some((known) => known.name === adult))
        .map((adult): FamilyCommand => ({ do: "add-adult", adult: randomUUID(), name: adult })),
    ];
    let after = family;
    return commands.flatMap((command) => {
      const decision = decideFamily(after, command, by, now());
      const events = "refused" in decision ? [] : decision.events;
      after = events.reduce(evolveFamily, after);
      return events;
    });
  };

  return async (caller, { class: known, name, pupils, staff = [] }) => {
    if (isTwice(pupils)) return TWICE;
    let id = known ?? randomUUID();
    const answer = await store.changeAll(async (classes) => {
      const own = classes.filter((one) => isTheirs(caller, one));
      const before = own.find((one) => one.id === known);
      if (known !== undefined && before === undefined) return NOT_HERE;
      const there = before === undefined ? [] : await familiesOf(before);
      const twin = known === undefined ? own.find((one) => isNamed(name, one)) : before;
      const keepers = [...new Set([...(twin?.staff ?? [caller.id]), ...staff])];
      const on = pupils.length === 1 ? "1 family is" : `${pupils.length} families are`;
      // Pressed twice, or again after an answer that did not arrive: the list is there once.
      if (
        twin !== undefined &&
        twin.name === name &&
        keepers.length === twin.staff.length &&
        isAsWritten(await familiesOf(twin), pupils)
      ) {
        ({ id } = twin);
        const say = `The list is saved already, as it is here: ${on} on it.${keptBy(keepers.length)}`;
        return { say, list: [], families: [] };
      }
      if (known === undefined && twin !== undefined) return LIST_THERE;
      if (known === undefined && own.length >= MOST_LISTS) return TOO_MANY_LISTS;
      const families = pupils.map((pupil) => {
        const family = there.find(({ child }) => child !== undefined && sameName(child, pupil.name));
        const base = family ?? { ...NO_FAMILY, id: randomUUID() };
        return { family: base, events: listed(base, pupil, caller) };
      });
      const kept: ClassEvent = {
        type: "ClassKept",
        at: now(),
        data: {
          by: caller.id,
          class: id,
          staff: keepers,
          families: families.map(({ family }) => family.id),
        },
        personal: { byName: caller.name, name },
      };
      return { say: `${on} on the list.${keptBy(keepers.length)}`, list: [kept], families };
    });
    return "refused" in answer ? answer : { ...answer, class: id };
  };
};
