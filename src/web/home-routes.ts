import type { Homes } from "../meeting/homes.ts";
import type { Refused } from "../protocol/decision.ts";
import type { HomeView } from "../protocol/screen/home-view.ts";
import { answer, directoryAway, notForYou, notNoted, Refusal } from "./answers.ts";
import type { Signed } from "./caller.ts";
import { HomeOfChild, HomeOfPupil, paramOf, present, read } from "./requests.ts";
import type { Routes } from "./routes.ts";

export type HomeRouteDependencies = {
  /** undefined where one school's pupils cannot be told from another's. */
  readonly classes: () => Homes | undefined;
  readonly failed: (error: unknown) => void;
};

const orRefuse = (given: HomeView | Refused): HomeView => {
  if (!("refused" in given)) return given;
  if (given.refused === "directory-away") throw directoryAway();
  throw given.refused === "not-yours" ? notForYou() : new Refusal(given.refused, given.say);
};

/** Whom to phone for a pupil, beside a concern and in a lesson (docs/api.md). */
export const homeRoutes = (
  routes: Routes,
  signed: Signed,
  { classes, failed }: HomeRouteDependencies,
): void => {
  routes.post(
    "/api/concerns/:ref/home",
    signed(async (request, response, caller, at) => {
      const of = present(read(HomeOfChild, request.body));
      const given = await at.homes
        .beside(caller, paramOf(request, "ref"), of, classes())
        .catch((error: unknown) => {
          failed(error);
          throw notNoted();
        });
      answer(response, 200, orRefuse(given));
    }),
  );
  routes.post(
    "/api/lessons/:lesson/home",
    signed(async (request, response, caller, at) => {
      const of = present(read(HomeOfPupil, request.body));
      answer(
        response,
        200,
        orRefuse(await at.homes.inLesson(caller, paramOf(request, "lesson"), of, classes())),
      );
    }),
  );
};
