import type { Ways } from "../protocol/concern/escalation.ts";
import { defined } from "../protocol/defined.ts";
import { isOutOfHours, withCover } from "../protocol/who/cover.ts";
import { type Holders, rolesTold, routeFor, type ToldRole, toldByRoute } from "../protocol/who/route.ts";
import type { People } from "./people.ts";
import type { School } from "./school.ts";

/** Who is told of a concern now, and in which ways: from the school's settings and its people. */
export type Recipients = {
  /** Who holds which role, with those who cover for them today. */
  readonly holders: () => Promise<Holders>;
  /** The people an alert of a lesson tells, in words, as last known: [] no one; undefined where not known. */
  readonly toldOfLesson: (by: string) => Promise<readonly string[] | undefined>;
  /** The roles that hear at once of a child from a family: [] no one; undefined where not known. */
  readonly toldOfFamily: () => Promise<readonly ToldRole[] | undefined>;
  /** Out of hours no one reads the channel: the contacts are asked in their own chats. */
  readonly channelIsRead: () => boolean;
  /** The activity feed is Teams' own; e-mail needs a mailbox. */
  readonly ways: () => Ways;
  readonly escalateAfterMs: () => number;
  /** For this long a message to the headteacher about an adult can be taken back. */
  readonly undoMs: () => number;
};

type Dependencies = { readonly school: School; readonly people: People; readonly now: () => string };

export const recipientsOf = ({ school, people, now }: Dependencies): Recipients => {
  const byRule = (holders: Holders): Holders => {
    const { cover, timeZone, headteacherPerson: head, firstTold: first } = school.settings();
    const ruled = {
      ...holders,
      ...defined({ head, first }),
    };
    return withCover(ruled, cover, now(), timeZone);
  };
  const channelIsRead = (): boolean => {
    const { dslChannel, cover = {}, timeZone } = school.settings();
    return dslChannel !== undefined && !isOutOfHours(cover, now(), timeZone);
  };
  return {
    holders: async () => byRule(await people.holders()),
    toldOfLesson: async (by) => {
      const known = await people.knownHolders();
      const parties = { about: "ended", reporter: by, lessonStaff: [], channel: channelIsRead() } as const;
      return known === undefined ? undefined : toldByRoute(routeFor(parties, byRule(known)));
    },
    toldOfFamily: async () => {
      const holders = byRule(await people.holders());
      const parties = { about: "child", reporter: "", lessonStaff: [], channel: channelIsRead() } as const;
      return holders.unanswered === true ? undefined : rolesTold(routeFor(parties, holders).targets);
    },
    channelIsRead,
    ways: () => (school.settings().mailFrom === undefined ? ["feed"] : ["feed", "mail"]),
    escalateAfterMs: () => school.settings().escalateAfterMinutes * 60_000,
    undoMs: () => school.settings().undoSeconds * 1_000,
  };
};
