import { stableId } from "../ids.ts";
import { moreTeachers, people } from "./people.ts";
import { pupils } from "./pupils.ts";

export type DirectoryUser = {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly givenName: string;
  readonly surname: string;
};

export type Group = {
  readonly id: string;
  readonly displayName: string;
  /** Object ids of people. */
  readonly members: readonly string[];
  /** Ids of groups inside this one. */
  readonly groups: readonly string[];
};

/** Every account of the tenant: staff and pupils. */
export const users: readonly DirectoryUser[] = [
  ...people
    .filter((person) => person.part !== "pupil")
    .map((person) => ({ name: person.name, account: person.account })),
  ...pupils,
].flatMap(({ name, account }) =>
  account
    ? [
        {
          id: account.objectId,
          displayName: name,
          userPrincipalName: account.userPrincipalName,
          givenName: account.givenName,
          surname: account.surname,
        },
      ]
    : [],
);

const group = (
  name: string,
  displayName: string,
  who: readonly string[],
  groups: readonly string[] = [],
): Group => {
  const members = people.filter(({ id }) => who.includes(id)).map(({ account }) => account?.objectId ?? "");
  return { id: groupIds[name] ?? "", displayName, members, groups };
};

const groupIds: Record<string, string> = Object.fromEntries(
  [
    "staff",
    "teachers",
    "dsl",
    "headteacher",
    "administrators",
    "willow",
    "year-4",
    ...["oak", "elm"].flatMap((school) =>
      ["staff", "dsl", "headteacher", "administrators"].map((role) => `${school}-${role}`),
    ),
  ].map((name) => [name, stableId(`group:${name}`)]),
);

/**
 * The id of a practice group: staff, teachers, dsl, headteacher, administrators, willow, year-4 (its teachers, with willow inside); and for the same
 * people as a trust of two schools, with one teacher at both, oak-staff, oak-dsl, oak-headteacher, oak-administrators, elm-staff …
 */
export const groupId = (name: string): string => groupIds[name] ?? "";

/** Teachers sit in a group inside staff, as schools have it. */
export const groups: readonly Group[] = [
  group("staff", "All staff", ["hughes", "lowe", "grant", "evans", "bell", "khan"], [groupId("teachers")]),
  group("teachers", "Teachers", ["okafor", "shah", "doyle", ...moreTeachers.map(({ id }) => id)]),
  group("dsl", "Safeguarding leads", ["lowe", "grant"]),
  group("headteacher", "Headteacher", ["evans", "bell"]),
  group("administrators", "Lesson Guard administrators", ["khan"]),
  group("oak-staff", "Oak: all staff", ["okafor", "hughes", "lowe", "evans", "shah", "doyle"]),
  group("oak-dsl", "Oak: safeguarding leads", ["lowe"]),
  group("oak-headteacher", "Oak: headteacher", ["evans"]),
  group("oak-administrators", "Oak: administrators", ["hughes"]),
  group("elm-staff", "Elm: all staff", ["doyle", "grant", "bell"]),
  group("elm-dsl", "Elm: safeguarding leads", ["grant"]),
  group("elm-headteacher", "Elm: headteacher", ["bell"]),
  group("elm-administrators", "Elm: administrators", ["grant"]),
  group("year-4", "Year 4", ["okafor", "shah"], [groupId("willow")]),
  {
    id: groupId("willow"),
    displayName: "4 Willow",
    members: pupils.map(({ account }) => account.objectId),
    groups: [],
  },
];

/** Object ids of everyone in the group, through nested groups too. */
export const transitiveMembers = (id: string, seen: ReadonlySet<string> = new Set()): readonly string[] => {
  const found = groups.find((one) => one.id === id);
  if (!found || seen.has(id)) return [];
  const deeper = new Set([...seen, id]);
  return [
    ...new Set([...found.members, ...found.groups.flatMap((inner) => transitiveMembers(inner, deeper))]),
  ];
};
