import { type About, routeFor, routeSentence } from "../../../src/protocol/who/route.ts";

const PEOPLE = ["nobody", "dsl", "deputy", "head", "deputy-head", "teacher"] as const;
const ABOUT: readonly About[] = ["child", "adult", "ended"];
const HOLDERS = { dsl: ["dsl", "deputy"], headteacher: ["head", "deputy-head"] };
/** Small schools: one person holds more than one role, or nobody does. */
const SCHOOLS = {
  full: HOLDERS,
  "one of each": { dsl: ["dsl"], headteacher: ["head"] },
  "the headteacher is the DSL": { dsl: ["head"], headteacher: ["head"] },
  "the headteacher is the deputy DSL": { dsl: ["dsl", "head"], headteacher: ["head"] },
  "no headteacher": { dsl: ["dsl", "deputy"], headteacher: [] },
  "no DSL": { dsl: [], headteacher: ["head", "deputy-head"] },
  nobody: { dsl: [], headteacher: [] },
} as const;

const TABLE = Object.entries(SCHOOLS).flatMap(([school, holders]) =>
  PEOPLE.filter((one) => one !== "nobody").flatMap((reporter) =>
    PEOPLE.filter((one) => one !== reporter).flatMap((subject) =>
      PEOPLE.flatMap((lessonTeacher) =>
        ABOUT.flatMap((about) =>
          [true, false].map((channel) => {
            const parties = {
              about,
              reporter,
              channel,
              lessonStaff: lessonTeacher === "nobody" ? [] : [lessonTeacher],
              subjects: subject === "nobody" ? [] : [subject],
            };
            const route = routeFor(parties, holders);
            const persons: readonly string[] = route.targets.flatMap((one) =>
              one.to === "person" ? [one.person] : [],
            );
            const toChannel = route.targets.some((one) => one.to === "channel");
            return { school, holders, parties, route, persons, toChannel };
          }),
        ),
      ),
    ),
  ),
);

type Row = (typeof TABLE)[number];

/** Whoever is told, a party or, while no adult is named, anybody it may be about. */
const unsafe = ({ parties }: Row): readonly (string | undefined)[] => [
  parties.reporter,
  ...parties.subjects,
  ...(parties.about === "adult" && parties.subjects.length === 0 ? parties.lessonStaff : []),
];

const failing = (rows: readonly Row[], holds: (row: Row) => boolean) =>
  rows.filter((row) => !holds(row)).map(({ school, parties, route }) => ({ school, parties, route }));

describe("who is told: role − subject − reporter, with deputies, for every overlap of people", () => {
  test("the table holds every overlap", () => {
    expect(TABLE).toHaveLength(7 * 5 * 5 * 6 * 3 * 2);
  });

  test("a concern about an adult never reaches the DSL's role or channel (X2)", () => {
    const adult = TABLE.filter(({ parties }) => parties.about === "adult");
    expect(
      failing(
        adult,
        ({ route }) =>
          route.reaches !== "dsl" &&
          route.targets.every((one) => one.to === "person" && one.as === "headteacher"),
      ),
    ).toEqual([]);
  });

  test("nobody who is a party, or may be who it is about, is told in person", () => {
    expect(failing(TABLE, (row) => row.persons.every((person) => !unsafe(row).includes(person)))).toEqual([]);
  });

  test("the DSL channel is kept out of it while the subject reads it", () => {
    expect(
      failing(
        TABLE,
        ({ parties, holders, toChannel }) =>
          !toChannel ||
          (parties.channel &&
            parties.about !== "adult" &&
            !parties.subjects.some((one) => (holders.dsl as readonly string[]).includes(one))),
      ),
    ).toEqual([]);
  });

  test("the channel is only used while somebody besides the reporter reads it, or nobody at all could be looked up", () => {
    expect(
      failing(
        TABLE,
        ({ parties, holders, toChannel }) =>
          !toChannel ||
          holders.dsl.length + holders.headteacher.length === 0 ||
          holders.dsl.some(
            (one) => one !== parties.reporter && !(parties.subjects as readonly string[]).includes(one),
          ),
      ),
    ).toEqual([]);
  });

  test("somebody is told wherever somebody safe holds a role", () => {
    expect(
      failing(TABLE, (row) => {
        const { holders, parties, route } = row;
        if (holders.dsl.length + holders.headteacher.length === 0) return true;
        const may: readonly string[] =
          parties.about === "adult" ? holders.headteacher : [...holders.dsl, ...holders.headteacher];
        const safe = may.filter((one) => !unsafe(row).includes(one));
        return safe.length > 0 === route.targets.length > 0;
      }),
    ).toEqual([]);
  });

  test("every safe holder of the role it reaches is told, deputies too", () => {
    expect(
      failing(TABLE, (row) => {
        const { holders, route, persons, toChannel } = row;
        if (route.reaches === "nobody" || toChannel) return true;
        const role: readonly string[] = holders[route.reaches];
        return role.filter((one) => !unsafe(row).includes(one)).every((one) => persons.includes(one));
      }),
    ).toEqual([]);
  });

  test("nobody is told twice", () => {
    expect(failing(TABLE, ({ persons }) => new Set(persons).size === persons.length)).toEqual([]);
  });

  test("the sentence shown says what will happen", () => {
    expect(
      failing(TABLE, ({ route, parties }) => {
        const says = routeSentence(route, parties.about, "01234 567890");
        const told =
          route.reaches === "dsl"
            ? says.includes("goes to the DSL, and to the headteacher if nobody takes it")
            : route.reaches === "headteacher"
              ? says.includes("goes to the headteacher only")
              : says.includes("It is recorded. Phone") && says.includes("01234 567890");
        const reaches = new Set<string>(route.targets.map((one) => (one.to === "channel" ? "dsl" : one.as)));
        return told && (reaches.size === 0 ? route.reaches === "nobody" : reaches.has(route.reaches));
      }),
    ).toEqual([]);
  });

  test("an adult's concern with nobody safe names the chair of governors, a child's 999", () => {
    const nobody = { targets: [], reaches: "nobody" } as const;
    expect(routeSentence(nobody, "adult", "1")).toContain("chair of governors");
    expect(routeSentence(nobody, "child", "1")).toContain("999");
  });

  test.each(ABOUT)("without a telephone number the sentence about %s stays whole", (about) => {
    const says = routeSentence({ targets: [], reaches: "nobody" }, about, "");
    expect(says).not.toMatch(/ on ?\./);
    expect(says).toContain("school office");
  });
});
