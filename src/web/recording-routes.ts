import { recordingsFor } from "../desk/recordings.ts";
import { mayInSchool } from "../protocol/who/authorise.ts";
import { answer } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import type { Routes } from "./routes.ts";

/** Recorded one-to-ones with something left to do (docs/api.md). */
export const recordingRoutes = (
  routes: Routes,
  signed: Signed,
  { now }: { readonly now: () => string },
): void => {
  routes.get(
    "/api/recordings",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "list-recordings");
      const counted = mayInSchool(caller, "count-recordings");
      answer(response, 200, await recordingsFor(at, now(), counted));
    }),
  );
};
