import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { CloudErrorKind, CloudService, Heard } from "../meeting/cloud-error.ts";
import { isMeasured } from "../meeting/unmeasured.ts";
import type { DutyKind } from "../protocol/work/duty.ts";
import { type WorkGroup, workGroup } from "../protocol/work/work-group.ts";
import type { Heartbeat } from "../record/index/heartbeat.ts";
import type { Store } from "../record/scope.ts";
import type { WorkHealth } from "../record/work/health.ts";

/**
 * What those who keep Lesson Guard running are told: trouble, and never traffic. One more request or message
 * on a quiet evening would tell that a concern was raised, so whatever goes well is not counted at all
 * (docs/for-administrators.md).
 */
export type Measures = {
  /**
   * One HTTP request has been answered: counted where that failed or took long. `route`: its template,
   * undefined where there is none.
   */
  readonly answered: (route: string | undefined, status: number, seconds: number) => void;
  /** One request to Microsoft has ended. Those for staff matters are not counted. */
  readonly cloud: Heard;
  /** Work for staff matters is not counted: no one is told that there is any. */
  readonly undone: (kind: DutyKind, store: Store, why: "late" | "given up") => void;
  /** In Prometheus' text format. */
  readonly text: () => Promise<string>;
};

type Dependencies = {
  readonly record: WorkHealth & Heartbeat;
  readonly version: string;
  readonly clock?: () => number;
};

/** A reader who asks sooner reads the same again: no one can follow single presses by asking every second. */
const STANDS_FOR_MS = 30_000;

const GROUPS: readonly WorkGroup[] = ["meeting", "messages", "record"];
const SERVICES: readonly CloudService[] = ["graph", "connector", "entra"];

/** An answer that took longer counts as trouble. */
const SLOW_SECONDS = 3;

/**
 * A request that Microsoft did not serve. If Microsoft refuses, or says that a thing is gone, it has served the
 * request; if it does not accept our sign-in, because of an expired secret or a wrong clock, it has not.
 */
const TROUBLE = ["throttled", "temporary", "unknown-outcome", "not-signed-in"] as const;
type Trouble = (typeof TROUBLE)[number];
const isTrouble = (outcome: "ok" | CloudErrorKind): outcome is Trouble =>
  TROUBLE.some((one) => one === outcome);

/** These say nothing of what was read or pressed. */
const NAMED = new Set(["calls", "live", "me", "messages", "settings"]);

/**
 * Lessons, concerns and all that is written about them are read and pressed through many routes; the group does not
 * tell which of them it was. A new route is in it by itself.
 */
export const routeGroup = (route: string | undefined): string => {
  if (route === undefined) return "none";
  const [method = "", path = ""] = route.split(" ");
  const [, first = "", second = ""] = path.split("/");
  if (first !== "api") return first;
  if (NAMED.has(second)) return second;
  return method === "GET" ? "read" : "press";
};

export const createMeasures = ({ record, version, clock = Date.now }: Dependencies): Measures => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Gauge({
    name: "lesson_guard_info",
    help: "The version that is running.",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  const failures = new Counter({
    name: "lesson_guard_requests_failed_total",
    help: "Requests answered with status 500 or above.",
    labelNames: ["route", "status"],
    registers,
  });
  const slow = new Counter({
    name: "lesson_guard_requests_slow_total",
    help: `Requests answered after more than ${SLOW_SECONDS} s.`,
    labelNames: ["route"],
    registers,
  });
  const unserved = new Counter({
    name: "lesson_guard_cloud_unserved_total",
    help: "Requests that Microsoft failed, refused or did not answer.",
    labelNames: ["service", "outcome"],
    registers,
  });
  const undone = new Counter({
    name: "lesson_guard_work_undone_total",
    help: "Tasks that were late, or given up, since this instance started.",
    labelNames: ["group", "why"],
    registers,
  });
  const due = new Gauge({
    name: "lesson_guard_work_due",
    help: "Tasks due for more than 30 s and not done, over all instances.",
    labelNames: ["group"],
    registers,
  });
  const late = new Gauge({
    name: "lesson_guard_work_late",
    help: "Those of the due tasks that are past their deadline.",
    labelNames: ["group"],
    registers,
  });
  const oldest = new Gauge({
    name: "lesson_guard_work_oldest_seconds",
    help: "Seconds that the longest-waiting task has been due for its next try.",
    registers,
  });
  const failing = new Gauge({
    name: "lesson_guard_cloud_failing_seconds",
    help: "Seconds since requests to Microsoft began failing; 0 if healthy.",
    labelNames: ["service"],
    registers,
  });
  const seal = new Gauge({
    name: "lesson_guard_seal_age_seconds",
    help: "Seconds since the record was last signed; absent before the first signature.",
    registers,
  });
  const replicas = new Gauge({
    name: "lesson_guard_instances",
    help: "Instances that are running.",
    registers,
  });
  const up = new Gauge({
    name: "lesson_guard_record_up",
    help: "1 if the record can be read and written.",
    registers,
  });

  /** Since when each failing service has been failing. */
  const failingSince = new Map<CloudService, number>();
  // Every series is there from the start: the appearance of one tells no one that something happened.
  for (const group of GROUPS) for (const why of ["late", "given up"]) undone.inc({ group, why }, 0);
  for (const service of SERVICES) for (const outcome of TROUBLE) unserved.inc({ service, outcome }, 0);

  const readRecord = async (): Promise<void> => {
    const now = clock();
    await record.beat();
    const rows = await record.overdue(now);
    for (const group of GROUPS) {
      const its = rows.filter(({ kind }) => workGroup(kind) === group);
      due.set({ group }, sum(its.map((one) => one.due)));
      late.set({ group }, sum(its.map((one) => one.late)));
    }
    oldest.set(Math.max(0, ...rows.map(({ oldestMs }) => oldestMs)) / 1000);
    const age = await record.sealAgeMs();
    // In whole minutes: milliseconds would tell when a lesson ended.
    if (age !== undefined) seal.set(Math.floor(age / 60_000) * 60);
    replicas.set(await record.replicas());
  };

  const write = async (): Promise<string> => {
    up.set(
      await readRecord().then(
        () => 1,
        () => 0,
      ),
    );
    for (const service of SERVICES)
      failing.set({ service }, (clock() - (failingSince.get(service) ?? clock())) / 1000);
    return registry.metrics();
  };

  let written: { readonly at: number; readonly text: Promise<string> } | undefined;
  return {
    answered: (route, status, seconds) => {
      const group = routeGroup(route);
      if (status >= 500) failures.inc({ route: group, status });
      // A live stream counts as answered when it ends.
      if (group !== "live" && seconds > SLOW_SECONDS) slow.inc({ route: group });
    },
    cloud: (service, outcome) => {
      if (!isMeasured()) return;
      if (!isTrouble(outcome)) failingSince.delete(service);
      else {
        unserved.inc({ service, outcome });
        failingSince.set(service, failingSince.get(service) ?? clock());
      }
    },
    undone: (kind, store, why) => {
      if (store === "general") undone.inc({ group: workGroup(kind), why });
    },
    text: async () => {
      if (written === undefined || clock() - written.at >= STANDS_FOR_MS)
        written = { at: clock(), text: write() };
      return written.text;
    },
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
