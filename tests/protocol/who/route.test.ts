import { previewOf } from "../../../src/protocol/screen/route-words.ts";
import { type About, type FirstTold, type Holders, routeFor } from "../../../src/protocol/who/route.ts";
import { ConcernStory, raising } from "../concern/story.ts";

const PEOPLE = ["nobody", "dsl", "deputy", "head", "deputy-head", "teacher"] as const;
const ABOUT: readonly About[] = ["child", "adult", "ended"];
const FIRST: readonly FirstTold[] = ["both", "dsl-first", "headteacher-first"];
const HOLDERS = { dsl: ["dsl", "deputy"], headteacher: ["head", "deputy-head"] };
/** Small schools: one person holds more than one role, or no one holds any. */
const SCHOOLS = {
  full: HOLDERS,
  "one of each": { dsl: ["dsl"], headteacher: ["head"] },
  "the headteacher is the DSL": { dsl: ["head"], headteacher: ["head"] },
  "the headteacher is the deputy DSL": { dsl: ["dsl", "head"], headteacher: ["head"] },
  "no headteacher": { dsl: ["dsl", "deputy"], headteacher: [] },
  "no DSL": { dsl: [], headteacher: ["head", "deputy-head"] },
  nobody: { dsl: [], headteacher: [] },
  "which of the group is the headteacher is known": { ...HOLDERS, head: "head" },
} as const satisfies { readonly [school: string]: Holders };

const TABLE = FIRST.flatMap((first) =>
  Object.entries<Holders>(SCHOOLS).flatMap(([school, people]) =>
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
              const holders: Holders = { ...people, first };
              const route = routeFor(parties, holders);
              const persons: readonly string[] = route.targets.flatMap((one) =>
                one.to === "person" ? [one.person] : [],
              );
              const toChannel = route.targets.some((one) => one.to === "channel");
              return { school, first, holders, parties, route, persons, toChannel };
            }),
          ),
        ),
      ),
    ),
  ),
);

type Row = (typeof TABLE)[number];

/** People who must not be told: a party, or, while no adult is named, anyone it may be about. */
const unsafe = ({ parties }: Row): readonly (string | undefined)[] => [
  parties.reporter,
  ...parties.subjects,
  ...(parties.about === "adult" && parties.subjects.length === 0 ? parties.lessonStaff : []),
];

const failing = (rows: readonly Row[], holds: (row: Row) => boolean) =>
  rows
    .filter((row) => !holds(row))
    .map(({ school, first, parties, route }) => ({ school, first, parties, route }));

describe("who is told: role − subject − reporter, with deputies, for every overlap of people", () => {
  it("the table holds every overlap", () => {
    expect(TABLE).toHaveLength(3 * 8 * 5 * 5 * 6 * 3 * 2);
  });

  it("a concern about an adult never reaches the DSL's role or channel (X2)", () => {
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

  it("no one who is a party, or whom it may be about, is told in person", () => {
    expect(failing(TABLE, (row) => row.persons.every((person) => !unsafe(row).includes(person)))).toEqual([]);
  });

  it("the DSL channel is kept out of it while the subject reads it", () => {
    expect(
      failing(
        TABLE,
        ({ parties, holders, toChannel }) =>
          !toChannel ||
          (parties.channel &&
            parties.about !== "adult" &&
            !parties.subjects.some((one) => holders.dsl.includes(one))),
      ),
    ).toEqual([]);
  });

  it("the channel is only used while a person besides the reporter reads it, or no holder could be looked up", () => {
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

  it("a person is told wherever one who is no party holds a role", () => {
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

  it("where the headteacher is known and can be told, no deputy is told at once; else all of them are", () => {
    expect(
      failing(TABLE, (row) => {
        const heads = row.route.targets.flatMap((one) =>
          one.to === "person" && one.as === "headteacher" ? [one.person] : [],
        );
        if (heads.length === 0) return true;
        const { head, headteacher } = row.holders;
        const safe = headteacher.filter((one) => !unsafe(row).includes(one));
        if (head !== undefined && safe.includes(head)) return heads.length === 1 && heads[0] === head;
        return safe.every((one) => row.persons.includes(one));
      }),
    ).toEqual([]);
  });

  it("every safe DSL is told where the DSL is told in person, deputies too", () => {
    expect(
      failing(TABLE, (row) => {
        const { holders, route, persons, toChannel } = row;
        if (route.reaches !== "dsl" || toChannel) return true;
        return holders.dsl.filter((one) => !unsafe(row).includes(one)).every((one) => persons.includes(one));
      }),
    ).toEqual([]);
  });

  it("of a child the school's rule says who hears at once; of an ended lesson the DSL always does (X1, X3)", () => {
    expect(
      failing(TABLE, (row) => {
        const { holders, parties, route, first, persons } = row;
        if (parties.about === "adult" || route.targets.length === 0) return true;
        const safe = (people: readonly string[]) => people.filter((one) => !unsafe(row).includes(one));
        const [dsls, heads] = [safe(holders.dsl), safe(holders.headteacher)];
        if (dsls.length === 0 || holders.dsl.length + holders.headteacher.length === 0) return true;
        const dslIsTold = route.targets.some((one) => one.to === "channel" || one.as === "dsl");
        const headIsTold = heads.some((one) => persons.includes(one));
        if (heads.length === 0) return dslIsTold;
        if (first === "both" || (first === "headteacher-first" && parties.about === "ended"))
          return dslIsTold && headIsTold;
        return first === "dsl-first"
          ? dslIsTold && !route.targets.some((one) => one.to === "person" && one.as === "headteacher")
          : headIsTold && !dslIsTold;
      }),
    ).toEqual([]);
  });

  it("whom the reporter has left out is never told, and the channel that they read is not used", () => {
    const rows = TABLE.filter(({ parties }) => parties.subjects.length === 0).flatMap((row) =>
      PEOPLE.map((leftOut) => ({
        row,
        leftOut,
        route: routeFor({ ...row.parties, leftOut: [leftOut] }, row.holders),
      })),
    );
    const wrong = rows.filter(({ row, leftOut, route }) =>
      route.targets.some((one) =>
        one.to === "channel" ? row.holders.dsl.includes(leftOut) : one.person === leftOut,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("no one is told twice", () => {
    expect(failing(TABLE, ({ persons }) => new Set(persons).size === persons.length)).toEqual([]);
  });

  it("the sentence shown before the press names each person who is told at once, and no one else before the rest", () => {
    const name = (id: string): string => `Name of ${id}.`;
    expect(
      failing(TABLE, ({ parties, holders, route, persons, toChannel }) => {
        const around = { phone: "01234 567890", minutes: 3 };
        const { sentence, people, now: onButton } = previewOf(parties, holders, name, around);
        if (route.targets.length === 0) return onButton === "" && sentence.includes("It is recorded. Phone");
        const [now = ""] = sentence.split(" If no one takes it");
        const readers = toChannel ? holders.dsl.filter((one) => one !== parties.reporter) : [];
        const told = [...new Set([...persons, ...readers])];
        const others = PEOPLE.filter((one) => !told.includes(one));
        return (
          now === `Goes to ${onButton}.` &&
          told.every((one) => now.includes(name(one))) &&
          others.every((one) => !now.includes(name(one))) &&
          people
            .map(({ person }) => person)
            .toSorted()
            .join() === told.toSorted().join() &&
          now.includes("the DSL channel") === toChannel &&
          !sentence.includes(name(parties.reporter)) &&
          parties.subjects.every((one) => !sentence.includes(name(one)) || readers.includes(one))
        );
      }),
    ).toEqual([]);
  });

  it("and of the rest it says who is told after how long, as the escalation then does it", () => {
    const name = (id: string): string => `Name of ${id}.`;
    const met = new Set<number>();
    expect(
      failing(TABLE, ({ parties, holders, route }) => {
        // No one is named before the press.
        if (route.targets.length === 0 || parties.subjects.length > 0) return true;
        const { reporter, ...around } = parties;
        const story = new ConcernStory(
          raising(parties.about, { ...around, holders, by: { id: reporter, name: reporter } }),
        );
        const steps: string[][] = [];
        for (let step = 2; steps.length < 4; step++) {
          const context = { holders, lessonStaff: parties.lessonStaff, afterMs: 180_000 };
          story.wait(180_000);
          story.take({ do: "escalate", step, ...context });
          const last = story.events.at(-1);
          if (last?.type !== "Escalated" || last.data.rung === "again") break;
          steps.push(last.data.targets.flatMap((one) => (one.to === "person" ? [name(one.person)] : [])));
        }
        met.add(steps.length);
        const { sentence } = previewOf(parties, holders, name, { phone: "", minutes: 3 });
        const [, rest = ""] = sentence.split(" If no one takes it");
        const parts = rest.split(/after \d+ /).slice(1);
        const numbers = [...rest.matchAll(/after (\d+)/g)].map(([, minutes]) => Number(minutes));
        if (steps.length === 0) return rest.startsWith(", they are told again after 3 minutes");
        return (
          numbers.join() === steps.map((_, n) => 3 * (n + 1)).join() &&
          steps.every((names, n) => names.every((one) => parts[n]?.includes(one))) &&
          parts.every((part, n) => part.split("Name of").length - 1 === steps[n]?.length)
        );
      }),
    ).toEqual([]);
    expect(met).toEqual(new Set([0, 1, 2]));
  });

  it.each(["01234 567890", ""])(
    "with no one to tell, an adult's names the chair of governors, a child's 999; phone %p",
    (phone) => {
      const nobody = { dsl: [], headteacher: [] };
      const says = (about: About) =>
        previewOf({ about, reporter: "teacher", lessonStaff: [], channel: false }, nobody, () => "", {
          phone,
          minutes: 3,
        }).sentence;
      expect(says("adult")).toContain("chair of governors");
      expect(says("child")).toContain("999");
      for (const about of ABOUT) {
        expect(says(about)).toContain(phone);
        expect(says(about)).toContain("school office");
        expect(says(about)).not.toMatch(/ on ?\./);
      }
    },
  );
});
