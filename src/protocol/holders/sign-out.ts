import { type Decision, refuse } from "../decision.ts";
import { momentsIn } from "../time/moments.ts";
import type { Caller } from "../who/caller.ts";
import type { Holders } from "../who/route.ts";
import type { SchoolEvent } from "./events.ts";
import type { SchoolState } from "./state.ts";

/** Whom it is about, by Entra id, and whether they are to be out. */
export type SignOut = { readonly person: string; readonly out: boolean };

/**
 * A headteacher ends all that a person may do here, or lets them in again. The caller has checked the right. Headteachers
 * cannot be signed out here: one could put the other out of the way of a concern about themselves.
 * @param known all who have a role here; undefined where the directory does not say
 */
export const decideSignOut = (
  { settings, signedOut = [] }: SchoolState,
  { person, out }: SignOut,
  caller: Caller,
  holders: Holders,
  now: string,
  known?: readonly string[],
): Decision<SchoolEvent> => {
  const before = signedOut.find((one) => one.person === person);
  if (!out)
    return before === undefined
      ? { events: [], say: "This person is not signed out." }
      : {
          events: [{ type: "PersonLetIn", at: now, data: { person, by: caller.id } }],
          say: "They can use Lesson Guard again.",
        };
  if (before !== undefined)
    return {
      events: [],
      say: `This person has been signed out since ${momentsIn(settings.timeZone).dayAndTime(before.at)}.`,
    };
  if (person === caller.id || holders.headteacher.includes(person))
    return refuse(
      "not-theirs",
      "A headteacher cannot be signed out here. Ask your IT team to disable the account in Entra.",
    );
  if (holders.unanswered === true)
    return refuse(
      "directory-away",
      "The directory does not answer, so no one can say who is a headteacher. Try again in a minute.",
    );
  if (known?.includes(person) === false)
    return refuse("not-found", "This person has no role in this school. Nothing was changed.");
  return {
    events: [{ type: "PersonSignedOut", at: now, data: { person, by: caller.id } }],
    say: "Signed out. They can do and see nothing in Lesson Guard from now on. They stay in their meetings: remove them there, and ask your IT team to disable the account in Entra.",
  };
};
