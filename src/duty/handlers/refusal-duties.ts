import { CloudError } from "../../meeting/cloud-error.ts";
import { familyRef } from "../../protocol/screen/families-view.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { present } from "../../protocol/who/route.ts";
import { refusalKey } from "../../protocol/work/card-keys.ts";
import { type NotKeeper, refusalCard } from "../../teams/cards/refusal-card.ts";
import type { Handler, Outcome } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

/**
 * An adult said no through their link: those who keep the list it is on hear so in their own chats (P1). Where none of
 * them is staff any more, or Teams lets none of them be told, the headteacher does. Nothing where they have said yes since.
 */
export const tellRefusal =
  (services: DutyServices): Handler<"tell-refusal"> =>
  async ({ family, adult, at }) => {
    const { refusals, people, school, links } = services;
    const refusal = await refusals.of(family, adult);
    if (refusal === undefined) return DONE;
    const { answer, lists } = refusal;
    const said = (of: string) => ({
      answer,
      ref: familyRef(of),
      at: momentsIn(school.settings().timeZone).dayAndTime(at),
    });
    const tell = (person: string, card: ReturnType<typeof refusalCard>): Promise<void> =>
      drawFor(services, refusalKey(family, adult, at, person), person, async () => card);
    // On two lists of one person, the one on which it was said.
    const listOf = new Map(
      lists
        .toSorted((one, other) => Number(one.family === family) - Number(other.family === family))
        .flatMap((list) => list.staff.map((id) => [id, list])),
    );
    const callers = await Promise.all([...listOf.keys()].map((id) => people.callerOf(id, "")));
    const keepers = callers.filter(({ roles }) => roles.includes("staff"));
    // Whether they are staff is not known just now: no one else is told that they are not.
    if (keepers.length === 0 && callers.some(({ fresh }) => !fresh))
      return { reason: "the directory cannot be asked" };
    const told = await Promise.allSettled(
      keepers.map(({ id }) => {
        const list = listOf.get(id);
        return tell(
          id,
          refusalCard(
            said(list?.family ?? family),
            links.families(list?.class ?? "", list?.family ?? family),
          ),
        );
      }),
    );
    if (told.some(({ status }) => status === "fulfilled")) return outcomeOf(told);
    const passing = passingIn(told);
    if (passing !== undefined) return afterFailure(passing, "tell-refusal", async () => undefined);
    const why: NotKeeper = {
      not: lists.length === 0 ? "no list" : keepers.length === 0 ? "staff" : "reached",
    };
    const holders = await people.holders();
    const there = present(holders.headteacher, holders);
    const heads = there.filter((id) => id === holders.head || !there.includes(holders.head ?? ""));
    if (heads.length === 0) return { reason: "no headteacher is known" };
    return outcomeOf(await Promise.allSettled(heads.map((id) => tell(id, refusalCard(said(family), why)))));
  };

type Told = readonly PromiseSettledResult<void>[];

/** An error that may be over at the next try. */
const passingIn = (told: Told): unknown =>
  told
    .flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []))
    .find((error) => !(error instanceof CloudError && isFinal(error)));

/** A chat that is closed keeps it from no other person. */
const outcomeOf = async (told: Told): Promise<Outcome> => {
  const passing = passingIn(told);
  if (passing !== undefined) return afterFailure(passing, "tell-refusal", async () => undefined);
  return told.some(({ status }) => status === "fulfilled")
    ? DONE
    : { failed: "no one who may know of it could be told" };
};
