import { makeAccount } from "./account.ts";
import { families } from "./families.ts";
import type { Part, Person } from "./person.ts";

const member = (id: string, part: Part, title: string, given: string, surname: string): Person => {
  const name = `${title} ${given.charAt(0)} ${surname}`;
  return { id, name, part, identity: "user", account: makeAccount(id, given, surname), returns: 0 };
};

const staff: readonly Person[] = [
  member("okafor", "teacher", "Ms", "Ada", "Okafor"),
  member("hughes", "teachingAssistant", "Mr", "Dylan", "Hughes"),
  member("shah", "supplyTeacher", "Mrs", "Priya", "Shah"),
  member("lowe", "dsl", "Mrs", "Jean", "Lowe"),
  member("grant", "deputyDsl", "Mr", "Theo", "Grant"),
  member("evans", "headteacher", "Dr", "Mair", "Evans"),
  member("bell", "deputyHead", "Ms", "Sara", "Bell"),
  member("khan", "administrator", "Mr", "Rafiq", "Khan"),
  member("doyle", "colleague", "Miss", "Ciara", "Doyle"),
];

/** A pupil who joins with a school account and can therefore open the panel. */
const pupilWithAccount: Person = {
  id: "ethan",
  name: "Ethan Roberts",
  part: "pupil",
  identity: "user",
  account: makeAccount("pupil:ethan-roberts", "Ethan", "Roberts"),
  returns: 0,
};

const awkward: readonly Person[] = [
  { id: "stranger", name: "xx_dark_xx", part: "stranger", identity: "guest", returns: 3 },
  { id: "impostor", name: "Ms A Okafor", part: "impostor", identity: "guest", returns: 1 },
  { id: "namesake", name: "Lesson Guard", part: "impostor", identity: "guest", returns: 0 },
  { id: "phone", name: "+44 7700 900***", part: "phone", identity: "phone", returns: 0 },
  { id: "note-taker", name: "NoteFox Notetaker", part: "noteTaker", identity: "application", returns: 1 },
  { id: "returner", name: "guest", part: "stranger", identity: "guest", returns: 5 },
];

/** As many more teachers, each with a meeting of their own: to measure what many lessons at once cost. */
export const moreTeachers: readonly Person[] = Array.from(
  { length: Number(process.env["PRACTICE_TEACHERS"] ?? 0) },
  (_, n) => member(`teacher-${n}`, "teacher", "Ms", "Tess", `Teacher${n}`),
);

/** Everyone who can act in the practice school, staff first. */
export const people: readonly Person[] = [
  ...staff,
  ...moreTeachers,
  pupilWithAccount,
  ...families,
  ...awkward,
];

export const findPerson = (id: string): Person | undefined => people.find((person) => person.id === id);

export const findAccount = (idOrUpn: string): Person | undefined =>
  people.find(
    ({ account }) => account && (account.objectId === idOrUpn || account.userPrincipalName === idOrUpn),
  );

/** The invented application whose calls join as the school's own bot. */
export const callingBot: Person = {
  id: "lesson-guard",
  name: "Lesson Guard",
  part: "callingBot",
  identity: "application",
  returns: 0,
};

export const findByBotUserId = (id: string): Person | undefined =>
  people.find(({ account }) => account?.botUserId === id);
