import { wrongGroups } from "../../src/desk/group-check.ts";
import { checkSettings, SETTINGS_FIELDS, type SettingsField } from "../../src/desk/school-file.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import { withCover } from "../../src/protocol/who/cover.ts";
import { type Holders, routeFor, toldByRoute } from "../../src/protocol/who/route.ts";
import { OAKFIELD } from "../panel/support/settings.ts";

const NOBODYS = "99999999-9999-4999-8999-999999999999";
const HOLDERS: Holders = { dsl: ["lowe", "grant"], headteacher: ["evans"] };
const SUNDAY = "2026-11-29T23:00:00.000Z";

const people = {
  inGroup: async (group: string) => {
    if (group === NOBODYS) throw new CloudError({ service: "graph", operation: "read group", kind: "gone" });
    return { name: "All", people: [{ id: "khan", name: "Mr R Khan" }] };
  },
};

/** The fields that are refused when an administrator saves this over the settings in force. */
const refused = async (change: object): Promise<readonly string[]> => {
  const checked = checkSettings({ ...OAKFIELD, ...change });
  if ("fields" in checked) return Object.keys(checked.fields);
  const { groups } = checked.settings;
  return Object.keys(await wrongGroups(people, OAKFIELD.groups, groups, { id: "khan" }));
};

/** Who is told of a child under these settings, at night on a Sunday. */
const told = (settings: Partial<SchoolSettings>): readonly string[] => {
  const { cover, headteacherPerson: head, firstTold: first = "both", timeZone = "Europe/London" } = settings;
  const named = { ...HOLDERS, ...(head === undefined ? {} : { head }), first };
  const holders = withCover(named, cover, SUNDAY, timeZone);
  const channel = settings.dslChannel !== undefined;
  return toldByRoute(routeFor({ about: "child", reporter: "okafor", lessonStaff: [], channel }, holders));
};

const coverOf = (...away: readonly string[]) =>
  away.map((one) => ({ away: one, by: "lowe", from: "2026-11-01", until: "2026-12-31" }));

const NIGHT = { days: [1], opens: "08:00", closes: "09:00", contacts: [NOBODYS] };
const groupsWithout = (group: keyof SchoolSettings["groups"]) => {
  const { [group]: _gone, ...rest } = OAKFIELD.groups;
  return { groups: rest };
};
const with99 = (group: string) => ({ groups: { ...OAKFIELD.groups, [group]: NOBODYS } });

/** For each setting: what would lock people out, with the field that is refused; or why nothing can. */
const TRIED: {
  readonly [F in SettingsField]: readonly (readonly [attempt: object, refusedAt: string])[] | string;
} = {
  name: [[{ name: " " }, "name"]],
  timeZone: ["BST", "GMT", "UTC", "+01:00", "Etc/GMT-1", "GB", "europe/london", ""].map((timeZone) => [
    { timeZone },
    "timeZone",
  ]),
  phone: [undefined, "", "the office", "0909 8790123", "0871 9600123", "**01632 960123**", "999"].map(
    (phone) => [{ phone }, "phone"],
  ),
  groups: (["staff", "dsl", "headteacher", "administrators"] as const).flatMap((group) => [
    [with99(group), `groups.${group}`],
    [groupsWithout(group), `groups.${group}`],
  ]),
  dslChannel: "a channel that Lesson Guard is not in is refused by the route, and another waits for approval",
  headteacherPerson: "if the person is not in the group, everyone in the group is told",
  firstTold: [[{ firstTold: "no one" }, "firstTold"]],
  mailFrom: [[{ mailFrom: "not an address" }, "mailFrom"]],
  chairMail: [[{ chairMail: "not an address" }, "chairMail"]],
  lado: [[{ lado: "" }, "lado"]],
  familyNote: ["Your link is ready.", "{link} or {link}", "For {child}: {link}", "{link} or bit.ly/x"].map(
    (familyNote) => [{ familyNote }, "familyNote"],
  ),
  cover: "if everyone is away, everyone is asked",
  recordings: [
    [{ recordings: { site: "https://example.com/sites/Staff" } }, "recordings.site"],
    [{ recordings: { site: "http://oakfield.sharepoint.com/sites/Staff" } }, "recordings.site"],
    [{ recordings: { folder: "" } }, "recordings.folder"],
    [{ recordings: { folder: "a:b" } }, "recordings.folder"],
    [{ recordings: { keepDays: 0 } }, "recordings.keepDays"],
  ],
  sealAt: [[{ sealAt: "25:00" }, "sealAt"]],
  retention: [
    [{ retention: { schoolYearEnds: "02-30", keepYears: 1 } }, "retention.schoolYearEnds"],
    [{ retention: { schoolYearEnds: "08-31", keepYears: -1 } }, "retention.keepYears"],
    [
      { retention: { schoolYearEnds: "08-31", keepYears: 1, reviewChildYears: 0 } },
      "retention.reviewChildYears",
    ],
  ],
  escalateAfterMinutes: [[{ escalateAfterMinutes: 600 }, "escalateAfterMinutes"]],
  undoSeconds: [[{ undoSeconds: 600 }, "undoSeconds"]],
  aloneSeconds: [[{ aloneSeconds: 600 }, "aloneSeconds"]],
  aloneMinutes: [[{ aloneMinutes: 600 }, "aloneMinutes"]],
  recheckMinutes: [[{ recheckMinutes: 600 }, "recheckMinutes"]],
  lessons: [
    [{ lessons: { ...OAKFIELD.lessons, recognise: "titles", titles: [] } }, "lessons.titles"],
    [{ lessons: { ...OAKFIELD.lessons, arriveMinutesBefore: [] } }, "lessons.arriveMinutesBefore"],
  ],
};

const ATTEMPTS = SETTINGS_FIELDS.options.flatMap((field) => {
  const tried = TRIED[field];
  return typeof tried === "string" ? [] : tried.map((attempt) => [field, ...attempt] as const);
});

describe("no setting locks anyone out", () => {
  it("the settings that each attempt starts from are themselves accepted", async () => {
    expect(await refused({})).toEqual([]);
  });

  it.each(ATTEMPTS)(
    "%s is refused where it would lock people out: %j",
    async (_field, attempt, refusedAt) => {
      expect(await refused(attempt)).toEqual([refusedAt]);
    },
  );

  it.each([
    ["a headteacher who is not in the group", { headteacherPerson: NOBODYS }],
    ["everyone on leave", { cover: { stints: coverOf("lowe", "grant", "evans") } }],
    ["no one on call who holds a role", { cover: { hours: NIGHT } }],
    ["the DSL first, and away", { firstTold: "dsl-first", cover: { stints: coverOf("lowe", "grant") } }],
    [
      "the headteacher first, and away",
      { firstTold: "headteacher-first", cover: { stints: coverOf("evans") } },
    ],
  ] as const)("still tells a person at once with %s", (_what, settings) => {
    expect(told(settings)).not.toEqual([]);
  });
});
