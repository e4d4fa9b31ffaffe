import { CHAT_PERMISSIONS } from "../../src/app/permissions.ts";
import type { PlanAsked } from "../../src/desk/plan-desk.ts";
import { NEW_SCHOOL } from "../../src/desk/school.ts";
import type { Attempt, Outcome } from "../../src/duty/handler.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { dutyHandlers } from "../../src/duty/handlers/handlers.ts";
import { createPlanner } from "../../src/meeting/planner.ts";
import { createTeamsPlatform } from "../../src/meeting/platform.ts";
import { appInTeams } from "../../src/practice/school/app-package.ts";
import { findPerson } from "../../src/practice/school/people.ts";
import { tenantId } from "../../src/practice/school/tenant.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import { type PlanView, planView } from "../../src/protocol/screen/plan-view.ts";
import type { Caller } from "../../src/protocol/who/caller.ts";
import type { DutyKind, DutyWork } from "../../src/protocol/work/duty.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { type Day, openDay } from "./school-day.ts";

export const idOf = (word: string): string => findPerson(word)?.account?.objectId ?? "";

const BOT = { id: "b", tenantId, credential: { kind: "secret", secret: "s" } } as const;

/** A school's own desk and duties in front of practice's Graph: what planning leads to, step by step. */
export class Planning {
  readonly day: Day;
  readonly practice: PracticeGraph;
  readonly services: DutyServices;
  #request = 0;

  private constructor(day: Day, practice: PracticeGraph) {
    this.day = day;
    this.practice = practice;
    const { graph, endpoint } = practice;
    this.services = {
      ...day,
      people: {
        ...day.people,
        mailOf: async (id: string) => (this.withoutMail === id ? undefined : upnOf(id)),
      },
      platform: createTeamsPlatform({ bot: BOT }, graph),
      planner: createPlanner({
        graph,
        graphEndpoint: endpoint,
        teamsAppId: appInTeams.id,
        chatPermissions: CHAT_PERMISSIONS,
      }),
    } as unknown as DutyServices;
  }

  /** A colleague for whom the directory has no address. */
  withoutMail = "";

  static async open(): Promise<Planning> {
    const [day, practice] = [await openDay(), await startPracticeGraph()];
    day.staffing.roles = Object.fromEntries(
      ["okafor", "hughes", "shah", "doyle"].map((word) => [idOf(word), ["staff"]]),
    );
    await day.school.change({ ...NEW_SCHOOL, name: "Oakfield", phone: "01234 567890" }, "admin");
    return new Planning(day, practice);
  }

  get teacher(): Caller {
    return { id: idOf("okafor"), name: "Ms A Okafor", roles: ["staff"], fresh: true };
  }

  reset(): void {
    Object.assign(this.practice.switches, usualSwitches());
    this.withoutMail = "";
  }

  async close(): Promise<void> {
    await this.practice.stop();
    await this.day.close();
  }

  asked(more: Partial<PlanAsked> = {}): PlanAsked {
    this.#request += 1;
    return {
      request: `form-${this.#request}`,
      kind: "class",
      title: "Year 4 maths",
      day: "2026-12-01",
      time: "10:00",
      minutes: 45,
      staff: [],
      // Most stories plan at one time and look at something else.
      overlapping: true,
      ...more,
    };
  }

  /** @returns the lesson's id */
  async plan(more: Partial<PlanAsked> = {}): Promise<string> {
    const planned = await this.day.plans.plan(this.teacher, this.asked(more));
    if ("refused" in planned) throw new Error(planned.say);
    return planned.lesson.id;
  }

  /** Does one kind of work as the worker would. */
  async work(work: DutyWork, number = 1): Promise<Outcome> {
    return this.workWith(this.services, work, number);
  }

  async workWith(services: DutyServices, work: DutyWork, number = 1): Promise<Outcome> {
    const handler = dutyHandlers(services)[work.kind] as (
      work: DutyWork,
      attempt: Attempt,
    ) => Promise<Outcome>;
    const deadlineAt = Date.parse(this.day.now()) + 3_600_000;
    return handler(work, { number, deadlineAt } as Attempt);
  }

  /**
   * Does the recorded work of planning, what follows from it too, each once.
   * @returns what came of each kind of work, in its order
   */
  async carryOut(lesson: string): Promise<readonly (readonly [DutyKind, Outcome])[]> {
    const done = new Map<string, readonly [DutyKind, Outcome]>();
    for (;;) {
      const duties = await this.day.record.dutiesOf(`lesson:${lesson}`);
      const next = duties.find(({ id, work }) => KINDS.has(work.kind) && !done.has(id));
      if (next === undefined) return [...done.values()];
      done.set(next.id, [next.work.kind, await this.work(next.work)]);
    }
  }

  async view(lesson: string): Promise<PlanView> {
    const { name, phone = "", timeZone } = this.day.school.settings();
    const read = await this.day.lessons.read(lesson);
    const around = { now: this.day.now(), timeZone, school: name, phone };
    const found = planView(read, around, await this.day.classes.linksFor(read));
    if (found === undefined) throw new Error("not planned here");
    return found;
  }

  async line(lesson: string, title: string) {
    return (await this.view(lesson)).lines.find((one) => one.title === title);
  }
}

const KINDS: ReadonlySet<DutyKind> = new Set<DutyKind>([
  "make-meeting",
  "add-app",
  "bring-families",
  "give-bot",
  "find-meeting",
  "set-options",
]);

const upnOf = (id: string): string | undefined =>
  ["okafor", "hughes", "shah", "doyle"]
    .map((word) => findPerson(word)?.account)
    .find((account) => account?.objectId === id)?.userPrincipalName;
