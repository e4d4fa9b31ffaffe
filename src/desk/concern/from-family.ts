import { isSentBefore } from "../../protocol/concern/decide.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import type { Refused } from "../../protocol/decision.ts";
import { defined } from "../../protocol/defined.ts";
import { A_PARENT, familyRaiser } from "../../protocol/families/raiser.ts";
import { isOneToOne } from "../../protocol/lesson/one-to-one.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { lessonLabel } from "../../protocol/screen/label.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import { everInLesson } from "../../protocol/who/authorise.ts";
import { rolesTold, type ToldRole } from "../../protocol/who/route.ts";
import { ElsewhereError } from "../../record/log/append.ts";
import type { Stores } from "../../record/log/streams.ts";
import { newReference } from "../random.ts";
import type { Recipients } from "../recipients.ts";
import type { School } from "../school.ts";
import { type CarryOut, storeFor } from "./carry-out.ts";

/** `drawn`: when the page was drawn that it is sent from; absent of one that did not say. */
export type Sent = { readonly words: string; readonly drawn?: string };

/** What an adult writes through their own link. */
export type FromFamily = Sent & {
  readonly adult: string;
  /** Who they are and of which child, for the record alone. */
  readonly who: string;
  readonly about: "child" | "adult";
  /** The lesson they come to, where one is known. */
  readonly lesson: Lesson | undefined;
  /** Whether the record shows their child in it: else the concern is not of this lesson, only its staff count. */
  readonly wasIn: boolean;
  /** Staff who keep their list: an adult who is not named may be any of them (X2). */
  readonly staff: readonly string[];
};

/** `reached` false: no one here could be told, so they are told whom to phone. */
export type FamilyTold =
  | {
      readonly ref: string;
      readonly at: string;
      readonly again: boolean;
      readonly reached: boolean;
      /** Who was told at once, when it was raised. */
      readonly to: readonly ToldRole[];
    }
  | Refused;

type Dependencies = {
  readonly stores: Stores;
  readonly school: Pick<School, "settings">;
  readonly recipients: Recipients;
  readonly read: (ref: string) => Promise<Concern>;
  readonly carryOut: CarryOut;
  readonly now: () => string;
};

const DAY_MS = 24 * 60 * 60_000;
/** With every one of them closed in between: nothing that one link does can ring more often than that. */
const MOST_A_DAY = 3;
/** One writer fills no record. */
const MOST_DETAILS = 20;

const NOT_THERE: Refused = { refused: "not-found", say: "There is nothing under this reference for you." };
const TOO_OFTEN: Refused = { refused: "too-many", say: "Please phone the school office." };

const isOpen = ({ closed, takenBackAt }: Concern): boolean =>
  closed === undefined && takenBackAt === undefined;

/** A concern of no lesson that the record shows the child in. It stands in a sentence, and after "Lesson:". */
export const NO_LESSON_NAMED = "no lesson named";

const whatBecame = ({ ref, raisedAt, deliveries, held }: Concern) => {
  const told = deliveries.filter(({ step }) => step === 1).map(({ target }) => target);
  const to = rolesTold(held?.targets ?? told);
  return { ref, at: raisedAt, reached: deliveries.length > 0, to };
};

/**
 * Concerns from the page for families (X2, X3): to the DSL, or, about staff, to the headteacher alone. An adult has one
 * open concern of each kind: what they write later is added to it and rings no one, so no link can be used to page.
 */
export const createFromFamily = ({ stores, school, recipients, read, carryOut, now }: Dependencies) => {
  const details = async (concern: Concern, of: Pick<FromFamily, "adult"> & Sent & { who?: string }) => {
    const { adult, ...written } = of;
    if (concern.details.length >= MOST_DETAILS) return TOO_OFTEN;
    return carryOut(concern.ref, {
      do: "add-detail",
      by: { id: familyRaiser(adult), name: A_PARENT },
      holders: await recipients.holders(),
      lessonStaff: concern.lessonStaff,
      ...written,
    });
  };

  const raised = async ({ adult, about, lesson, wasIn, staff }: FromFamily): Promise<Concern | Refused> => {
    const command = {
      do: "raise",
      about,
      lesson: wasIn ? (lesson?.id ?? "") : "",
      label:
        lesson === undefined || !wasIn ? NO_LESSON_NAMED : lessonLabel(lesson, school.settings().timeZone),
      oneToOne: wasIn && lesson !== undefined && isOneToOne(lesson),
      lessonStaff: [...new Set([...(lesson === undefined ? [] : everInLesson(lesson)), ...staff])],
      channel: recipients.channelIsRead(),
      holders: await recipients.holders(),
      escalateAfterMs: recipients.escalateAfterMs(),
      by: { id: familyRaiser(adult), name: A_PARENT },
    } as const;
    for (;;) {
      try {
        const ref = newReference();
        const answer = await carryOut(ref, { ...command, ref });
        return "refused" in answer ? answer : answer.concern;
      } catch (error) {
        // Another school drew the same reference: a new one is drawn.
        if (!(error instanceof ElsewhereError)) throw error;
      }
    }
  };

  return {
    raise: async (from: FromFamily): Promise<FamilyTold> => {
      const { adult, about, who, words, drawn } = from;
      const rows = await storeFor(about, stores).concernsRaisedBetween(
        familyRaiser(adult),
        addMs(now(), -DAY_MS),
        now(),
      );
      const earlier = await Promise.all(rows.map(({ ref }) => read(ref)));
      // A page that is sent once more rings no one, also where the first is closed by now.
      const same = earlier.find((one) => isSentBefore(one, familyRaiser(adult), from));
      if (same !== undefined) return { ...whatBecame(same), again: same.details[0]?.words !== words };
      const open = earlier.find((one) => one.about === about && isOpen(one));
      if (open === undefined && earlier.length >= MOST_A_DAY) return TOO_OFTEN;
      const concern = open ?? (await raised(from));
      if ("refused" in concern) return concern;
      const written = await details(concern, { adult, who, words, ...defined({ drawn }) });
      if ("refused" in written) return written;
      return { ...whatBecame(concern), again: open !== undefined };
    },
    /** Adds to what this adult wrote before; of any other reference they hear that there is nothing. */
    add: async (adult: string, ref: string, said: Sent): Promise<FamilyTold> => {
      const concern = await read(ref);
      if (concern.version === 0 || concern.raisedBy !== familyRaiser(adult)) return NOT_THERE;
      const written = await details(concern, { adult, ...said });
      if ("refused" in written) return written;
      return { ...whatBecame(concern), again: true };
    },
  };
};
