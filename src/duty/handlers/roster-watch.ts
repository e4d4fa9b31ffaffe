import type { RosterParticipant } from "../../meeting/roster.ts";
import { inTurnForAll } from "./in-turn-for-all.ts";
import { isOurs, removeOtherLegs } from "./other-legs.ts";
import type { Parts } from "./parts.ts";

/** How long notifications are gathered before the list is asked for. */
const GATHER_MS = 80;

type Watching = Pick<Parts, "record" | "lessons" | "people" | "botId" | "platform">;

/**
 * Asks for the whole list of the call and puts it into the lesson. In turn: a list that was asked for
 * earlier, by whichever replica, is never taken for a newer one.
 */
export const seeRoster = (parts: Watching, lesson: string, call: string): Promise<void> =>
  inTurnForAll(parts, `roster:${call}`, async () => {
    const before = await parts.lessons.read(lesson);
    if (before.call.state !== "in" || before.call.call !== call) return;
    const list = await parts.platform.roster(call);
    const sinceEnd = before.end?.beganAt !== undefined;
    await reportRoster(parts, lesson, list, { whole: true, sinceEnd });
    await removeOtherLegs(parts, call, list);
  });

/** Puts what the calling bot sees into the lesson, without the bot itself. */
const reportRoster = async (
  { lessons, people, botId }: Pick<Parts, "lessons" | "people" | "botId">,
  lesson: string,
  participants: readonly RosterParticipant[],
  seen: { readonly whole: boolean; readonly sinceEnd?: boolean },
): Promise<void> => {
  const others = participants.filter((one) => !isOurs(one, botId));
  const signedIn = others.flatMap((one) => (one.userId === undefined ? [] : [one.userId]));
  const staff = await people.staffAmong(signedIn);
  await lessons.report(lesson, { report: "roster-seen", source: "call", people: others, staff, ...seen });
};

export type RosterWatch = {
  /** A notification. It may be lost, late or older than what is known: the list is asked for. */
  readonly noticed: (lesson: string, call: string, participants: readonly RosterParticipant[]) => void;
  readonly ask: (lesson: string, call: string) => void;
};

/** What has been heard of one call since its list was asked for. */
type Heard = { readonly people: Map<string, RosterParticipant> };

/**
 * Notifications are hints: lost, late, out of order, and thirty at once when a class arrives. They are
 * gathered for a moment; the list that Graph then answers with is what counts. Where it cannot be had,
 * what they said is better than nothing.
 */
export const watchRosters = (parts: Watching, failed: (error: unknown) => void): RosterWatch => {
  const heard = new Map<string, Heard>();

  const look = async (lesson: string, call: string): Promise<void> => {
    const gathered = heard.get(call);
    heard.delete(call);
    const people = [...(gathered?.people.values() ?? [])];
    try {
      await seeRoster(parts, lesson, call);
    } catch (error) {
      if (people.length > 0) await reportRoster(parts, lesson, people, { whole: false });
      throw error;
    }
  };

  const hear = (lesson: string, call: string): Heard => {
    const known = heard.get(call);
    if (known !== undefined) return known;
    const fresh: Heard = { people: new Map() };
    heard.set(call, fresh);
    setTimeout(() => {
      look(lesson, call).catch(failed);
    }, GATHER_MS).unref();
    return fresh;
  };

  return {
    ask: (lesson, call) => {
      hear(lesson, call);
    },
    noticed: (lesson, call, participants) => {
      const { people } = hear(lesson, call);
      for (const one of participants) {
        const before = people.get(one.id)?.sequence ?? -1;
        if (one.sequence === undefined || one.sequence >= before) people.set(one.id, one);
      }
    },
  };
};
