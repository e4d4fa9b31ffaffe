import type { Request, Response } from "restify";
import type { ConcernAnswer, ConcernDesk } from "../desk/concern-desk.ts";
import type { LessonDesk } from "../desk/lesson-desk.ts";
import type { School } from "../desk/school.ts";
import { type Caller, sideOf } from "../protocol/authorise.ts";
import type { Concern } from "../protocol/concern/state.ts";
import { concernView } from "../protocol/concern-view.ts";
import type { ConcernView } from "../protocol/view.ts";
import { answer, directoryAway, notForYou, notHere, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import type { Doors } from "./doors.ts";
import { Close, Details, present, Raise, read } from "./requests.ts";

export type ConcernRouteParts = {
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly school: School;
  readonly now: () => string;
};

const refOf = (request: Request): string => {
  const ref: unknown = (request.params as { ref?: unknown } | undefined)?.ref;
  return typeof ref === "string" ? ref : "";
};

const refusalOf = ({ refused, say }: { readonly refused: string; readonly say: string }): Refusal =>
  refused === "not-found"
    ? notHere()
    : refused === "directory-away"
      ? directoryAway()
      : new Refusal(409, refused, say);

/** Concerns: only raiser and recipients ever learn that one exists (docs/api.md). */
export const concernRoutes = (doors: Doors, signed: Signed, parts: ConcernRouteParts): void => {
  const { concerns, lessons, school, now } = parts;

  const viewFor = (concern: Concern, caller: Caller): ConcernView => {
    const { timeZone, phone = "" } = school.settings();
    const side = sideOf(caller, concern) ?? "raiser";
    return concernView(concern, side, { now: now(), timeZone, phone }, caller.id);
  };

  const answered = (response: Response, given: ConcernAnswer, caller: Caller): void => {
    if ("refused" in given) throw refusalOf(given);
    answer(response, 200, { say: given.say, concern: viewFor(given.concern, caller) });
  };

  doors.post(
    "/api/concerns",
    signed(async (request, response, caller) => {
      const { lesson, about, press } = read(Raise, request.body);
      const given = await concerns.raise(caller, await lessons.read(lesson), about, press);
      if ("refused" in given) throw given.refused === "not-found" ? notForYou() : refusalOf(given);
      answered(response, given, caller);
    }),
  );

  doors.get(
    "/api/concerns",
    signed(async (_request, response, caller) => {
      requireRight(caller, "list-concerns");
      const own = await concerns.readable(caller);
      answer(response, 200, { concerns: own.map((one) => viewFor(one, caller)) });
    }),
  );

  doors.get(
    "/api/concerns/:ref",
    signed(async (request, response, caller) => {
      if (!caller.fresh) throw directoryAway();
      const concern = await concerns.find(caller, refOf(request));
      if (concern === undefined) throw notHere();
      answer(response, 200, { concern: viewFor(concern, caller) });
    }),
  );

  doors.post(
    "/api/concerns/:ref/details",
    signed(async (request, response, caller) => {
      answered(
        response,
        await concerns.addDetail(caller, refOf(request), present(read(Details, request.body))),
        caller,
      );
    }),
  );

  doors.post(
    "/api/concerns/:ref/have-it",
    signed(async (request, response, caller) => {
      answered(response, await concerns.haveIt(caller, refOf(request)), caller);
    }),
  );

  doors.post(
    "/api/concerns/:ref/close",
    signed(async (request, response, caller) => {
      answered(
        response,
        await concerns.close(caller, refOf(request), present(read(Close, request.body))),
        caller,
      );
    }),
  );
};
