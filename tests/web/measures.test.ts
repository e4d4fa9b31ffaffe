import { unmeasured } from "../../src/meeting/unmeasured.ts";
import { RIGHTS } from "../../src/protocol/who/rights.ts";
import type { DutyKind } from "../../src/protocol/work/duty.ts";
import { workGroup } from "../../src/protocol/work/work-group.ts";
import { breathe } from "../../src/record/engine/breathe.ts";
import { createMeasures, routeGroup } from "../../src/web/measures.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

const EMPTY = {
  beat: async () => undefined,
  overdue: async () => [],
  sealAgeMs: async () => 125_000,
  replicas: async () => 2,
};

const measuresAt = (record: Parameters<typeof createMeasures>[0]["record"] = EMPTY) => {
  let now = 1_000_000;
  const measures = createMeasures({ record, version: "1.2.3", clock: () => now });
  return { measures, later: (ms: number) => (now += ms) };
};

/** Names and labels, without what the process says of itself and without figures. */
const series = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("lesson_guard_"))
    .map((line) => line.replace(/ [^ ]+$/, ""))
    .toSorted();

describe("measures", () => {
  it("tell reads from presses, and not what was read or pressed", () => {
    const routes = Object.values(RIGHTS).flatMap((right) => ("routes" in right ? right.routes : []));
    const groups = new Set(routes.map(routeGroup));
    expect([...groups].toSorted()).toEqual([
      "assets",
      "by-hand",
      "calls",
      "families",
      "family",
      "health",
      "live",
      "me",
      "messages",
      "metrics",
      "panel",
      "plan",
      "preflight",
      "press",
      "read",
      "record",
      "set-up",
      "settings",
    ]);
    for (const route of routes.filter((one) => one.includes("concerns")))
      expect(["read", "press"]).toContain(routeGroup(route));
    expect(routeGroup("POST /api/concerns")).toBe(routeGroup("POST /api/lessons/:lesson/press"));
    expect(routeGroup("GET /api/concerns/:ref")).toBe(routeGroup("GET /api/lessons/:lesson"));
  });

  it.each<DutyKind>(["tell", "redraw-alert", "escalate", "tell-raiser"])(
    "count %s as a message like a checklist",
    (kind) => {
      expect(workGroup(kind)).toBe(workGroup("send-checklist"));
    },
  );

  it("have the same series whether or not an alert was late", async () => {
    const quiet = measuresAt();
    const busy = measuresAt({
      ...EMPTY,
      overdue: async () => [{ kind: "tell", due: 1, late: 1, oldestMs: 12_000 }],
    });
    busy.measures.undone("tell", "general", "late");
    const text = await busy.measures.text();
    expect(series(text)).toEqual(series(await quiet.measures.text()));
    expect(text).toContain('lesson_guard_work_late{group="messages"} 1');
    expect(text).toContain("lesson_guard_work_oldest_seconds 12");
    expect(text).toContain('lesson_guard_work_undone_total{group="messages",why="late"} 1');
    expect(text).not.toMatch(/tell|alert|concern|escalat|dsl|headteacher|adult/i);
  });

  it("stand for half a minute: a reader who asks each second can follow no one's presses", async () => {
    const { measures, later } = measuresAt();
    const before = await measures.text();
    measures.answered("POST /api/concerns", 503, 0.02);
    later(29_000);
    expect(await measures.text()).toBe(before);
    later(1_000);
    expect(await measures.text()).toContain(
      'lesson_guard_requests_failed_total{route="press",status="503"} 1',
    );
  });

  it("tell trouble and never traffic: what goes well, or is late for staff matters, leaves no trace", async () => {
    const own = (text: string): readonly string[] =>
      text.split("\n").filter((line) => line.startsWith("lesson_guard_"));
    const quiet = measuresAt();
    const busy = measuresAt();
    for (const [route, status] of [
      ["POST /api/concerns", 200],
      ["GET /api/concerns/:ref", 404],
      ["POST /api/messages", 202],
      ["GET /record", 200],
      [undefined, 404],
    ] as const)
      busy.measures.answered(route, status, 0.2);
    for (const service of ["graph", "connector", "entra"] as const)
      for (const outcome of ["ok", "refused", "gone"] as const) busy.measures.cloud(service, outcome);
    busy.measures.undone("tell", "adult", "late");
    await unmeasured(async () => {
      await breathe();
      for (const service of ["graph", "connector", "entra"] as const)
        for (const outcome of ["throttled", "temporary", "unknown-outcome"] as const)
          busy.measures.cloud(service, outcome);
    });
    busy.later(60_000);
    expect(own(await busy.measures.text())).toEqual(own(await quiet.measures.text()));
    busy.measures.answered("GET /api/live", 200, 3_600);
    busy.measures.answered("GET /api/lessons/:lesson", 200, 3.1);
    busy.later(60_000);
    expect(await busy.measures.text()).toContain('lesson_guard_requests_slow_total{route="read"} 1');
  });

  describe("on a quiet evening", () => {
    let day: Day;
    beforeEach(async () => {
      day = await openDay();
    });
    afterEach(() => day.close());

    /** All that is due, done at once. */
    const doAll = async (): Promise<void> => {
      const now = Date.parse(day.now());
      for (const which of ["alerts", "urgent", "others"] as const)
        for (const { id, fence } of await day.records.claimDuties(now, 200, 30_000, which))
          await day.records.finishDuty(id, fence, { done: true }, now);
    };
    const work = async (): Promise<readonly string[]> => {
      const clock = () => Date.parse(day.now());
      const text = await createMeasures({ record: day.records, version: "1.2.3", clock }).text();
      return text.split("\n").filter((line) => line.startsWith("lesson_guard_work_"));
    };

    it("say nothing of a concern that is raised and told in time, and of one that is not told they do", async () => {
      const lesson = await startedLesson(day, []);
      await doAll();
      const before = await work();
      const raise = async () =>
        day.concerns.raise(day.caller("assistant"), await day.lessons.read(lesson), "child");
      await raise();
      for (const ms of [0, 1_000, 9_000, 20_000]) {
        day.wait(ms);
        expect(await work()).toEqual(before);
      }
      day.wait(1);
      expect(await work()).toContain('lesson_guard_work_due{group="messages"} 2');
      await doAll();
      expect(await work()).toEqual(before);
    });
  });

  it("say for how long Microsoft has served nothing", async () => {
    const { measures, later } = measuresAt();
    measures.cloud("graph", "throttled");
    later(25_000);
    measures.cloud("graph", "temporary");
    later(15_000);
    const text = await measures.text();
    expect(text).toContain('lesson_guard_cloud_failing_seconds{service="graph"} 40');
    expect(text).toContain('lesson_guard_cloud_failing_seconds{service="connector"} 0');
    expect(text).toContain('lesson_guard_cloud_unserved_total{service="graph",outcome="throttled"} 1');
    expect(text).toContain('lesson_guard_cloud_unserved_total{service="connector",outcome="throttled"} 0');
    expect(text).toContain("lesson_guard_seal_age_seconds 120");
    expect(text).toContain("lesson_guard_instances 2");
    // No is an answer too.
    measures.cloud("graph", "refused");
    later(30_000);
    expect(await measures.text()).toContain('lesson_guard_cloud_failing_seconds{service="graph"} 0');
  });

  it("say that the record is away, and go on", async () => {
    const { measures } = measuresAt({ ...EMPTY, overdue: () => Promise.reject(new Error("away")) });
    expect(await measures.text()).toContain("lesson_guard_record_up 0");
  });
});
