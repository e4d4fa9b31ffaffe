import { join } from "node:path";
import { NEW_SCHOOL } from "../../src/desk/school.ts";
import { openSchoolServices, type SchoolServices } from "../../src/desk/school-services.ts";
import type { Directory } from "../../src/meeting/directory.ts";
import type { Report } from "../../src/protocol/lesson/commands.ts";
import type { RosterPerson } from "../../src/protocol/lesson/person.ts";
import type { Caller } from "../../src/protocol/who/caller.ts";
import type { Role } from "../../src/protocol/words.ts";
import { writePdf } from "../../src/record/export/pdf.ts";
import { openRecordStore, type RecordPlace, type RecordStore } from "../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";
import { AT, FOUND, guest, REGISTER, roster, TEACHER, user } from "../protocol/lesson/story.ts";

export const CHAT = { chatId: "chat1", meetingId: "m1" };

/** Who holds which role; the test may change it, or take the directory away. */
export type Staffing = {
  roles: Readonly<{ [person: string]: readonly Role[] }>;
  away: "no" | "fails" | "hangs";
};

export const STAFFING: Staffing["roles"] = {
  teacher: ["staff"],
  assistant: ["staff"],
  colleague: ["staff"],
  dsl: ["staff", "dsl"],
  deputy: ["staff", "dsl"],
  head: ["staff", "headteacher"],
  admin: ["staff", "administrator"],
};

const directoryOf = (staffing: Staffing): Directory => {
  const answer = <T>(value: T): Promise<T> =>
    staffing.away === "hangs"
      ? new Promise<T>(() => undefined)
      : staffing.away === "fails"
        ? Promise.reject(new Error("the directory is away"))
        : Promise.resolve(value);
  return {
    rolesOf: (id) => answer({ roles: staffing.roles[id] ?? [], fresh: true, at: 0 }),
    membersOf: (role) =>
      answer(
        Object.entries(staffing.roles).flatMap(([id, roles]) =>
          roles.includes(role) ? [{ id, name: id }] : [],
        ),
      ),
    inGroup: () => answer({ name: "", people: [] }),
    groupsNamed: () => answer([]),
    mailOf: async () => undefined,
    nameOf: (id) => answer(id),
  };
};

export type Day = SchoolServices & {
  readonly records: RecordStore;
  readonly staffing: Staffing;
  readonly directory: Directory;
  readonly now: () => string;
  readonly wait: (ms: number) => void;
  readonly caller: (id: string, fresh?: boolean) => Caller;
  readonly close: () => Promise<void>;
};

export const openDay = async (
  place: RecordPlace = { dataDir: ":memory:" },
  channel: "chosen" | "none" = "chosen",
): Promise<Day> => {
  const records = await openRecordStore(place);
  let clock = Date.parse(AT);
  const now = (): string => new Date(clock).toISOString();
  const staffing: Staffing = { roles: STAFFING, away: "no" };
  const directory = directoryOf(staffing);
  const services = await openSchoolServices(FIRST_SCHOOL, {
    records,
    directoryFor: () => directory,
    now,
    print: (document) => writePdf(document, join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf")),
  });
  if (channel === "chosen")
    await services.school.change(
      // One after the other, and at once; the usual rule has its own tests (who-is-told.test.ts).
      { ...NEW_SCHOOL, undoSeconds: 0, firstTold: "dsl-first", dslChannel: { teamId: "t", channelId: "c" } },
      "admin",
    );
  return {
    ...services,
    records,
    staffing,
    directory,
    now,
    wait: (ms) => {
      clock += ms;
    },
    caller: (id, fresh = true) => ({ id, name: `Name of ${id}`, roles: staffing.roles[id] ?? [], fresh }),
    close: records.close,
  };
};

export const MANY = 25;
const FAMILIES: readonly RosterPerson[] = Array.from({ length: MANY }, (_, n) =>
  guest(`r${n}`, `Tablet ${n}`),
);

/** A lesson that has started, with its teacher, the calling bot and families inside. */
export const startedLesson = async (
  day: Day,
  people: readonly RosterPerson[] = FAMILIES,
): Promise<string> => {
  const { id } = await day.lessons.occurrence(CHAT);
  const report = (one: Report) => day.lessons.report(id, one);
  await report(FOUND);
  await day.lessons.press(day.caller(TEACHER.id), id, { press: "choose-kind", kind: "class" });
  await day.lessons.press(day.caller(TEACHER.id), id, {
    press: "set-register",
    source: "csv",
    register: REGISTER,
  });
  await report({ report: "meeting-started", source: "event" });
  await report({ report: "call-entered", call: "call1" });
  await report(roster(user("r-teacher", TEACHER), ...people));
  return id;
};
