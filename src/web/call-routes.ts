import type { Request, Response } from "restify";
import type { LessonDesk } from "../desk/lesson-desk.ts";
import { schoolOfCallback } from "../desk/random.ts";
import type { Schools } from "../desk/schools.ts";
import { type CallNotification, parseNotifications } from "../meeting/notifications.ts";
import { KeysUnavailable } from "../meeting/open-id-keys.ts";
import type { RosterParticipant } from "../meeting/roster.ts";
import { TokenRefused } from "../meeting/verify-token.ts";
import type { LessonRow } from "../record/index/index-rows.ts";
import { Refusal } from "./answers.ts";
import type { Routes } from "./routes.ts";
import type { Watch } from "./watch.ts";

export type CallRouteDependencies = {
  readonly guard: (authorization: string | undefined) => Promise<void>;
  readonly tenantId: string;
  readonly schools: Pick<Schools, "at">;
  /**
   * Makes sure that the list is looked at soon: a notification is only a hint, and none proves nothing. Resolves
   * once that is in the record: only then is Graph told that we have heard it.
   */
  readonly rosterSeen: (
    school: string,
    lesson: string,
    call: string,
    people: readonly RosterParticipant[],
  ) => Promise<void>;
  /** Whether it is the answer to a call that was made to see whether Graph reaches us. */
  readonly testCall: (callback: string) => Promise<boolean>;
  /** After the token has been checked. */
  readonly readBody: (request: Request) => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly watch: Pick<Watch, "signInRefused">;
};

/**
 * `POST /api/calls/:callback`: what Graph says about a call. The random id in the address finds the
 * lesson, so that the first notification adopts a call whose join was never answered.
 */
export const callRoutes = (routes: Routes, dependencies: CallRouteDependencies): void => {
  const { guard, schools, tenantId, failed, readBody, rosterSeen, testCall, watch } = dependencies;

  const receive = async (request: Request): Promise<number> => {
    try {
      await guard(request.headers.authorization);
    } catch (error) {
      if (error instanceof TokenRefused) {
        watch.signInRefused(request, error.reason);
        return 401;
      }
      if (error instanceof KeysUnavailable) {
        watch.signInRefused(request, error.code);
        return 503;
      }
      throw error;
    }
    await readBody(request);
    const callback: unknown = (request.params as { callback?: unknown } | undefined)?.callback;
    if (typeof callback !== "string") return 404;
    const services = await schools.at(schoolOfCallback(callback));
    const row = await services?.record.lessonByCallback(callback);
    if (services === undefined || row === undefined) return (await testCall(callback)) ? 202 : 404;
    const at: Hearing = {
      lessons: services.lessons,
      rosterSeen: (lesson, call, people) => rosterSeen(services.id, lesson, call, people),
    };
    const { notifications } = parseNotifications(request.body, tenantId);
    for (const one of notifications) {
      // An earlier join of the same lesson had another id: a leg that still calls back under it is not ours.
      if (row.callback !== callback) await heardOfStray(at, row.lesson, one);
      else await heard(at, row, one);
    }
    return 202;
  };

  routes.post("/api/calls/:callback", async (request: Request, response: Response) => {
    try {
      response.send(await receive(request));
    } catch (error) {
      if (error instanceof Refusal) {
        response.send(error.status);
        return;
      }
      failed(error);
      response.send(500);
    }
  });
};

const isOver = (one: CallNotification): boolean =>
  one.kind === "call" && (one.state === "terminated" || one.state === "deleted");

const whyOver = (one: CallNotification): { readonly code: number; readonly subcode: number } => {
  const { code = 0, subcode = 0 } = one.kind === "call" ? one : {};
  return { code, subcode };
};

/** The notification, in the school whose lesson it is about. */
type Hearing = {
  readonly lessons: LessonDesk;
  readonly rosterSeen: (lesson: string, call: string, people: readonly RosterParticipant[]) => Promise<void>;
};

const heard = async (
  { lessons, rosterSeen }: Hearing,
  { lesson, callId }: LessonRow,
  one: CallNotification,
): Promise<void> => {
  const call = one.callId;
  const entered = one.kind === "call" && one.state === "established";
  if (callId !== call && !entered && !isOver(one))
    await lessons.report(lesson, { report: "call-joining", call });
  if (one.kind === "roster") return rosterSeen(lesson, call, one.participants);
  if (entered) await lessons.report(lesson, { report: "call-entered", call });
  if (isOver(one)) await lessons.report(lesson, { report: "call-lost", call, ...whyOver(one) });
};

const heardOfStray = async ({ lessons }: Hearing, lesson: string, one: CallNotification): Promise<void> => {
  const call = one.callId;
  if (isOver(one)) await lessons.report(lesson, { report: "call-gone", call, ...whyOver(one) });
  else await lessons.report(lesson, { report: "call-stray", call });
};
