import type { Request } from "restify";
import { NEW_SCHOOL } from "../../src/desk/school.ts";
import type { SchoolServices } from "../../src/desk/school-services.ts";
import { openSchools, type Schools } from "../../src/desk/schools.ts";
import type { Role } from "../../src/protocol/words.ts";
import { openRecordStore, type RecordStore } from "../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";
import { type Whereabouts, whereaboutsOf } from "../../src/web/whereabouts.ts";
import { AT, FOUND } from "../protocol/lesson/story.ts";

const ROLES = ["staff", "dsl", "headteacher"] as const satisfies readonly Role[];
/** Who holds which roles at the second school; at the first one none of them has any. */
const AT_WILLOW: Readonly<Record<string, readonly Role[]>> = {
  teacher: ["staff"],
  assistant: ["staff"],
  dsl: ["staff", "dsl"],
  head: ["staff", "headteacher"],
};

describe("with several schools, while the directory is away", () => {
  let records: RecordStore;
  let schools: Schools;
  let willow: SchoolServices;
  let whereabouts: Whereabouts;
  let isAway: boolean;
  const refs: string[] = [];

  const groupsAt = (school: string) => Object.fromEntries(ROLES.map((role) => [role, `${school}-${role}`]));
  const answer = <T>(value: T): T => {
    if (isAway) throw new Error("the directory is away");
    return value;
  };

  beforeAll(async () => {
    isAway = false;
    records = await openRecordStore({ dataDir: ":memory:" });
    schools = await openSchools({
      records,
      membershipsFor: () => ({
        groupsOf: async (person) =>
          answer({
            groups: new Set((AT_WILLOW[person] ?? []).map((role) => `willow-${role}`)),
            fresh: true,
            at: Date.now(),
          }),
        membersOf: async (group) =>
          answer(
            Object.entries(AT_WILLOW).flatMap(([id, roles]) =>
              roles.some((role) => group === `willow-${role}`) ? [{ id, name: id }] : [],
            ),
          ),
        groupName: async (group) => answer(group),
        groupsNamed: async () => [],
        nameOf: async (id) => answer(id),
        mailOf: async () => undefined,
      }),
      now: () => AT,
      print: async () => Buffer.alloc(0),
      failed: (error) => {
        throw error;
      },
    });
    await schools.add("willow");
    for (const school of [FIRST_SCHOOL, "willow"])
      await (await schools.at(school))?.school.change(
        { ...NEW_SCHOOL, name: school, groups: groupsAt(school) },
        "admin",
      );
    const at = await schools.at("willow");
    if (at === undefined) throw new Error("there is no such school");
    willow = at;
    whereabouts = whereaboutsOf({ schools, records });

    const { id } = await willow.lessons.occurrence({ chatId: "chat1", meetingId: "m1" });
    await willow.lessons.report(id, FOUND);
    const lesson = await willow.lessons.read(id);
    for (const about of ["child", "adult"] as const) {
      const raised = await willow.concerns.raise(
        await willow.people.callerOf("assistant", "Mr Bell"),
        lesson,
        about,
      );
      if ("refused" in raised) throw new Error(raised.refused);
      refs.push(raised.concern.ref);
    }
    // Their roles are known from before.
    for (const person of Object.keys(AT_WILLOW)) await willow.people.callerOf(person, person);
    isAway = true;
  });

  afterAll(() => records.close());

  it.each(Object.keys(AT_WILLOW))(
    "a press on a concern by %s is answered alike whether there is one or not",
    async (person) => {
      const press = async (ref: string) => {
        const request = { params: { ref }, body: {}, url: `/api/concerns/${ref}/have-it` };
        const { services, caller } = await whereabouts(request as unknown as Request, {
          id: person,
          name: person,
        });
        return services.concerns.haveIt(caller, ref);
      };
      const none = await press("ZZZZZZ");
      expect(none).toMatchObject({ refused: "directory-away" });
      expect(refs).toHaveLength(2);
      for (const ref of refs) expect(await press(ref)).toEqual(none);
    },
  );
});
