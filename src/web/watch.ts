import { randomUUID } from "node:crypto";
import type { Request } from "restify";
import { reasonOf } from "../meeting/fault.ts";
import type { RefusalCode } from "../protocol/decision.ts";
import { RecordAwayError } from "../record/engine/away.ts";
import { OF_CONCERNS, ON_CARD, type SecurityLine } from "./security-lines.ts";
import type { SecurityLog } from "./security-log.ts";
import { createWalks, WALK } from "./walks.ts";
import { aboutOf } from "./whereabouts.ts";

type Only<Event extends SecurityLine["event"]> = Extract<SecurityLine, { readonly event: Event }>;
type Without<Line, Field extends string> = Line extends unknown ? Omit<Line, Field> : never;

/** What a person has done that others should be able to see. */
export type Done = Without<
  Only<
    | "settings-changed"
    | "school-added"
    | "person-signed-out"
    | "proposal-answered"
    | "export-made"
    | "hold-placed"
    | "hold-lifted"
    | "child-erased"
  >,
  "who" | "request" | "route"
>;

type Refused = Without<Only<"right-refused">, "event" | "who">;
type SignInReason = Only<"sign-in-refused">["reason"];

/** Turns requests into lines of the security log. */
export type Watch = {
  readonly signInRefused: (request: Request, reason: SignInReason) => void;
  /** Only a refusal about rights or misuse makes a line; others are not written. */
  readonly refused: (request: Request, person: string, code: RefusalCode) => void;
  /** An activity that is not Teams' own. */
  readonly activityRefused: (request: object, reason: SignInReason) => void;
  readonly cardRefused: (person: string, what: string) => void;
  readonly done: (request: Request, person: string, what: Done) => void;
  /** Makes a line if it is the record that cannot be reached. */
  readonly failed: (error: unknown) => void;
};

const ids = new WeakMap<object, string>();

/** Made only when it is needed: most requests are in no log, and a number would tell how many there were. */
export const requestIdOf = (request: object): string => {
  const id = ids.get(request) ?? randomUUID();
  ids.set(request, id);
  return id;
};

/** Looked up before a concern is raised, and at no other time. */
const BEFORE_A_CONCERN = "GET /api/lessons/:lesson/route";

/** The template; for concerns, only that it was about one. */
const routeOf = (request: Request): string => {
  const { method, path } = request.getRoute();
  const route = `${method} ${String(path)}`;
  return isOfConcerns(route) ? OF_CONCERNS : route;
};

const isOfConcerns = (route: string): boolean =>
  / \/api\/concerns(\/|$)/.test(route) || route === BEFORE_A_CONCERN;

/** What was asked for; if neither address nor body names it, each request counts as something new. */
const referenceOf = (request: Request, id: string): string => {
  const about = aboutOf(request);
  if (about !== undefined) return JSON.stringify(about);
  return request.method === "GET" ? (request.url ?? "") : id;
};

/** On this route, only a concern can be "not found". */
const EXPORTS = "POST /api/exports";

/**
 * A person who was told of a concern, and may no longer read it, may still have its page or message open. One
 * refusal would tell that something about a concern has changed; this many different ones are no accident.
 */
const NO_ACCIDENT = 3;

export const watchWith = (log: SecurityLog): Watch => {
  const walks = createWalks();
  const accidents = createWalks();

  const rightRefused = (line: Refused, person: string, reference: string): void => {
    const who = log.pseudonymOf(person);
    const { isWalk } = walks.refused(person, reference);
    const mayBeAccident = line.route === OF_CONCERNS || line.route === ON_CARD;
    if (!mayBeAccident || accidents.refused(person, reference).references >= NO_ACCIDENT)
      log.note({ event: "right-refused", who, ...line });
    if (isWalk)
      log.note({ event: "walks-through-references", who, refused: WALK.references, minutes: WALK.minutes });
  };

  return {
    signInRefused: (request, reason) =>
      log.note({ event: "sign-in-refused", request: requestIdOf(request), route: routeOf(request), reason }),
    activityRefused: (request, reason) =>
      log.note({
        event: "sign-in-refused",
        request: requestIdOf(request),
        route: "POST /api/messages",
        reason,
      }),
    refused: (request, person, code) => {
      const [id, route] = [requestIdOf(request), routeOf(request)];
      if (code === "not-for-you" || code === "not-found") {
        const on = route === EXPORTS && code === "not-found" ? OF_CONCERNS : route;
        rightRefused({ request: id, route: on, reason: code }, person, referenceOf(request, id));
      }
      // Too many words on a concern would tell that a person wrote some.
      else if (
        (code === "bad-request" || code === "too-large" || code === "too-many") &&
        route !== OF_CONCERNS
      )
        log.note({ event: "input-refused", who: log.pseudonymOf(person), request: id, route, reason: code });
    },
    cardRefused: (person, what) =>
      rightRefused({ request: randomUUID(), route: ON_CARD, reason: "not-for-you" }, person, what),
    done: (request, person, what) =>
      log.note({
        ...what,
        who: log.pseudonymOf(person),
        request: requestIdOf(request),
        route: routeOf(request),
      }),
    failed: (error) => {
      if (error instanceof RecordAwayError) log.note({ event: "record-away", reason: reasonOf(error) });
    },
  };
};
