export type Part =
  | "teacher"
  | "teachingAssistant"
  | "supplyTeacher"
  | "dsl"
  | "deputyDsl"
  | "headteacher"
  | "deputyHead"
  | "administrator"
  | "colleague"
  | "pupil"
  | "family"
  | "stranger"
  | "impostor"
  | "phone"
  | "noteTaker"
  | "callingBot";

/** An Entra account of the practice tenant. */
export type Account = {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly givenName: string;
  readonly surname: string;
  /** The `29:` id under which this bot, and only this bot, knows the person. */
  readonly botUserId: string;
};

/** A person, or a device, that can be in a meeting. */
export type Person = {
  /** A short word for tests and the classroom page, such as `okafor` or `family-07`. */
  readonly id: string;
  /** The name Teams shows: typed by a guest, from the directory for an account. */
  readonly name: string;
  readonly part: Part;
  /** How Graph names this kind of participant. */
  readonly identity: "user" | "guest" | "phone" | "application";
  readonly account?: Account;
  /** For a family: the pupils who sit at this device. */
  readonly pupils?: readonly string[];
  /** How many times they try to come back after being removed. */
  readonly returns: number;
};

export const isStaff = (person: Person): boolean => person.account !== undefined && person.part !== "pupil";
