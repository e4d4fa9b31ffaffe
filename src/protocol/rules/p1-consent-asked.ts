import type { Permission } from "../families/permission.ts";
import type { Family, FamilyAdult } from "../families/state.ts";
import { dayOf } from "../time/school-days.ts";
import type { Rule } from "./rule.ts";

const isNo = (permission: Permission): boolean => permission === "refused" || permission === "withdrawn";

/**
 * A child's permission by what its adults said: where two disagree, a refusal wins, and one that was withdrawn is a
 * refusal. No answer is not a yes.
 */
export const permissionOfChild = (adults: readonly Pick<FamilyAdult, "permission">[]): Permission => {
  const said = adults.map(({ permission }) => permission);
  return (
    said.find((one) => one === "refused") ??
    said.find(isNo) ??
    said.find((one) => one === "given") ??
    said.find((one) => one === "implied by joining") ??
    "not asked"
  );
};

/** A refusal on file beats joining (P2). */
export const isRefused = (adults: readonly Pick<FamilyAdult, "permission">[]): boolean =>
  isNo(permissionOfChild(adults));

/**
 * Whether the page asks this adult: once, and again from the day that the school has set.
 * @param today "2027-09-01", in the school's time zone
 * @param answeredOn the day of their last answer
 */
export const isToBeAsked = (
  { permission }: Pick<FamilyAdult, "permission">,
  answeredOn: string | undefined,
  askAgainOn: string | undefined,
  today: string,
): boolean =>
  permission === "not asked" ||
  permission === "implied by joining" ||
  (askAgainOn !== undefined && today >= askAgainOn && (answeredOn === undefined || answeredOn < askAgainOn));

/** Whether the adult is asked now. */
export const asksAdult = (
  { askAgainOn }: Pick<Family, "askAgainOn">,
  adult: FamilyAdult,
  now: string,
  timeZone: string,
): boolean =>
  isToBeAsked(
    adult,
    adult.since === undefined ? undefined : dayOf(adult.since, timeZone),
    askAgainOn,
    dayOf(now, timeZone),
  );

export const P1: Rule = {
  title: "Permission is asked for",
  says: "Parents are asked for their consent to live lessons.",
  keptBy: ["school"],
  does: "The page for families asks each adult once, and again from the day that the school sets. Their answer is kept as permission, for each adult: given, refused, withdrawn, implied by joining, or not asked; with when, and whether it came through their own link or was noted by staff, and by whom. Where two adults disagree, a refusal wins. An adult can change their answer through their link. Staff see who has not answered. A no that comes through a link is told to those who keep the list, in their own chats and without a name; where none of them is staff any more, or none can be told, to the headteacher.",
  cannot:
    "Where two parents disagree, or one withdraws, the school talks to them and decides. Lesson Guard calls it permission, because it is not what the law on data protection calls consent.",
  shows: ["families page", "family page", "answer card"],
  proof: ["PermissionAnswered", "AskAgainSet"],
  state: { is: "kept" },
};
