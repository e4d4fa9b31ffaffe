import type { RosterParticipant } from "../../meeting/roster.ts";
import type { Parts } from "./parts.ts";

/** How long notifications are gathered, and when the whole list is asked for. */
const GATHER_MS = 80;
const ASK_AFTER_MS = 300;

type Watching = Pick<Parts, "lessons" | "people" | "botId" | "platform">;

/** Puts what the calling bot sees into the lesson, without the bot itself. */
export const reportRoster = async (
  { lessons, people, botId }: Pick<Parts, "lessons" | "people" | "botId">,
  lesson: string,
  participants: readonly RosterParticipant[],
  whole: boolean,
): Promise<void> => {
  const others = participants.filter((one) => one.applicationId?.toLowerCase() !== botId.toLowerCase());
  const signedIn = others.flatMap((one) => (one.userId === undefined ? [] : [one.userId]));
  const staff = await people.staffAmong(signedIn);
  await lessons.report(lesson, { report: "roster-seen", source: "call", people: others, staff, whole });
};

export type RosterWatch = {
  /** A notification: who is named in it is there; who is missing has perhaps left, so the list is asked for. */
  readonly noticed: (lesson: string, call: string, participants: readonly RosterParticipant[]) => void;
  readonly ask: (lesson: string, call: string) => void;
};

/** What has been heard of one call and is not in the lesson yet. */
type Heard = { readonly people: Map<string, RosterParticipant> };

/**
 * Notifications are hints: lost, late, out of order, and thirty at once when a class arrives. They are
 * gathered for a moment and recorded together; the list that Graph answers with is what counts.
 */
export const watchRosters = (parts: Watching, failed: (error: unknown) => void): RosterWatch => {
  const heard = new Map<string, Heard>();

  const askNow = async (lesson: string, call: string): Promise<void> => {
    const { state, call: current } = (await parts.lessons.read(lesson)).call;
    if (state === "in" && current === call)
      await reportRoster(parts, lesson, await parts.platform.roster(call), true);
  };

  const record = async (lesson: string, call: string): Promise<void> => {
    const gathered = heard.get(call);
    heard.delete(call);
    const people = [...(gathered?.people.values() ?? [])];
    if (people.length > 0) await reportRoster(parts, lesson, people, false);
  };

  const later = (ms: number, work: () => Promise<void>): void => {
    setTimeout(() => {
      work().catch(failed);
    }, ms).unref();
  };

  const hear = (lesson: string, call: string): Heard => {
    const known = heard.get(call);
    if (known !== undefined) return known;
    const fresh: Heard = { people: new Map() };
    heard.set(call, fresh);
    later(GATHER_MS, () => record(lesson, call));
    later(ASK_AFTER_MS, () => askNow(lesson, call));
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
