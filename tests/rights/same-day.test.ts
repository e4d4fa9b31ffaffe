import type { WorkerSetup } from "../../src/duty/worker.ts";
import { allEngines } from "../chaos/support/amounts.ts";
import { ENGINES } from "../support/engines.ts";
import { playDay } from "./support/play-day.ts";
import { differences, type Seen } from "./support/seen.ts";

jest.mock("../../src/duty/worker.ts", () => {
  const worker = jest.requireActual<typeof import("../../src/duty/worker.ts")>("../../src/duty/worker.ts");
  const { oneAtATime } = jest.requireActual<typeof import("./support/one-at-a-time.ts")>(
    "./support/one-at-a-time.ts",
  );
  return { ...worker, startWorker: (setup: WorkerSetup) => worker.startWorker(oneAtATime(setup)) };
});

// The same school day twice, to the last byte: once in which nothing happens about staff, and once in which
// an assistant raises a concern about the teacher, the headteachers are told, told again, take and close it.
// The lesson ends, its record is sealed, the day's seals follow, and the record is exported. Everyone else,
// those who keep the program running among them, must be able to fetch, hear and read exactly the same.

let quiet: Seen;
beforeAll(async () => {
  quiet = await playDay("SQLite", false);
});

// The quiet day counts for both engines: they must show the same, too.
it.each(allEngines ? ENGINES : [ENGINES[0]])(
  "a concern about staff changes nothing that others can see (§1c 7), on %s",
  async (engine) => {
    expect(differences(await playDay(engine, true), quiet)).toEqual([]);
  },
);

it("what is compared is there", () => {
  const body = (what: string): string => JSON.stringify(quiet[what]);
  expect(body("lowe GET /api/concerns")).toContain("Told the family");
  expect(body("chat of dsl")).toContain("A concern was raised");
  expect(body("okafor hears")).toContain("lesson:");
  expect(body("measured after the day is sealed")).toContain("lesson_guard_seal_age_seconds");
  expect(body("lowe GET /api/exports afterwards")).toContain("inspection");
  const sealed = Object.keys(quiet).filter((what) => what.startsWith("lowe POST") && what.includes("sealed"));
  expect(sealed.length).toBeGreaterThan(0);
  for (const what of sealed) expect(body(what)).toContain("EndAsked");
});
