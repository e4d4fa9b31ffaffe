import { lessonsNow } from "../protocol/screen/lessons-now.ts";
import { answer } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import type { Routes } from "./routes.ts";

export type NowDependencies = {
  readonly now: () => string;
  /** The link into a meeting, made of ids that are known. */
  readonly visitLink: (chat: string, organiser: string) => string;
};

/** The lessons that are on, and how far the question of permission is, for DSL and headteacher (docs/api.md). */
export const nowRoutes = (routes: Routes, signed: Signed, { now, visitLink }: NowDependencies): void => {
  routes.get(
    "/api/record/now",
    signed(async (_request, response, caller, { record, lessons, school }) => {
      requireRight(caller, "see-lessons-now");
      const rows = await record.openLessons();
      const begun = rows.filter(({ phase }) => phase !== "planned");
      const open = await Promise.all(begun.map(({ lesson }) => lessons.read(lesson)));
      const { timeZone } = school.settings();
      const at = now();
      answer(response, 200, { now: at, lessons: lessonsNow(open, { now: at, timeZone, join: visitLink }) });
    }),
  );

  routes.get(
    "/api/record/permission",
    signed(async (_request, response, caller, { unanswered }) => {
      requireRight(caller, "count-unanswered");
      answer(response, 200, { lists: await unanswered(caller) });
    }),
  );
};
