import type { Concern } from "../concern/state.ts";
import { toWords } from "./concern-view.ts";
import type { NameOf } from "./route-words.ts";
import type { ConcernView } from "./view.ts";

/** Who reads: which person, and whether they read the DSL channel. */
type Reader = { readonly id: string; readonly readsChannel: boolean };

/**
 * The cards of a concern as they were sent, oldest first: to each reader those alone that came to them. A card may say
 * more than its own concern, as that another came before it, and so it is shown to no one whom it was not sent to.
 */
export const sentCardsOf = (
  { deliveries }: Concern,
  { id, readsChannel }: Reader,
  nameOf: NameOf = () => undefined,
): NonNullable<ConcernView["cards"]> =>
  deliveries
    .filter(({ target }) => (target.to === "channel" ? readsChannel : target.person === id))
    .flatMap(({ target, at, card }) =>
      card === undefined ? [] : [{ to: toWords(target, nameOf), at, card }],
    )
    .toSorted((one, other) => one.at.localeCompare(other.at));
