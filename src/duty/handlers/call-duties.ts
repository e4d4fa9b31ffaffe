import { setTimeout as delay } from "node:timers/promises";
import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { isEmptied } from "../../protocol/lesson/duties.ts";
import { isLessonKind } from "../../protocol/lesson/kind.ts";
import { isRunning } from "../../protocol/lesson/running.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import type { Handler, Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { isNameless } from "./other-legs.ts";
import { afterFailure, DONE } from "./outcome.ts";
import { reportRoster, seeRoster } from "./roster-watch.ts";

/** A bot that has not been let in by then waits in the lobby. */
const LET_IN_WITHIN_MS = 1500;
/** After a join whose answer was lost, we wait this long for the call-back (with its random id). */
const ADOPT_WITHIN_MS = 3000;
/** Call-backs are lost while our program is down: so we also ask whether the bot has been let in. */
const LOOK_EVERY_MS = 5000;
const KEPT_EVERY_MS = 10 * 60_000;
const KEPT_WITHIN_MS = 10_000;
const WATCHED_EVERY_MS = 60_000;
const SHUT_WATCHED_EVERY_MS = 5_000;
const DOUBT_WATCHED_EVERY_MS = 1_000;
const DOUBT_WATCHED_FOR_MS = 60_000;

/** Joining is not repeatable at Microsoft: the call-back's random id tells whether it happened. */
export const joinCall =
  (services: DutyServices): Handler<"join-call"> =>
  async ({ lesson: id, callback }, attempt) => {
    const { lessons, platform, publicUrl } = services;
    const lesson = await lessons.read(id);
    const mine = lesson.call.callback === callback && lesson.phase !== "over";
    if (!mine || lesson.organiser === undefined) return DONE;
    if (lesson.call.state === "waiting") return letIn(services, id);
    if (lesson.call.state !== "asked" && lesson.call.state !== "not joined") return DONE;
    if (lesson.call.call === undefined) {
      if (attempt.number % 2 === 0)
        return { reason: "waiting for the call-back", retryAfterMs: ADOPT_WITHIN_MS };
      try {
        const { callId } = await platform.join({
          chatId: lesson.chatId,
          organiserId: lesson.organiser,
          callbackUri: `${publicUrl}/api/calls/${callback}`,
        });
        await lessons.report(id, { report: "call-joining", call: callId });
      } catch (error) {
        return afterFailure(error, "join-call", (reason) =>
          lessons.report(id, { report: "call-not-joined", reason }),
        );
      }
    }
    await delay(LET_IN_WITHIN_MS);
    return letIn(services, id);
  };

/** Records that the bot waits, and looks until it has been let in. */
const letIn = async ({ lessons, platform }: DutyServices, id: string): Promise<Outcome> => {
  const { state, call } = (await lessons.read(id)).call;
  if (call === undefined || (state !== "asked" && state !== "waiting")) return DONE;
  await lessons.report(id, { report: "call-waiting", call });
  const where = await platform.callState(call);
  if (where === "waiting") return { reason: "waiting in the lobby", retryAfterMs: LOOK_EVERY_MS };
  if (where === "in") await lessons.report(id, { report: "call-entered", call });
  else await lessons.report(id, { report: "call-lost", call, code: 404, subcode: 0 });
  return DONE;
};

/** Graph drops a call after 45 minutes unless it is kept alive. */
export const keepCall =
  ({ lessons, platform }: DutyServices): Handler<"keep-call"> =>
  async ({ lesson: id, call }) => {
    const { state, call: current } = (await lessons.read(id)).call;
    if (state !== "in" || current !== call) return DONE;
    if ((await platform.keepAlive(call)) === "alive")
      return { round: "kept alive", againAfterMs: KEPT_EVERY_MS, deadlineMs: KEPT_WITHIN_MS };
    await lessons.report(id, { report: "call-lost", call, code: 404, subcode: 0 });
    return DONE;
  };

export const leaveCall =
  ({ lessons, platform }: DutyServices): Handler<"leave-call"> =>
  async ({ lesson: id, call }) => {
    const lesson = await lessons.read(id);
    // Staff said it was no lesson, and took that back.
    if (isRunning(lesson) && lesson.call.call === call && isLessonKind(lesson)) return DONE;
    // A person has come in since the list was empty: the bot stays to remove them.
    if (lesson.phase === "shut" && lesson.call.call === call && !isEmptied(lesson)) return DONE;
    await platform.leave(call);
    await lessons.report(id, { report: "call-left", call });
    return DONE;
  };

/**
 * Asks for the whole list: notifications are only hints, and may be lost or late. So it is asked for again
 * after a while without any news, and soon where the doors are shut and no one may come back.
 */
export const readRoster =
  (services: DutyServices): Handler<"read-roster"> =>
  async ({ lesson: id, call }) => {
    const { state, call: current } = (await services.lessons.read(id)).call;
    if (state !== "in" || current !== call) return DONE;
    const people = services.rosters.said(call);
    try {
      await seeRoster(services, id, call, people);
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone") {
        await services.lessons.report(id, { report: "call-lost", call, code: 404, subcode: 0 });
        return DONE;
      }
      // A person without any data may be our own leg.
      const known = people.filter((one) => !isNameless(one));
      if (known.length > 0) await reportRoster(services, id, known, { whole: false });
      throw error;
    }
    await services.rosters.askAgain(
      id,
      call,
      lookAgainAfter(await services.lessons.read(id), services.now()),
    );
    return DONE;
  };

/** A list that cannot be believed is asked for again at once; if that goes on, as often as in an end. */
const lookAgainAfter = ({ phase, call }: Lesson, now: string): number => {
  const doubtedFor = Date.parse(now) - Date.parse(call.doubt?.at ?? "");
  if (doubtedFor < DOUBT_WATCHED_FOR_MS) return DOUBT_WATCHED_EVERY_MS;
  return phase === "shut" || call.doubt !== undefined ? SHUT_WATCHED_EVERY_MS : WATCHED_EVERY_MS;
};

/** Phases that want silence: once the lesson goes on, a mute that comes late would switch off what was allowed again. */
const WANTS_SILENCE: ReadonlySet<Lesson["phase"]> = new Set(["paused", "shut"]);

export const mute =
  ({ lessons, platform }: DutyServices): Handler<"mute"> =>
  async ({ lesson: id, call, participant }) => {
    if (!WANTS_SILENCE.has((await lessons.read(id)).phase)) return DONE;
    try {
      await platform.mute(call, participant);
      return DONE;
    } catch (error) {
      return afterFailure(error, "mute", async () => undefined);
    }
  };

/** Accepted does not mean gone: only the roster proves that they left. */
export const remove =
  ({ lessons, platform }: DutyServices): Handler<"remove"> =>
  async ({ lesson: id, call, participant }) => {
    try {
      await platform.remove(call, participant);
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone")
        await lessons.report(id, { report: "call-lost", call, code: 404, subcode: 0 });
      if (error instanceof CloudError && error.kind === "unknown-outcome")
        return { reason: reasonOf(error), retryAfterMs: 250 };
      // That we cannot sign in does not mean that this removal was refused.
      return afterFailure(error, "remove", async (reason, final) =>
        final ? lessons.report(id, { report: "removal-refused", person: participant, reason }) : undefined,
      );
    }
    await lessons.report(id, { report: "removal-accepted", person: participant });
    return DONE;
  };
