import type { Request } from "restify";
import { z } from "zod";
import type { SchoolServices } from "../desk/school-services.ts";
import { ATTESTED, NAMES_ITS_THING } from "../protocol/holders/attested.ts";
import type { Attesting } from "../protocol/holders/decide-attested.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { paramOf, read } from "./requests.ts";
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
  readonly attest: (at: SchoolServices, asked: Attesting) => Promise<object>;
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
    "/api/set-up/attested/:what",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "attest-set-up");
      const asked = read(Attested, { ...Object(request.body), what: paramOf(request, "what") });
      if (isOfAnotherGroup(asked, at.school.settings().groups.staff))
        throw new Refusal(
          "behind",
          "Not kept: the group of staff was changed meanwhile. Look at the people of the group that is chosen now.",
        );
      answer(response, 200, await setUp.attest(at, { ...asked, by: caller.id }));
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

/** Letters, digits and what names of policies have between them: nothing that means something in PowerShell. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._()&-]{0,99}$/u;
const Attested = z
  .object({
    what: z.enum(ATTESTED),
    act: z.enum(["say", "take back"]),
    of: z.string().regex(NAME).optional(),
  })
  .strict()
  .refine(({ what, act, of }) => act === "take back" || (of !== undefined) === NAMES_ITS_THING.has(what));
type Attested = z.infer<typeof Attested>;

const isOfAnotherGroup = ({ what, act, of }: Attested, staff: string | undefined): boolean =>
  what === "staff" && act === "say" && of?.toLowerCase() !== staff?.toLowerCase();

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
