import type { State as SetUpState } from "../../src/app/preflight/line.ts";
import type { SetUpView } from "../../src/app/set-up/view.ts";
import type { Permission } from "../../src/protocol/families/permission.ts";
import type { ClassView, LinkView } from "../../src/protocol/screen/families-view.ts";
import type { LessonNow } from "../../src/protocol/screen/lessons-now.ts";
import type { PlanLine } from "../../src/protocol/screen/plan-line.ts";
import type { PlanView } from "../../src/protocol/screen/plan-view.ts";
import type { ConcernView, Standing } from "../../src/protocol/screen/view.ts";
import type { About } from "../../src/protocol/who/route.ts";
import { CONCERNS, type ConcernName, readBy } from "./concerns.ts";
import { FAMILIES_VIEW } from "./families-scenes.ts";
import { LESSON } from "./lesson-states.ts";
import { LESSONS_NOW } from "./page-scenes.ts";
import { type Pictured, pictured, type Shows } from "./pictured.ts";
import { PLANNED } from "./plan-scenes.ts";
import type { Scene } from "./scene.ts";
import { SET_UP } from "./set-up-scenes.ts";

const RECEIVED: Shows<ConcernView> = Object.fromEntries(
  (Object.keys(CONCERNS) as ConcernName[]).flatMap((name) =>
    (["recipient", "raiser"] as const).map((you) => [`${name}, read by its ${you}`, readBy(you, name)]),
  ),
);

const CONCERN: readonly Pictured[] = [
  pictured<ConcernView["state"], ConcernView>("State of a concern", RECEIVED, ({ state }) => [state], {
    asked: true,
    told: true,
    seen: true,
    "not told": true,
    undone: true,
    closed: true,
  }),
  pictured<About, ConcernView>("What a concern is about", RECEIVED, ({ about }) => [about], {
    child: true,
    adult: true,
    ended: true,
    alone: true,
  }),
  pictured<NonNullable<ConcernView["cpoms"]>["state"], ConcernView>(
    "CPOMS",
    RECEIVED,
    ({ cpoms }) => [cpoms?.state],
    { "asked at closing": true, "not yet": true, done: true, "not needed": true, each: true },
  ),
];

const PAGES: readonly Pictured[] = [
  pictured<Permission, ClassView>(
    "Permission of a child",
    { families: FAMILIES_VIEW },
    (view) => view.families.map(({ permission }) => permission),
    { given: true, refused: true, withdrawn: true, "implied by joining": true, "not asked": true },
  ),
  pictured<LinkView["state"], ClassView>(
    "An adult's link",
    { families: FAMILIES_VIEW },
    (view) => view.families.flatMap(({ adults }) => adults.map(({ link }) => link?.state)),
    { works: true, revoked: true, expired: true },
  ),
  pictured<PlanLine["state"], readonly PlanView[]>(
    "A step of a planned lesson",
    { "plan-planned": PLANNED },
    (plans) => plans.flatMap(({ lines }) => lines.map(({ state }) => state)),
    { done: true, "not yet": true, "your turn": true },
  ),
  pictured<Standing["state"], readonly LessonNow[]>(
    "A lesson that is on, for the DSL",
    { "record-now": LESSONS_NOW },
    (lessons) => lessons.map(({ standing }) => standing.state),
    { asked: true, done: true, "not done": true },
  ),
  pictured<SetUpState, SetUpView>(
    "A step of the set-up",
    Object.fromEntries(
      Object.entries<Scene>(SET_UP).map(([name, { answers }]) => [
        name,
        (answers as unknown as () => { body: SetUpView })().body,
      ]),
    ),
    ({ steps, others }) => [...steps, ...others].map(({ state }) => state),
    { green: true, amber: true, red: true, grey: true },
  ),
];

export const STATES: readonly Pictured[] = [...LESSON, ...CONCERN, ...PAGES];
