import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { SchoolServices } from "../../desk/school-services.ts";
import { CloudError, isUnanswered } from "../../meeting/cloud-error.ts";
import type { GraphClient } from "../../meeting/graph-client.ts";
import type { Platform } from "../../meeting/platform.ts";
import { deleteTestMeeting, makeTestMeeting, type TestMeeting } from "../../meeting/test-meeting.ts";
import { defined } from "../../protocol/defined.ts";
import type { RehearsedPart } from "../../protocol/holders/events.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import type { Sender } from "../../teams/send.ts";
import { type Asking, askDsls } from "./ask-dsls.ts";
import {
  ASKING,
  awayWords,
  CALL_OVER,
  DONE,
  ENDED,
  JOIN,
  LEFT,
  LET_IN,
  NOT_ALLOWED,
  NOT_JOINED,
  OPEN,
  PHONE,
  REMOVED,
  type Step,
  timeOver,
  troubleOf,
} from "./rehearsal-words.ts";
import type { RehearsalView } from "./view.ts";

type Services = Pick<SchoolServices, "id" | "record" | "school" | "people">;

type Dependencies = {
  readonly graph: GraphClient;
  readonly platform: Platform;
  readonly sender: Pick<Sender, "openPersonal" | "send" | "update">;
  readonly callbackFor: (at: Services) => Promise<string>;
  readonly now: () => string;
  /** After it is over. */
  readonly ended: (at: Services) => Promise<void>;
  readonly failed: (error: unknown) => void;
};

export type RehearsalAct = "start" | "go on" | "stop";

export type Rehearsals = {
  readonly begin: (at: Services, by: string) => Promise<RehearsalView>;
  /** Asks the DSLs again, where only that was left. */
  readonly goOn: (at: Services, by: string) => Promise<RehearsalView | undefined>;
  readonly stop: (at: Services) => Promise<RehearsalView | undefined>;
  readonly shown: (at: Services) => Promise<RehearsalView | undefined>;
};

const KEPT = "rehearsal";
const SUBJECT = "Lesson Guard rehearsal (no lesson)";
const LASTS_MS = 15 * 60_000;
const LOOKS_EVERY_MS = 1_000;
/** For which Microsoft is asked again, before there is a meeting. */
const WAITS_MS = 90_000;

/** One at a time in each school. What it shows stands in the record as its own kind of fact, and no lesson is made of it. */
export const openRehearsals = (dependencies: Dependencies): Rehearsals => {
  const shown = async ({ record }: Services): Promise<RehearsalView | undefined> => {
    const kept = await record.setting(KEPT);
    return kept === undefined || kept === null ? undefined : (kept as unknown as RehearsalView);
  };

  return {
    shown,
    begin: async (at, by) => {
      const view: RehearsalView = { id: randomUUID(), now: OPEN };
      await at.record.saveSetting(KEPT, view);
      lead(dependencies, at, by, view).catch(dependencies.failed);
      return view;
    },
    goOn: async (at, by) => {
      const before = await shown(at);
      if (before?.over !== true || before.left !== "dsl") return before;
      const view: RehearsalView = { id: randomUUID(), now: ASKING, left: "dsl" };
      await at.record.saveSetting(KEPT, view);
      lead(dependencies, at, by, view).catch(dependencies.failed);
      return view;
    },
    stop: async (at) => {
      const view = await shown(at);
      if (view === undefined || view.over === true) return view;
      const { trouble: _trouble, ...rest } = view;
      const over: RehearsalView = { ...rest, now: view.left === "dsl" ? LEFT : ENDED, over: true };
      await at.record.saveSetting(KEPT, over);
      return over;
    },
  };
};

/** Leads it to its end, which is when all was seen, when it is stopped, when another begins, or when its time is over. */
const lead = async (
  dependencies: Dependencies,
  at: Services,
  by: string,
  begun: RehearsalView,
): Promise<void> => {
  const { graph, platform, now, ended } = dependencies;
  const asking = askDsls(dependencies, at, begun.id);
  let until = addMs(now(), LASTS_MS);
  let view = begun;
  let meeting: TestMeeting | undefined;
  let callId: string | undefined;
  /** How it ended; absent where it was stopped, which is said already. */
  let last: Change | undefined;
  const show = async (change: Change) => {
    const { trouble, left, ...rest } = { ...view, ...change };
    view = { ...rest, ...defined({ trouble, left }) };
    await at.record.saveSetting(KEPT, view);
  };
  const isStopped = async (): Promise<boolean> => {
    const kept = Object((await at.record.setting(KEPT)) ?? {}) as Partial<RehearsalView>;
    return kept.id !== view.id || kept.over === true;
  };
  /** Microsoft did nothing of it, and asks for a moment: it is asked again. */
  const patient = async <Done>(
    work: () => Promise<Done>,
    stopsAt = addMs(now(), WAITS_MS),
  ): Promise<Done> => {
    try {
      return await work();
    } catch (error) {
      const isDone = !(error instanceof CloudError) || error.kind === "unknown-outcome" || now() > stopsAt;
      if (isDone || !isUnanswered(error) || (await isStopped())) throw error;
      await show({ trouble: awayWords(error) });
      await pause(LOOKS_EVERY_MS, undefined, { ref: false });
      return patient(work, stopsAt);
    }
  };
  try {
    let progress = asksOnly(at, by, now(), asking);
    if (begun.left === undefined) {
      const made = { organiserId: by, subject: SUBJECT, from: now(), to: until };
      meeting = await patient(() => makeTestMeeting(graph, made));
      await show({
        trouble: undefined,
        ...(meeting.joinUrl === undefined ? {} : { joinUrl: meeting.joinUrl }),
      });
      const place = meeting;
      callId = await patient(() => joined(dependencies, at, place));
      if (callId === undefined) {
        await at.school.noteRehearsed("entered", by, "failed");
        last = { now: ENDED, trouble: NOT_JOINED };
        return;
      }
      progress = progressOf(dependencies, at, by, callId, asking);
    }
    for (;;) {
      if (await isStopped()) {
        await progress.ended();
        return;
      }
      const step = await progress.next().catch((error: unknown): Step => {
        // What is under way is not lost because one answer is: it is asked again.
        if (!(error instanceof CloudError && isUnanswered(error))) throw error;
        return { now: view.now, trouble: awayWords(error), left: view.left };
      });
      // A DSL has time of their own, however long the phone took.
      if (step.left !== undefined && view.left === undefined) until = addMs(now(), LASTS_MS);
      const { over, ...said } = now() > until && step.over === undefined ? timeOver(step) : step;
      await show({ trouble: undefined, ...said });
      if (over === true) {
        last = said;
        await progress.ended();
        return;
      }
      await pause(LOOKS_EVERY_MS, undefined, { ref: false });
    }
  } catch (error) {
    last = { now: ENDED, trouble: troubleOf(error, meeting) };
    if (!(error instanceof CloudError)) throw error;
  } finally {
    await asking.withdraw();
    if (callId !== undefined) await platform.leave(callId).catch(dependencies.failed);
    if (meeting !== undefined) await deleteTestMeeting(graph, meeting).catch(dependencies.failed);
    // The look is under way before the page reads that it is over: so the page waits for it.
    const look = ended(at).catch(dependencies.failed);
    if (last !== undefined) await show({ ...last, over: true });
    await look;
  }
};

type Change = Omit<Partial<RehearsalView>, "trouble" | "left"> & Pick<Partial<Step>, "trouble" | "left">;

/** @returns undefined where Graph does not let us join */
const joined = async (
  { platform, callbackFor }: Dependencies,
  at: Services,
  { chatId, organiserId }: TestMeeting,
): Promise<string | undefined> => {
  if (chatId === undefined) return undefined;
  try {
    const { callId } = await platform.join({ chatId, organiserId, callbackUri: await callbackFor(at) });
    return callId;
  } catch (error) {
    if (error instanceof CloudError && error.kind === "not-allowed") return undefined;
    throw error;
  }
};

type Progress = { readonly next: () => Promise<Step>; readonly ended: () => Promise<void> };

/** Sends, and says what is so, until a DSL has pressed. @param from only what was shown since counts (ISO) */
const asksOnly = ({ school }: Services, by: string, from: string, asking: Asking): Progress => ({
  next: async () => {
    await school.refresh();
    if ((school.rehearsed().seen ?? "") >= from) return { now: DONE, left: undefined, over: true };
    asking.send();
    if (asking.reachedNone() && (school.rehearsalFailed().seen ?? "") < from)
      await school.noteRehearsed("seen", by, "failed");
    return { ...asking.said(), left: "dsl" };
  },
  ended: async () => undefined,
});

/** Looks once, does what is next, and says what the administrator does. What was seen before this rehearsal counts for nothing. */
const progressOf = (
  dependencies: Dependencies,
  at: Services,
  by: string,
  callId: string,
  asking: Asking,
): Progress => {
  const { platform, now } = dependencies;
  const from = now();
  const { school } = at;
  const asked = new Set<string>();
  const asks = asksOnly(at, by, from, asking);
  const askNext = async (): Promise<Step> => {
    const step = await asks.next();
    return step.over === true ? step : { ...step, now: `${REMOVED} ${step.now}` };
  };
  const has = (part: RehearsedPart): boolean => (school.rehearsed()[part] ?? "") >= from;
  /** It takes back what an earlier rehearsal showed: once, until it is shown. */
  const notShown = async (part: RehearsedPart): Promise<void> => {
    if (!has(part) && (school.rehearsalFailed()[part] ?? "") < from)
      await school.noteRehearsed(part, by, "failed");
  };

  /** @returns what is to be done, and why guests could not be removed */
  const removeGuests = async (): Promise<Step> => {
    const { people } = await platform.roster(callId);
    // Only a person inside lets the phone in.
    const isHosted = people.some(({ place, userId }) => place === "in" && userId === by);
    const inside = people.filter(({ place, identity }) => place === "in" && identity === "guest");
    // The list shows it: Graph's answer to the removal alone proves nothing.
    if (asked.size > 0 && !inside.some((guest) => asked.has(guest.id)))
      await school.noteRehearsed("removed", by);
    try {
      for (const guest of inside) {
        await platform.remove(callId, guest.id);
        asked.add(guest.id);
      }
      return has("removed") ? await askNext() : { now: isHosted ? PHONE : JOIN };
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "not-allowed")) throw error;
      await notShown("removed");
      return { now: PHONE, trouble: NOT_ALLOWED };
    }
  };

  const next = async (): Promise<Step> => {
    await school.refresh();
    if (!has("entered")) {
      const state = await platform.callState(callId);
      if (state === "over") return { now: ENDED, trouble: CALL_OVER, over: true };
      if (state === "waiting") return { now: LET_IN };
      await school.noteRehearsed("entered", by);
      return removeGuests();
    }
    if (!has("removed")) {
      if ((await platform.callState(callId)) === "over")
        return { now: ENDED, trouble: CALL_OVER, over: true };
      return removeGuests();
    }
    return askNext();
  };

  return {
    next,
    ended: async () => {
      if (asked.size === 0 || has("removed")) return;
      // Graph took the removal: the list has the last word. Without a list nothing is known.
      const roster = await platform.roster(callId).catch((error: unknown) => {
        if (error instanceof CloudError) return undefined;
        throw error;
      });
      if (roster === undefined) return;
      if (roster.people.some((one) => one.place === "in" && asked.has(one.id))) await notShown("removed");
      else await school.noteRehearsed("removed", by);
    },
  };
};
