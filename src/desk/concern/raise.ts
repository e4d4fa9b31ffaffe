import { isSamePress } from "../../protocol/concern/same-press.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { defined } from "../../protocol/defined.ts";
import { isOneToOne } from "../../protocol/lesson/one-to-one.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { lessonLabel } from "../../protocol/screen/label.ts";
import { tellSignedOut } from "../../protocol/screen/signed-out.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { everInLesson } from "../../protocol/who/authorise.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import { ElsewhereError } from "../../record/log/append.ts";
import type { Stores } from "../../record/log/streams.ts";
import { newReference } from "../random.ts";
import type { Recipients } from "../recipients.ts";
import type { School } from "../school.ts";
import type { ConcernAnswer } from "./answers.ts";
import { type CarryOut, storeFor } from "./carry-out.ts";
import { newestFirst } from "./readable.ts";

export type Raised = {
  readonly caller: Caller;
  readonly lesson: Lesson;
  readonly about: "child" | "adult";
  /** The press's own id: another press with it soon after is the same concern, even if details were added. */
  readonly press?: string | undefined;
  /** "Not this person" (Entra id). */
  readonly without?: string | undefined;
};

type Dependencies = {
  readonly stores: Stores;
  readonly school: School;
  readonly recipients: Recipients;
  readonly read: (ref: string) => Promise<Concern>;
  readonly carryOut: CarryOut;
  readonly now: () => string;
  readonly canSignIn: () => Promise<boolean>;
};

const recordedBefore = ({ ref, raisedAt }: Concern, timeZone: string): string =>
  `Already recorded as ${ref} at ${clockTime(raisedAt, timeZone)}.`;

/** Raises a concern, once however often it is pressed: the caller lets one press of a person in at a time. */
export const createRaise =
  ({ stores, school, recipients, read, carryOut, now, canSignIn }: Dependencies) =>
  async ({ caller, lesson, about, press, without }: Raised): Promise<ConcernAnswer> => {
    const before = await storeFor(about, stores).concernsRaisedBy(caller.id, lesson.id);
    const earlier = await newestFirst(
      before.map((row) => row.ref),
      read,
    );
    const at = now();
    const same = earlier.find((one) => isSamePress(one, { about, press, now: at }));
    // This press is in the record already: it is answered like the first one.
    if (same !== undefined)
      return { say: recordedBefore(same, school.settings().timeZone), concern: same, recorded: true };
    const raise = {
      do: "raise",
      about,
      lesson: lesson.id,
      label: lessonLabel(lesson, school.settings().timeZone),
      oneToOne: isOneToOne(lesson),
      lessonStaff: everInLesson(lesson),
      channel: recipients.channelIsRead(),
      holders: await recipients.holders(),
      escalateAfterMs: recipients.escalateAfterMs(),
      by: { id: caller.id, name: caller.name },
      undoMs: recipients.undoMs(),
      ...defined({ press }),
      ...(without === undefined ? {} : { leftOut: [without] }),
    } as const;
    for (;;) {
      const ref = newReference();
      try {
        const [answer, signedIn] = await Promise.all([carryOut(ref, { ...raise, ref }), canSignIn()]);
        if (signedIn || "refused" in answer) return answer;
        return { ...answer, say: tellSignedOut(ref, school.settings().phone ?? "") };
      } catch (error) {
        // Another school drew the same reference: a new one is drawn.
        if (!(error instanceof ElsewhereError)) throw error;
      }
    }
  };
