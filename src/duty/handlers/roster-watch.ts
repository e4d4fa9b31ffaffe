import type { RosterParticipant } from "../../meeting/roster.ts";
import type { Parts } from "./parts.ts";

/** Notifications come in bursts; the whole list is asked for once the burst has gone by. */
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
  readonly noticed: (
    lesson: string,
    call: string,
    participants: readonly RosterParticipant[],
  ) => Promise<void>;
  readonly ask: (lesson: string, call: string) => void;
};

/** Notifications are hints: lost, late and out of order. The list that Graph answers with is what counts. */
export const watchRosters = (parts: Watching, failed: (error: unknown) => void): RosterWatch => {
  const asking = new Map<string, NodeJS.Timeout>();
  const newest = new Map<string, number>();

  const isNews = (call: string, one: RosterParticipant): boolean => {
    if (one.sequence === undefined) return true;
    const key = `${call} ${one.id}`;
    if ((newest.get(key) ?? -1) > one.sequence) return false;
    newest.set(key, one.sequence);
    return true;
  };

  const askNow = async (lesson: string, call: string): Promise<void> => {
    const { state, call: current } = (await parts.lessons.read(lesson)).call;
    if (state !== "in" || current !== call) {
      for (const key of newest.keys()) if (key.startsWith(`${call} `)) newest.delete(key);
      return;
    }
    await reportRoster(parts, lesson, await parts.platform.roster(call), true);
  };

  const ask = (lesson: string, call: string): void => {
    if (asking.has(lesson)) return;
    const timer = setTimeout(() => {
      asking.delete(lesson);
      askNow(lesson, call).catch(failed);
    }, ASK_AFTER_MS);
    timer.unref();
    asking.set(lesson, timer);
  };

  return {
    ask,
    noticed: async (lesson, call, participants) => {
      const news = participants.filter((one) => isNews(call, one));
      if (news.length > 0) await reportRoster(parts, lesson, news, false);
      ask(lesson, call);
    },
  };
};
