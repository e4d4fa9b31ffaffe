import { makeAccount } from "./account.ts";
import type { Account } from "./person.ts";

export type Pupil = {
  /** The word used by families and tests, such as `amara-osei`. */
  readonly id: string;
  readonly name: string;
  readonly account: Account;
};

const names = [
  "Amara Osei",
  "Oliver Bennett",
  "Zainab Hussain",
  "Noah Clarke",
  "Freya Thompson",
  "Ibrahim Malik",
  "Isla MacDonald",
  "Kwame Mensah",
  "Poppy Ward",
  "Arjun Patel",
  "Grace Williams",
  "Jakub Kowalski",
  "Maya Singh",
  "Ethan Roberts",
  "Aisha Rahman",
  "Leo Fitzgerald",
  "Chloe Nguyen",
  "Muhammad Iqbal",
  "Ruby Taylor",
  "Tomasz Nowak",
  "Sofia Marinescu",
  "Daniel Adeyemi",
  "Eloise Carter",
  "Rohan Gupta",
  "Megan Pritchard",
  "Samuel Okoro",
  "Lily Chen",
  "Lily Foster",
  "Harvey Brooks",
  "Martha Brooks",
];

/** The class "4 Willow": thirty invented pupils, two called Lily, Harvey and Martha siblings. */
export const pupils: readonly Pupil[] = names.map((name) => {
  const [given = "", surname = ""] = name.split(" ");
  const id = `${given}-${surname}`.toLowerCase();
  return { id, name, account: makeAccount(`pupil:${id}`, given, surname) };
});
