import type { Request } from "restify";
import type { SchoolServices } from "../desk/school-services.ts";
import { answer } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import type { Routes } from "./routes.ts";

/** How far a school is set up. What the answers hold is app/set-up/view.ts. */
export type SetUp = {
  /** As it was when it was last looked at. */
  readonly shown: (at: SchoolServices) => Promise<object>;
  /** Looks anew: takes up to ten seconds. @param tokenVersion of the sign-in of the person who asks */
  readonly checked: (at: SchoolServices, tokenVersion: string | undefined) => Promise<object>;
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
    "/api/set-up/check",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "see-set-up");
      answer(response, 200, await setUp.checked(at, tokenVersionOf(request)));
    }),
  );
};

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
