import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CloudErrorKind, CloudService } from "../meeting/cloud-error.ts";
import type { DutyKind } from "../protocol/duty.ts";
import { type WorkGroup, workGroup } from "../protocol/work-group.ts";
import type { Standings } from "../record/standing.ts";

export type CloudOutcome = "ok" | CloudErrorKind | "held-back";

/**
 * What those who keep Lesson Guard running may count. Nothing in it is about a person, a lesson or a
 * concern: concerns are reads, presses and messages like any others (docs/for-administrators.md).
 */
export type Measures = {
  /** One HTTP request has been answered. `route`: its template, undefined where there is none. */
  readonly answered: (route: string | undefined, status: number, seconds: number) => void;
  /** One request to Microsoft has come to an end, or was not sent for their limits' sake. */
  readonly cloud: (service: CloudService, outcome: CloudOutcome) => void;
  readonly undone: (kind: DutyKind, why: "late" | "given up") => void;
  /** In Prometheus' text format. */
  readonly text: () => Promise<string>;
};

type Parts = {
  readonly record: Standings;
  readonly version: string;
  readonly clock?: () => number;
};

/** Who asks more often reads the same again: nobody can follow single presses by asking every second. */
const STANDS_FOR_MS = 30_000;

const GROUPS: readonly WorkGroup[] = ["meeting", "messages", "record"];
const SERVICES: readonly CloudService[] = ["graph", "connector", "entra"];

/** What says nothing of what was read or pressed. */
const NAMED = new Set(["calls", "live", "me", "messages", "settings"]);

/**
 * Lessons, concerns and whatever is written of them are read and pressed through many routes; which of
 * them it was is not told, and not of a new one either.
 */
export const routeGroup = (route: string | undefined): string => {
  if (route === undefined) return "none";
  const [method = "", path = ""] = route.split(" ");
  const [, first = "", second = ""] = path.split("/");
  if (first !== "api") return first;
  if (NAMED.has(second)) return second;
  return method === "GET" ? "read" : "press";
};

export const createMeasures = ({ record, version, clock = Date.now }: Parts): Measures => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Gauge({ name: "lesson_guard_info", help: "The version.", labelNames: ["version"], registers }).set(
    { version },
    1,
  );
  const requests = new Counter({
    name: "lesson_guard_requests_total",
    help: "HTTP requests answered.",
    labelNames: ["route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "lesson_guard_request_seconds",
    help: "How long an answer took.",
    labelNames: ["route"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const cloud = new Counter({
    name: "lesson_guard_cloud_requests_total",
    help: "Requests to Microsoft: ok, throttled (429), held-back (not sent, to keep a limit), or failed.",
    labelNames: ["service", "outcome"],
    registers,
  });
  const undone = new Counter({
    name: "lesson_guard_work_undone_total",
    help: "Outgoing work that was late, or given up, since this instance started.",
    labelNames: ["group", "why"],
    registers,
  });
  const due = new Gauge({
    name: "lesson_guard_work_due",
    help: "Outgoing work that may run and is not done, of all instances.",
    labelNames: ["group"],
    registers,
  });
  const late = new Gauge({
    name: "lesson_guard_work_late",
    help: "Outgoing work past its deadline and not done, of all instances.",
    labelNames: ["group"],
    registers,
  });
  const oldest = new Gauge({
    name: "lesson_guard_work_oldest_seconds",
    help: "How long the oldest outgoing work has been due.",
    registers,
  });
  const since = new Gauge({
    name: "lesson_guard_cloud_ok_age_seconds",
    help: "Seconds since a request to Microsoft last succeeded, or since the start.",
    labelNames: ["service"],
    registers,
  });
  const seal = new Gauge({
    name: "lesson_guard_seal_age_seconds",
    help: "Seconds since the record was last sealed; absent before the first seal.",
    registers,
  });
  const replicas = new Gauge({ name: "lesson_guard_instances", help: "Instances at work.", registers });
  const up = new Gauge({
    name: "lesson_guard_record_up",
    help: "1 where the record can be read.",
    registers,
  });

  const started = clock();
  const okAt = new Map<CloudService, number>();
  // Every series is there from the start: that one appears tells nobody that something happened.
  for (const group of GROUPS) for (const why of ["late", "given up"]) undone.inc({ group, why }, 0);

  const readRecord = async (): Promise<void> => {
    const now = clock();
    const rows = await record.overdue(now);
    for (const group of GROUPS) {
      const its = rows.filter(({ kind }) => workGroup(kind) === group);
      due.set({ group }, sum(its.map((one) => one.due)));
      late.set({ group }, sum(its.map((one) => one.late)));
    }
    oldest.set(Math.max(0, ...rows.map(({ oldestMs }) => oldestMs)) / 1000);
    const age = await record.sealAgeMs();
    if (age !== undefined) seal.set(age / 1000);
    replicas.set(await record.replicas());
  };

  const write = async (): Promise<string> => {
    up.set(
      await readRecord().then(
        () => 1,
        () => 0,
      ),
    );
    for (const service of SERVICES) since.set({ service }, (clock() - (okAt.get(service) ?? started)) / 1000);
    return registry.metrics();
  };

  let written: { readonly at: number; readonly text: Promise<string> } | undefined;
  return {
    answered: (route, status, seconds) => {
      const group = routeGroup(route);
      requests.inc({ route: group, status });
      // A live stream is answered when it ends.
      if (group !== "live") durations.observe({ route: group }, seconds);
    },
    cloud: (service, outcome) => {
      if (outcome === "ok") okAt.set(service, clock());
      cloud.inc({ service, outcome });
    },
    undone: (kind, why) => undone.inc({ group: workGroup(kind), why }),
    text: async () => {
      if (written === undefined || clock() - written.at >= STANDS_FOR_MS)
        written = { at: clock(), text: write() };
      return written.text;
    },
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
