import type { Request } from "restify";
import { z } from "zod";
import type { SchoolServices } from "../desk/school-services.ts";
import { ATTESTED, type Attested } from "../protocol/holders/attested.ts";
import { answer } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { read } from "./requests.ts";
import type { Routes } from "./routes.ts";

/** How far a school is set up. What the answers hold is app/set-up/view.ts. */
export type SetUp = {
  /** As it was when it was last looked at. */
  readonly shown: (at: SchoolServices) => Promise<object>;
  /** Looks anew: takes up to ten seconds. @param tokenVersion of the sign-in of the person who asks */
  readonly checked: (at: SchoolServices, tokenVersion: string | undefined) => Promise<object>;
  /** Begins a rehearsal, led by this person, goes on with what was left of the last one, or ends the one that is on. */
  readonly rehearse: (at: SchoolServices, by: string, act: "start" | "go on" | "stop") => Promise<object>;
  /** Notes that this person looked at what no program can read, or takes that back. */
  readonly attest: (
    at: SchoolServices,
    by: string,
    what: Attested,
    act: "say" | "take back",
  ) => Promise<object>;
  /** By this the command sees whether it looks with the settings of this program. */
  readonly settings: string;
  /** Looks anew, for each school. */
  readonly ofAll: () => Promise<readonly object[]>;
};

export type SetUpRouteDependencies = { readonly setUp: SetUp };

/** The set-up of a school, for its administrators (docs/api.md). */
export const setUpRoutes = (routes: Routes, signed: Signed, { setUp }: SetUpRouteDependencies): void => {
  routes.get(
    "/api/set-up",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "see-set-up");
      answer(response, 200, await setUp.shown(at));
    }),
  );

  routes.post(
    "/api/set-up/rehearsal",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "lead-rehearsal");
      const { act } = read(Act, request.body);
      answer(response, 200, await setUp.rehearse(at, caller.id, act));
    }),
  );

  routes.post(
    "/api/set-up/attested",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "attest-set-up");
      const { what, act } = read(Attesting, request.body);
      answer(response, 200, await setUp.attest(at, caller.id, what, act));
    }),
  );

  routes.post(
    "/api/set-up/check",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "see-set-up");
      answer(response, 200, await setUp.checked(at, tokenVersionOf(request)));
    }),
  );
};

const Attesting = z.object({ what: z.enum(ATTESTED), act: z.enum(["say", "take back"]) }).strict();
const Act = z.object({ act: z.enum(["start", "go on", "stop"]) }).strict();

/** The sign-in has been checked: what its token says of itself can be believed. */
const tokenVersionOf = (request: Request): string | undefined => {
  const [, claims = ""] = (request.headers.authorization ?? "").split(".");
  try {
    const { ver } = Object(JSON.parse(Buffer.from(claims, "base64url").toString())) as { ver?: unknown };
    return typeof ver === "string" ? ver : undefined;
  } catch {
    return undefined;
  }
};
