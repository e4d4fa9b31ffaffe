import type { Request, Response } from "restify";
import type { SchoolServices } from "../desk/school-services.ts";
import { mayInSchool } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { isRight, protects, rightsThrough, type SchoolRight } from "../protocol/who/rights.ts";
import { RecordAwayError } from "../record/engine/away.ts";
import { directoryAway, notForYou, Refusal, refuse, storageAway, withPhone } from "./answers.ts";
import { createBudget, weightOf } from "./budget.ts";
import { brokeOff } from "./connections.ts";
import type { createSignIn, SignedIn } from "./sign-in.ts";
import { requestIdOf, type Watch } from "./watch.ts";
import type { Whereabouts } from "./whereabouts.ts";

export type SignedInCaller = Caller & Pick<SignedIn, "expiresAt">;

/** @param at the school that the request is for; the caller's roles are those in that school */
type Route = (
  request: Request,
  response: Response,
  caller: SignedInCaller,
  at: SchoolServices,
) => Promise<void>;
type Handler = (request: Request, response: Response) => Promise<void>;

/** Opens a route to signed-in people; the route itself asks the table of rights what each may do. */
export type Signed = (route: Route) => Handler;

type Dependencies = {
  readonly signIn: ReturnType<typeof createSignIn>;
  readonly whereabouts: Whereabouts;
  /** Called after the sign-in: a stranger's body is not read. */
  readonly readBody: (request: Request) => Promise<void>;
  /** Something broke: where, without words that could be about a person. */
  readonly failed: (error: unknown, request?: string) => void;
  readonly watch: Pick<Watch, "signInRefused" | "refused">;
};

export const signedIn = ({ signIn, whereabouts, readBody, failed, watch }: Dependencies): Signed => {
  const budget = createBudget();
  return (route) => {
    const answerTo = async (
      request: Request,
      response: Response,
      { id, name, expiresAt }: SignedIn,
    ): Promise<void> => {
      await readBody(request);
      const at = await whereabouts(request, { id, name }, protectsBy(request));
      const { phone } = at.services.school.settings();
      // The page knows whom to phone also when the next request is not answered.
      if (phone !== undefined && at.caller.roles.length > 0) response.setHeader(OFFICE_PHONE, phone);
      await route(request, response, { ...at.caller, expiresAt }, at.services).catch((error: unknown) => {
        // A person who was staff when the directory last answered reads whom to phone.
        if (at.caller.roles.length === 0) throw error;
        if (error instanceof RecordAwayError) {
          failed(error);
          throw storageAway(phone);
        }
        if (!(error instanceof Refusal)) throw error;
        if (error.code === AWAY) throw directoryAway(phone);
        throw protectsBy(request) ? withPhone(error, phone) : error;
      });
    };
    return guarded(failed, async (request, response) => {
      const signed = await signIn(request.headers.authorization);
      if (!signed.ok) {
        watch.signInRefused(request, signed.reason);
        const say =
          signed.status === 401
            ? "Sign in to Teams with your school account."
            : "Sign-in cannot be checked just now. Try again.";
        throw new Refusal(signed.status === 401 ? "not-signed-in" : "sign-in-away", say);
      }
      const weight = weightOf(routeOf(request));
      const { id } = signed.person;
      const work = () => answerTo(request, response, signed.person);
      try {
        await (weight === undefined ? work() : budget.within(id, weight, work));
      } catch (error) {
        if (error instanceof Refusal && !brokeOff(request)) watch.refused(request, id, error.code);
        throw error;
      }
    });
  };
};

/** Only to people with a role here: whom they phone when a page gets no answer. */
const OFFICE_PHONE = "x-office-phone";

/** Whether a press of this request protects children or tells a person who can. */
const protectsBy = (request: Request): boolean => {
  const { press } = Object(request.body) as { press?: unknown };
  if (typeof press === "string") return isRight(press) && protects(press);
  return request.method !== "GET" && rightsThrough(routeOf(request)).some(protects);
};

const routeOf = (request: Request): string => {
  const { method, path } = request.getRoute();
  return `${method} ${String(path)}`;
};

const AWAY = directoryAway().code;

/** Answers refusals in words, and anything unexpected as a fault without words about people. */
export const guarded =
  (failed: Dependencies["failed"], handler: Handler): Handler =>
  async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      if (error instanceof Refusal) {
        refuse(response, error);
        return;
      }
      failed(error, requestIdOf(request));
      if (response.headersSent) return;
      if (error instanceof RecordAwayError) refuse(response, storageAway());
      else
        refuse(
          response,
          new Refusal(
            "fault",
            "Something went wrong here. Use Teams' own buttons and phone the school office.",
          ),
        );
    }
  };

/** @throws Refusal 403; 503 where their role cannot be looked up just now */
export const requireRight = (caller: Caller, right: SchoolRight): void => {
  if (!mayInSchool(caller, right)) throw turnedAway(caller);
};

/** The same whatever was asked for, whether it exists or not. */
export const turnedAway = ({ fresh }: Caller): Refusal => (fresh ? notForYou() : directoryAway());
