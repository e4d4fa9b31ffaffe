import { unmeasured } from "../../meeting/unmeasured.ts";
import type { ConcernCommand, EscalationContext } from "../../protocol/concern/commands.ts";
import { colleaguesFor } from "../../protocol/concern/follow-up.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import type { Refused } from "../../protocol/decision.ts";
import { dayOf } from "../../protocol/time/school-days.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import type { ConcernRight } from "../../protocol/who/rights.ts";
import { namesOf, type People } from "../people.ts";
import type { School } from "../school.ts";
import { type ConcernAnswer, DIRECTORY_AWAY, NO_SUCH_CONCERN } from "./answers.ts";
import type { Drafts } from "./drafts.ts";
import type { Readable } from "./readable.ts";

/** What was done, a reminder (taken away without `on`), or one more child. */
export type FollowedUp =
  | { readonly do: "note-action"; readonly action: string; readonly why?: string }
  | { readonly do: "set-reminder"; readonly on?: string; readonly what?: string }
  | { readonly do: "link-child"; readonly child: string };

/** What those who were told do about a concern after it was raised, and what a writer has only begun. */
export type FollowUpDesk = {
  readonly followUp: (caller: Caller, ref: string, done: FollowedUp) => Promise<ConcernAnswer>;
  /** @param to Entra id of the colleague */
  readonly handOver: (caller: Caller, ref: string, to: string) => Promise<ConcernAnswer>;
  /** Whom it may be handed over to, by name. The caller of this function checks the right to read it. */
  readonly colleagues: (
    concern: Concern,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Keeps words that the caller has begun to write; "" forgets them. */
  readonly keepDraft: (caller: Caller, ref: string, draft: string) => Promise<Refused | undefined>;
  /** What the caller has begun to write. The caller of this function checks the right to read the concern. */
  readonly draftOf: (caller: Caller, concern: Concern) => Promise<string | undefined>;
};

type Dependencies = {
  /** Carries it out for a person who has the right. */
  readonly guarded: (
    caller: Caller,
    ref: string,
    right: ConcernRight,
    command: () => ConcernCommand | Promise<ConcernCommand>,
  ) => Promise<ConcernAnswer>;
  readonly readable: Readable;
  readonly drafts: Drafts;
  readonly staffOf: (ref: string) => Promise<Pick<EscalationContext, "holders" | "lessonStaff">>;
  readonly people: Pick<People, "nameOf">;
  readonly school: Pick<School, "settings">;
  readonly now: () => string;
};

const NAMELESS = "A colleague";

export const createFollowUp = ({
  guarded,
  readable,
  drafts,
  staffOf,
  people,
  school,
  now,
}: Dependencies): FollowUpDesk => {
  const actor = ({ id, name }: Caller) => ({ id, name });
  return {
    followUp: (caller, ref, done) =>
      guarded(caller, ref, "follow-up-concern", () =>
        done.do === "set-reminder"
          ? { ...done, by: actor(caller), today: dayOf(now(), school.settings().timeZone) }
          : { ...done, by: actor(caller) },
      ),
    handOver: (caller, ref, to) =>
      guarded(caller, ref, "hand-over", async () => ({
        do: "hand-over",
        by: actor(caller),
        to: { id: to, name: (await people.nameOf(to)) || NAMELESS },
        ...(await staffOf(ref)),
      })),
    colleagues: (concern) =>
      // No measure may show which concern a name was asked for.
      unmeasured(async () => {
        const { holders, lessonStaff } = await staffOf(concern.ref);
        const able = colleaguesFor(concern, holders, lessonStaff).map(({ person }) => person);
        const nameOf = await namesOf(people, able);
        return able.map((id) => ({ id, name: nameOf(id) ?? NAMELESS }));
      }),
    keepDraft: async (caller, ref, draft) => {
      if (!caller.fresh) return DIRECTORY_AWAY;
      const concern = await readable.find(caller, ref);
      if (concern === undefined || !(await readable.may(caller, "keep-draft", concern)))
        return NO_SUCH_CONCERN;
      const isOpen = concern.closed === undefined && concern.takenBackAt === undefined;
      await drafts.keep(concern, caller.id, isOpen ? draft : "");
      return undefined;
    },
    draftOf: (caller, concern) => drafts.of(concern, caller.id),
  };
};
