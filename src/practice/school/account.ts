import { stableId } from "../ids.ts";
import type { Account } from "./person.ts";

const schoolDomain = "oakfield.example.sch.uk";

/** The account of this person; ids are the same at every start. */
export const makeAccount = (id: string, givenName: string, surname: string): Account => ({
  objectId: stableId(`account:${id}`),
  userPrincipalName: `${givenName.charAt(0)}.${surname}@${schoolDomain}`
    .toLowerCase()
    .replaceAll(/[^a-z.@]/g, ""),
  givenName,
  surname,
  botUserId: `29:1${stableId(`bot-user:${id}`).replaceAll("-", "")}`,
});
