import { withOffice } from "../protocol/holders/office-phone.ts";
import type { Caller } from "../protocol/who/caller.ts";

/** To families and guests, and to everyone where families read along. */
export const FOR_STAFF = "This is for the staff of the lesson. You do not need it to take part.";

export const officeWords = (phone: string): string =>
  phone === "" ? "Phone the school office." : `Phone the school office on ${phone}.`;

/**
 * The answer, in their own chat, to a person who may not press this. It depends only on who they are: no one
 * learns from it whether a lesson or a concern exists.
 */
export const turnedAwayWords = ({ roles, fresh, barred }: Caller, phone: string): string => {
  if (barred === true) return `Not done: you are signed out of Lesson Guard. ${officeWords(phone)}`;
  if (roles.includes("staff"))
    return withOffice("Not done: this is for the staff of that lesson. Its organiser can add you.", phone);
  const office = officeWords(phone);
  return fresh
    ? `Not done: your account is not in the staff group. ${office}`
    : `Not done: the school directory cannot be reached, so your role cannot be checked. ${office}`;
};
