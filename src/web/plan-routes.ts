import { z } from "zod";
import { oneByOne } from "../desk/one-by-one.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { type PlanView, planView } from "../protocol/screen/plan-view.ts";
import { mayInSchool } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { answer, notHere, Refusal } from "./answers.ts";
import { requireRight, type Signed, turnedAway } from "./caller.ts";
import { paramOf, read } from "./requests.ts";
import type { Routes } from "./routes.ts";

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const id = z.string().min(1).max(300);

const Asked = z
  .object({
    request: z.string().uuid(),
    kind: z.enum(["class", "group", "one-to-one"]),
    title: z.string().trim().min(1).max(120),
    day,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    minutes: z.number().int().min(5).max(240),
    weeklyUntil: day.optional(),
    class: id.optional(),
    staff: z.array(id).max(30),
    zoom: z.string().trim().min(1).max(1000).optional(),
    overlapping: z.literal(true).optional(),
  })
  .strict();

/** `day`: of a series, that lesson alone. */
const Cancelled = z.object({ do: z.literal("cancel"), day: day.optional() }).strict();

/** Planning a lesson, for staff (docs/api.md). */
export const planRoutes = (routes: Routes, signed: Signed, { now }: { readonly now: () => string }): void => {
  const viewOf = async (
    { school, classes }: SchoolServices,
    lesson: Lesson,
  ): Promise<PlanView | undefined> => {
    const { name, phone = "", timeZone } = school.settings();
    const around = { now: now(), timeZone, school: name, phone };
    return planView(lesson, around, await classes.linksFor(lesson));
  };

  /** Of one's own lessons: any other is answered like one that is not there. */
  const own = async (at: SchoolServices, caller: Caller, lesson: string): Promise<PlanView> => {
    if (!mayInSchool(caller, "plan-lesson")) throw caller.fresh ? notHere() : turnedAway(caller);
    const found = await at.lessons.read(lesson);
    const view = found.plan?.by === caller.id ? await viewOf(at, found) : undefined;
    if (view === undefined) throw notHere();
    return view;
  };

  routes.get(
    "/api/plans",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "plan-lesson");
      const [planned, classes, colleagues] = await Promise.all([
        at.plans.planned(caller),
        at.classes.list(caller),
        colleaguesOf(at, caller),
      ]);
      const views = await oneByOne(planned, async (lesson) => viewOf(at, lesson));
      answer(response, 200, {
        plans: views.filter((one) => one !== undefined),
        classes,
        ...colleagues,
      });
    }),
  );

  routes.post(
    "/api/plans",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "plan-lesson");
      const planned = await at.plans.plan(caller, read(Asked, request.body));
      if ("refused" in planned) throw new Refusal(planned.refused, planned.say);
      answer(response, 200, { say: planned.say, view: await viewOf(at, planned.lesson) });
    }),
  );

  routes.post(
    "/api/plans/:lesson",
    signed(async (request, response, caller, at) => {
      const lesson = paramOf(request, "lesson");
      // Before the body is looked at: a lesson that is not theirs is answered like one that is not there.
      await own(at, caller, lesson);
      const { day: alone } = read(Cancelled, request.body);
      const cancelled = await at.plans.cancel(caller, lesson, alone);
      if ("refused" in cancelled) throw new Refusal(cancelled.refused, cancelled.say);
      answer(response, 200, { say: cancelled.say, view: await viewOf(at, cancelled.lesson) });
    }),
  );

  routes.get(
    "/api/plans/:lesson",
    signed(async (request, response, caller, at) => {
      answer(response, 200, { view: await own(at, caller, paramOf(request, "lesson")) });
    }),
  );
};

/** Without the directory a lesson can be planned all the same, alone. */
const colleaguesOf = async (at: SchoolServices, caller: Caller) => {
  try {
    return { colleagues: await at.plans.colleagues(caller) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { colleagues: [], directoryAway: true };
  }
};
