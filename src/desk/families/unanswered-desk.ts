import { classView } from "../../protocol/screen/families-view.ts";
import { type UnansweredView, unansweredText, unansweredWords } from "../../protocol/screen/unanswered.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import { namesOf, type People } from "../people.ts";
import type { School } from "../school.ts";
import type { FamilyStore } from "./family-store.ts";

type Dependencies = {
  readonly store: Pick<FamilyStore, "classes" | "family">;
  readonly people: Pick<People, "nameOf">;
  readonly school: Pick<School, "settings">;
  readonly now: () => string;
};

/** How far the question of permission is on every list of the school (P1); names only on a list that is the caller's. */
export type UnansweredDesk = (caller: Caller) => Promise<readonly UnansweredView[]>;

export const openUnanswered =
  ({ store, people, school, now }: Dependencies): UnansweredDesk =>
  async (caller) => {
    const lists = await store.classes();
    const nameOf = await namesOf(
      people,
      lists.flatMap(({ staff }) => staff),
    );
    const around = { now: now(), timeZone: school.settings().timeZone };
    return Promise.all(
      lists.map(async (list) => {
        const families = await Promise.all(list.families.map(store.family));
        // Where a refusal stands does not matter here: nothing of any answer is shown.
        const view = classView(list, false, families, new Set(), around);
        return {
          class: list.id,
          name: list.name,
          keptBy: list.staff.flatMap((id) => nameOf(id) ?? []),
          words: unansweredWords(view),
          ...(list.staff.includes(caller.id) ? { text: unansweredText(view) } : {}),
        };
      }),
    );
  };
