import { createHash } from "node:crypto";
import type { Sent } from "../../desk/concern/from-family.ts";
import type { SchoolServices } from "../../desk/school-services.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import type { Mailer } from "../../meeting/mail.ts";
import { unmeasured } from "../../meeting/unmeasured.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import type { FamilyLinks } from "./links.ts";
import type { Said } from "./tell-part.ts";

/** What an adult writes about the headteacher. `who`: who they are and of which child. */
type ForChair = Sent & {
  readonly adult: string;
  readonly who: string;
  /** Of what the same adult wrote before. */
  readonly ref?: string;
};

export type ToChair = {
  /** Sends it at once, and keeps nothing of it: no one at the school can find it here. */
  readonly send: (at: Pick<SchoolServices, "school">, of: ForChair) => Promise<Said>;
};

type Dependencies = {
  readonly mailer: Mailer;
  readonly links: Pick<FamilyLinks, "newChairRef">;
  readonly now: () => string;
};

const DAY_MS = 24 * 60 * 60_000;
/** One link fills no mailbox. */
const MOST_A_DAY = 6;

/** `page`: a digest of its words and its page. One that is sent once more sends no second e-mail. */
type Accepted = { readonly at: number; readonly ref: string; readonly page: string | undefined };

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

const saidOf = ({ ref: before }: ForChair, ref: string): Said => ({
  ref,
  to: before === undefined ? "chair" : "chairAdded",
});

/** @returns whether e-mail to the chair of governors can be tried */
export const reachesChair = ({ school }: Pick<SchoolServices, "school">): boolean => {
  const { chairMail, mailFrom } = school.settings();
  return chairMail !== undefined && mailFrom !== undefined;
};

const textOf = (
  { name, timeZone, lado }: ReturnType<SchoolServices["school"]["settings"]>,
  { who, words, ref: before }: ForChair,
  ref: string,
  now: string,
): string =>
  [
    `A parent or carer wrote this about the headteacher of ${name}, on the school's page for families, on ${momentsIn(timeZone).dayAndTime(now)}.`,
    `Reference: ${ref}${before === undefined ? "" : " (added to an earlier message)"}`,
    "",
    who,
    "",
    words,
    "",
    "Lesson Guard has sent it to you alone and keeps no copy: keep this message. The parent has the reference and expects a phone call.",
    `Allegations about a headteacher go to the local authority's designated officer (LADO)${lado === undefined ? "" : `: ${lado}`}.`,
    "Please do not answer this e-mail: it was sent from a mailbox of the school, which others may read.",
  ].join("\n");

/**
 * A concern about the headteacher, from the page for families to the chair of governors (X2). By e-mail at once, while
 * the adult waits: they hear whether it was accepted, and no record that anyone at the school can read holds a trace.
 */
export const createToChair = ({ mailer, links, now }: Dependencies): ToChair => {
  const sent = new Map<string, readonly Accepted[]>();
  const trying = new Map<string, number>();

  const sentToday = (adult: string): readonly Accepted[] => {
    const today = Date.parse(now());
    for (const [one, all] of sent) {
      const left = all.filter(({ at }) => today - at < DAY_MS);
      if (left.length === 0) sent.delete(one);
      else sent.set(one, left);
    }
    return sent.get(adult) ?? [];
  };

  return {
    send: async (at, of) => {
      const settings = at.school.settings();
      const { chairMail: to, mailFrom: from } = settings;
      if (to === undefined || from === undefined) return "noChair";
      const page = of.drawn === undefined ? undefined : digestOf(`${of.drawn} ${of.ref ?? ""} ${of.words}`);
      const same = sentToday(of.adult).find((one) => page !== undefined && one.page === page);
      if (same !== undefined) return saidOf(of, same.ref);
      if (sentToday(of.adult).length + (trying.get(of.adult) ?? 0) >= MOST_A_DAY) return "chairOften";
      const ref = of.ref ?? links.newChairRef(of.adult);
      const subject = `Lesson Guard: a message for you (${ref})`;
      trying.set(of.adult, (trying.get(of.adult) ?? 0) + 1);
      try {
        await unmeasured(() => mailer({ from, to, subject, text: textOf(settings, of, ref, now()) }));
      } catch (error) {
        // Noted nowhere: a line in a log would tell staff that there was something to send. The adult is told.
        if (error instanceof CloudError) return "chairNot";
        throw error;
      } finally {
        const left = (trying.get(of.adult) ?? 1) - 1;
        if (left === 0) trying.delete(of.adult);
        else trying.set(of.adult, left);
      }
      // What failed counts for nothing: they can try again.
      sent.set(of.adult, [...sentToday(of.adult), { at: Date.parse(now()), ref, page }]);
      return saidOf(of, ref);
    },
  };
};
