import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { SchoolServices } from "../../desk/school-services.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import type { GraphClient } from "../../meeting/graph-client.ts";
import type { Platform } from "../../meeting/platform.ts";
import { deleteTestMeeting, makeTestMeeting, type TestMeeting } from "../../meeting/test-meeting.ts";
import type { RehearsedPart } from "../../protocol/holders/events.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import { rehearsalCard, rehearsalSeenCard } from "../../teams/cards/rehearsal-card.ts";
import type { Sender } from "../../teams/send.ts";
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

export type Rehearsals = {
  readonly begin: (at: Services, by: string) => Promise<RehearsalView>;
  readonly stop: (at: Services) => Promise<RehearsalView | undefined>;
  readonly shown: (at: Services) => Promise<RehearsalView | undefined>;
};

const KEPT = "rehearsal";
const SUBJECT = "Lesson Guard rehearsal (no lesson)";
const LASTS_MS = 15 * 60_000;
const LOOKS_EVERY_MS = 1_000;

const OPEN =
  "Join first: open the meeting on this computer with the link, and join it yourself, before the phone. Lesson Guard joins by itself.";
const LET_IN =
  "Lesson Guard waits in the lobby. Join the meeting yourself, if you have not; there press Participants, and admit Lesson Guard by itself: Admit all may leave it out.";
const JOIN =
  "Lesson Guard is in, and does not see you there yet. Join first: open the meeting on this computer with the link, before the phone.";
const PHONE =
  "Lesson Guard is in. Now open the same link on your phone, in a browser and without signing in, and let the phone in from the lobby. Lesson Guard removes it.";
const ASK_DSL =
  "Lesson Guard removed the phone. Now ask a DSL to open the chat with Lesson Guard in Teams, and to press I have seen it.";
const DONE = "All three were seen. You can leave the meeting; it has been deleted.";
const ENDED = "The rehearsal is over. What it did not show is still open: start it again.";
const NOT_MADE =
  "No meeting could be made in your name. You have to be in the group of staff, and step 6 has to be done.";
const NOT_JOINED = "Lesson Guard could not join. Press Check now, and mend the line “Calls”.";
const CALL_OVER = "Lesson Guard is not in the meeting any more. Start the rehearsal again.";
const NOT_ALLOWED =
  "Microsoft does not let Lesson Guard remove people. Do step 7, wait a few minutes, and leave this rehearsal on: it is tried again.";
const NOT_SENT = "The message reached no DSL. Press Check now, and mend the line “App for DSLs”.";

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
    stop: async (at) => {
      const view = await shown(at);
      if (view === undefined || view.over === true) return view;
      const { trouble: _trouble, ...rest } = view;
      const over: RehearsalView = { ...rest, now: ENDED, over: true };
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
  const until = addMs(now(), LASTS_MS);
  let view = begun;
  let meeting: TestMeeting | undefined;
  let callId: string | undefined;
  const messages: Place[] = [];
  /** How it ended; absent where it was stopped, which is said already. */
  let last: Change | undefined;
  const show = async (change: Change) => {
    const { trouble, ...rest } = { ...view, ...change };
    view = { ...rest, ...(trouble === undefined ? {} : { trouble }) };
    await at.record.saveSetting(KEPT, view);
  };
  try {
    meeting = await makeTestMeeting(graph, { organiserId: by, subject: SUBJECT, from: now(), to: until });
    if (meeting.joinUrl !== undefined) await show({ joinUrl: meeting.joinUrl });
    callId = await joined(dependencies, at, meeting);
    if (callId === undefined) {
      await at.school.noteRehearsed("entered", by, "failed");
      last = { now: ENDED, trouble: NOT_JOINED };
      return;
    }
    const progress = progressOf(dependencies, at, by, callId, view.id, messages);
    for (;;) {
      const kept = Object((await at.record.setting(KEPT)) ?? {}) as Partial<RehearsalView>;
      if (kept.id !== view.id || kept.over === true) {
        await progress.ended();
        return;
      }
      const step = await progress.next();
      const late = now() > until;
      const { over, ...said } = { ...step, ...(late ? { now: ENDED, over: true } : {}) };
      await show(said);
      if (over === true) {
        last = said;
        await progress.ended();
        return;
      }
      await pause(LOOKS_EVERY_MS, undefined, { ref: false });
    }
  } catch (error) {
    const trouble =
      error instanceof CloudError && error.kind === "not-allowed" && meeting === undefined
        ? NOT_MADE
        : `It broke off (${reasonOf(error)}). Start it again.`;
    last = { now: ENDED, trouble };
    if (!(error instanceof CloudError)) throw error;
  } finally {
    await withdraw(dependencies, messages);
    if (callId !== undefined) await platform.leave(callId).catch(dependencies.failed);
    if (meeting !== undefined) await deleteTestMeeting(graph, meeting).catch(dependencies.failed);
    // The look is under way before the page reads that it is over: so the page waits for it.
    const look = ended(at).catch(dependencies.failed);
    if (last !== undefined) await show({ ...last, over: true });
    await look;
  }
};

type Change = Omit<Partial<RehearsalView>, "trouble"> & { trouble?: string | undefined };

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

type Step = { readonly now: string; readonly trouble?: string | undefined; readonly over?: true };

/** Looks once, does what is next, and says what the administrator does. What was seen before this rehearsal counts for nothing. */
const progressOf = (
  dependencies: Dependencies,
  at: Services,
  by: string,
  callId: string,
  id: string,
  messages: Place[],
): { readonly next: () => Promise<Step>; readonly ended: () => Promise<void> } => {
  const { platform, now } = dependencies;
  const from = now();
  const { school } = at;
  const asked = new Set<string>();
  let sent: Promise<boolean> | undefined;
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
      return { now: has("removed") ? ASK_DSL : isHosted ? PHONE : JOIN };
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
    sent ??= sendToDsls(dependencies, at, id, messages);
    if (!(await sent)) {
      await notShown("seen");
      return { now: ENDED, trouble: NOT_SENT, over: true };
    }
    return has("seen") ? { now: DONE, over: true } : { now: ASK_DSL };
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

type Place = { readonly conversation: string; readonly activity: string };

/** To each DSL in their own chat. @param messages where each stands then @returns whether it reached one */
const sendToDsls = async (
  { sender }: Dependencies,
  { id: school, people }: Services,
  id: string,
  messages: Place[],
): Promise<boolean> => {
  const { dsl } = await people.holders();
  const told = await Promise.allSettled(
    dsl.map(async (person) => {
      const conversation = await sender.openPersonal(person);
      const { activityId } = await sender.send(conversation, rehearsalCard(id, school));
      messages.push({ conversation, activity: activityId });
    }),
  );
  return told.some(({ status }) => status === "fulfilled");
};

/** A DSL who finds the message later must not read that an administrator waits. */
const withdraw = async ({ sender, failed }: Dependencies, messages: readonly Place[]): Promise<void> => {
  await Promise.all(
    messages.map(({ conversation, activity }) =>
      sender.update(conversation, activity, rehearsalSeenCard("over")).catch(failed),
    ),
  );
};
