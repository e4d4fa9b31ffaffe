import { setTimeout as pause } from "node:timers/promises";
import { openOffices } from "../../src/desk/offices.ts";
import { NEW_SCHOOL, openSchool } from "../../src/desk/school.ts";
import { RecordAwayError } from "../../src/record/engine/away.ts";
import { openRecords, type Records } from "../../src/record/records.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";

const AT = "2026-11-24T10:00:00.000Z";

describe("the offices of the schools", () => {
  let records: Records;
  let away = false;
  let failures: unknown[];

  beforeEach(async () => {
    records = await openRecords({ dataDir: ":memory:" });
    failures = [];
  });

  afterEach(() => records.close());

  const offices = () =>
    openOffices({
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
      fonts: "",
      failed: (error) => failures.push(error),
    });

  it("take on settings that another changed, though they could not be read when they were heard of", async () => {
    const office = await (await offices()).at(FIRST_SCHOOL);
    const other = await openSchool(
      records.in(FIRST_SCHOOL, "general"),
      () => AT,
      async () => [],
    );
    away = true;
    await other.change({ ...NEW_SCHOOL, name: "Oak Lane", phone: "01234 567890" }, "admin");
    while (failures.length === 0) await pause(10);
    expect(office?.school.settings().phone).toBeUndefined();
    away = false;
    while (office?.school.settings().phone === undefined) await pause(10);
    expect(office.school.settings().phone).toBe("01234 567890");
  });
});
