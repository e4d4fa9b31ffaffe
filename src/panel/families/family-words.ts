import type { Permission } from "../../protocol/families/permission.ts";
import type { FamilyView, LinkView } from "../../protocol/screen/families-view.ts";
import type { Kind } from "../../protocol/words.ts";
import { KIND_WORDS } from "../wording.ts";

/** Never "consent": the school's permission (P1). */
export const PERMISSION_WORDS: { readonly [P in Permission]: string } = {
  given: "permission given",
  refused: "permission refused",
  withdrawn: "permission withdrawn",
  "implied by joining": "implied by joining, not answered yet",
  "not asked": "not answered",
};

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

export const dayOf = (iso: string): string => day.format(new Date(iso));

const weekdayAndTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

export type LessonToCome = {
  readonly title?: string;
  readonly kind?: Kind;
  /** When Teams says it starts; absent where it has not said. */
  readonly startsAt?: string;
};

/** "Year 4 maths, Mon, 30 Nov, 10:00": two lessons of one name are told apart. */
export const lessonWords = ({ title, kind, startsAt }: LessonToCome): string => {
  const name = title ?? (kind === undefined ? "A meeting whose title Teams has not shown" : KIND_WORDS[kind]);
  const when = startsAt === undefined ? "time not known" : weekdayAndTime.format(new Date(startsAt));
  return `${name}, ${when}`;
};

const endingOf = ({ state, expiresAt, revokedAt }: LinkView): string => {
  if (state === "revoked") return `ended ${dayOf(revokedAt ?? expiresAt)}`;
  return state === "expired" ? `ended ${dayOf(expiresAt)}` : `works until ${dayOf(expiresAt)}`;
};

/**
 * "Link of 30 Nov 2026, works until 31 Aug 2027. Sent by ClassDojo. Opened at least 3 times, last in the half hour from
 * 1 Dec, 09:55." What follows within half an hour from one place is not noted (decide-visit.ts).
 */
export const linkWords = (link: LinkView | undefined): string => {
  if (link === undefined) return "No link yet.";
  const { madeAt, sent, opened } = link;
  const last = opened.at(-1);
  const used =
    last === undefined
      ? "Not opened yet."
      : `Opened ${opened.length === 1 ? "" : `at least ${opened.length} times, last `}in the half hour from ${dayAndTime.format(new Date(last))}.`;
  const how = sent === undefined ? "Not noted as sent." : `Sent ${SENT_WORDS[sent.how]} ${dayOf(sent.at)}.`;
  return `Link of ${dayOf(madeAt)}, ${endingOf(link)}. ${how} ${used}`;
};

export const SENT_WORDS: { readonly [H in NonNullable<LinkView["sent"]>["how"]]: string } = {
  ClassDojo: "by ClassDojo",
  "e-mail": "by e-mail",
  "on paper": "on paper",
};

export const isNo = ({ permission }: Pick<FamilyView, "permission">): boolean =>
  permission === "refused" || permission === "withdrawn";
