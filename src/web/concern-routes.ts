import type { Request, Response } from "restify";
import type { ConcernAnswer } from "../desk/concern/answers.ts";
import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Surface } from "../protocol/concern/reading.ts";
import type { Concern } from "../protocol/concern/state.ts";
import type { Refused } from "../protocol/decision.ts";
import { defined } from "../protocol/defined.ts";
import { concernView } from "../protocol/screen/concern-view.ts";
import { sentCardsOf } from "../protocol/screen/sent-cards.ts";
import type { ConcernView } from "../protocol/screen/view.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { answer, directoryAway, notForYou, notHere, notNoted, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import {
  Close,
  Details,
  FollowUp,
  HandOver,
  KeptConcern,
  KeptDraft,
  NotedCpoms,
  present,
  Raise,
  read,
} from "./requests.ts";
import type { Routes } from "./routes.ts";

export type ConcernRouteDependencies = {
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
};

const refOf = (request: Request): string => {
  const ref: unknown = (request.params as { ref?: unknown } | undefined)?.ref;
  return typeof ref === "string" ? ref : "";
};

const refusalOf = ({ refused, say }: Refused): Refusal =>
  refused === "directory-away" ? directoryAway() : new Refusal(refused, say);

/** Concerns: only raiser and recipients ever learn that one exists (docs/api.md). */
export const concernRoutes = (
  routes: Routes,
  signed: Signed,
  { now, failed }: ConcernRouteDependencies,
): void => {
  const viewFor = async (
    concern: Concern,
    caller: Caller,
    { school, concerns, readings }: SchoolServices,
  ): Promise<ConcernView> => {
    const { timeZone, phone = "", retention } = school.settings();
    const side = (await concerns.sideOf(caller, concern)) ?? "raiser";
    const reads = side === "raiser" ? [] : await readings.of(concern);
    const nameOf = await concerns.namesIn(concern);
    const readsChannel = caller.roles.includes("dsl");
    const around = { now: now(), timeZone, phone, nameOf, readsChannel, ...defined({ retention }) };
    const view = concernView(concern, side, around, caller.id, reads);
    if (view.followUp === undefined) return view;
    const reader = { id: caller.id, readsChannel };
    const colleagues = await concerns.colleagues(concern);
    const followUp = { ...view.followUp, colleagues };
    return { ...view, followUp, cards: sentCardsOf(concern, reader, nameOf) };
  };

  /** Whether the record now has it that they are shown. */
  const isNoted = async (
    own: readonly Concern[],
    surface: Surface,
    caller: Caller,
    at: SchoolServices,
  ): Promise<boolean> => {
    try {
      await at.readings.note(caller, own, surface);
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  };

  /** Shows them only once the record has it that they were shown. @throws Refusal 503 */
  const shown = async (
    own: readonly Concern[],
    surface: Surface,
    caller: Caller,
    at: SchoolServices,
  ): Promise<readonly ConcernView[]> => {
    if (!(await isNoted(own, surface, caller, at))) throw notNoted();
    const views = await Promise.all(own.map((one) => viewFor(one, caller, at)));
    // A list draws none.
    return surface === "list" ? views.map(({ cards: _cards, ...view }) => view) : views;
  };

  /**
   * The answer to a press. A recorded press is in the record with who and when, and it is done: if its answer
   * could not also be noted as a reading, a refusal would only hide that. A press that changed nothing leaves
   * no trace, so the concern is shown as to anyone who opens it, or only the sentence.
   */
  const answered = async (
    response: Response,
    given: ConcernAnswer,
    caller: Caller,
    at: SchoolServices,
  ): Promise<void> => {
    if ("refused" in given) throw refusalOf(given);
    const { say, concern, recorded } = given;
    const shows = recorded || (await isNoted([concern], "record", caller, at));
    answer(response, 200, { say, ...(shows ? { concern: await viewFor(concern, caller, at) } : {}) });
  };

  routes.post(
    "/api/concerns",
    signed(async (request, response, caller, at) => {
      const { lesson, about, press, without } = read(Raise, request.body);
      const given = await at.concerns.raise(caller, await at.lessons.read(lesson), about, { press, without });
      if ("refused" in given) throw given.refused === "not-found" ? notForYou() : refusalOf(given);
      await answered(response, given, caller, at);
    }),
  );

  routes.get(
    "/api/concerns",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "list-concerns");
      const own = await at.concerns.readable(caller);
      answer(response, 200, { concerns: await shown(own, "list", caller, at) });
    }),
  );

  routes.get(
    "/api/concerns/:ref",
    signed(async (request, response, caller, at) => {
      if (!caller.fresh) throw directoryAway();
      const concern = await at.concerns.find(caller, refOf(request));
      if (concern === undefined) throw notHere();
      const [view] = await shown([concern], "record", caller, at);
      const draft = await at.concerns.draftOf(caller, concern);
      answer(response, 200, { concern: view, ...defined({ draft }) });
    }),
  );

  /** A press on one concern: the desk decides who may. */
  const onConcern = (
    path: string,
    press: (desk: ConcernDesk, caller: Caller, ref: string, body: unknown) => Promise<ConcernAnswer>,
  ): void =>
    routes.post(
      path,
      signed(async (request, response, caller, at) => {
        const given = await press(at.concerns, caller, refOf(request), request.body);
        await answered(response, given, caller, at);
      }),
    );

  onConcern("/api/concerns/:ref/details", (desk, caller, ref, body) => {
    const { kinds = [], kind = kinds.join("; "), ...rest } = read(Details, body);
    return desk.addDetail(caller, ref, present({ kind, ...rest }));
  });
  routes.post(
    "/api/concerns/:ref/draft",
    signed(async (request, response, caller, at) => {
      const refused = await at.concerns.keepDraft(
        caller,
        refOf(request),
        read(KeptDraft, request.body).draft,
      );
      if (refused !== undefined) throw refusalOf(refused);
      answer(response, 200, {});
    }),
  );
  onConcern("/api/concerns/:ref/undo", (desk, caller, ref) => desk.takeBack(caller, ref));
  onConcern("/api/concerns/:ref/have-it", (desk, caller, ref) => desk.haveIt(caller, ref));
  onConcern("/api/concerns/:ref/hand-on", (desk, caller, ref) => desk.handOn(caller, ref));
  onConcern("/api/concerns/:ref/follow-up", (desk, caller, ref, body) =>
    desk.followUp(caller, ref, present(read(FollowUp, body))),
  );
  onConcern("/api/concerns/:ref/hand-over", (desk, caller, ref, body) =>
    desk.handOver(caller, ref, read(HandOver, body).to),
  );
  onConcern("/api/concerns/:ref/keeping", (desk, caller, ref, body) =>
    desk.keep(caller, ref, read(KeptConcern, body)),
  );
  onConcern("/api/concerns/:ref/close", (desk, caller, ref, body) =>
    desk.close(caller, ref, present(read(Close, body))),
  );
  onConcern("/api/concerns/:ref/cpoms", (desk, caller, ref, body) =>
    desk.noteCpoms(caller, ref, present(read(NotedCpoms, body))),
  );
};
