import { setTimeout as pause } from "node:timers/promises";
import { NEW_SCHOOL, openSchool } from "../../src/desk/school.ts";
import { openSchools } from "../../src/desk/schools.ts";
import { RecordAwayError } from "../../src/record/engine/away.ts";
import { openRecordStore, type RecordStore } from "../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";

const AT = "2026-11-24T10:00:00.000Z";

describe("the services of each school", () => {
  let records: RecordStore;
  let away = false;
  let failures: unknown[];

  beforeEach(async () => {
    records = await openRecordStore({ dataDir: ":memory:" });
    failures = [];
  });

  afterEach(() => records.close());

  const schools = () =>
    openSchools({
      records: {
        ...records,
        in: (...scope) => {
          const record = records.in(...scope);
          return {
            ...record,
            read: async (...asked) => {
              if (away) throw new RecordAwayError();
              return record.read(...asked);
            },
          };
        },
      },
      membershipsFor: () => ({ groupsOf: () => Promise.reject(new Error("not asked")) }) as never,
      now: () => AT,
      print: async () => Buffer.alloc(0),
      failed: (error) => failures.push(error),
    });

  it("take on settings that another changed, though they could not be read when they were heard of", async () => {
    const services = await (await schools()).at(FIRST_SCHOOL);
    const other = await openSchool(
      records.in(FIRST_SCHOOL, "general"),
      () => AT,
      async () => [],
    );
    away = true;
    await other.change({ ...NEW_SCHOOL, name: "Oak Lane", phone: "01234 567890" }, "admin");
    while (failures.length === 0) await pause(10);
    expect(services?.school.settings().phone).toBeUndefined();
    away = false;
    while (services?.school.settings().phone === undefined) await pause(10);
    expect(services.school.settings().phone).toBe("01234 567890");
  });
});
