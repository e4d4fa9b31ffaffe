import type { Decision, Refused } from "../../protocol/decision.ts";
import { defined } from "../../protocol/defined.ts";
import { decideFamily, decideRoom } from "../../protocol/families/decide.ts";
import {
  decideJoining,
  decideVisit,
  lastAnswered,
  type VisitCommand,
  type Visitor,
  visitorOf,
} from "../../protocol/families/decide-visit.ts";
import type { FamilyEvent } from "../../protocol/families/events.ts";
import type { NextLesson } from "../../protocol/families/next-lesson.ts";
import type { Family, FamilyAdult } from "../../protocol/families/state.ts";
import { cameInside } from "../../protocol/lesson/came-inside.ts";
import { isBeyondReach } from "../../protocol/lesson/doors.ts";
import { withSettledNames } from "../../protocol/lesson/remembered-names.ts";
import { standingOfLink } from "../../protocol/rules/c2-secure-link.ts";
import { asksAdult } from "../../protocol/rules/p1-consent-asked.ts";
import { LESSON_GUARD } from "../../protocol/who/lesson-guard.ts";
import type { ToldRole } from "../../protocol/who/route.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { FamilyTold, FromFamily, Sent } from "../concern/from-family.ts";
import type { ConcernDesk } from "../concern-desk.ts";
import type { LessonDesk } from "../lesson-desk.ts";
import type { School } from "../school.ts";
import type { FamilyStore } from "./family-store.ts";
import { type Coming, cancelledOf, firstOf, lessonAt, meetingsOf, nextAt, postponedOf } from "./meetings.ts";
import type { Refusals } from "./refusals.ts";
import { type Way, wayTo } from "./zoom-ways.ts";

/** What an adult's own page shows, and nothing of any other family or adult. */
export type VisitView = {
  readonly school: string;
  readonly phone: string;
  /** What is about the headteacher can be sent to the chair of governors from here. */
  readonly chair: boolean;
  /** Who hears at once of a child (X3); [] no one, absent where that is not known. */
  readonly tells?: readonly ToldRole[];
  /** The local authority's officer; "" where the school gives none. */
  readonly lado: string;
  readonly timeZone: string;
  /** undefined once erased. */
  readonly child?: string;
  readonly adult?: string;
  readonly permission: Visitor["adult"]["permission"];
  /** The question is asked now (P1). */
  readonly asks: boolean;
  /** When they last answered; "" where they have not. */
  readonly answered: string;
  /** Where a refusal stands for the child, as where no lesson is planned: it may be another adult's answer (P2). */
  readonly next: NextLesson;
  /** When lessons were to be that were cancelled, the soonest first: none that is past. */
  readonly cancelled: readonly string[];
  /** When one-to-ones of today were to be that were postponed (S5). */
  readonly postponed: readonly string[];
};

/** Why a link shows nothing: `unknown` also where its school or family is not there. */
export type NoVisit = { readonly not: "unknown" | "revoked" | "expired" };

/** What families do through their links. */
export type VisitDesk = {
  /** @param digest of the link's secret */
  readonly open: (family: string, digest: string, place: string) => Promise<VisitView | NoVisit>;
  readonly answer: (
    family: string,
    digest: string,
    said: { readonly yes: boolean; readonly seen?: string },
    place: string,
  ) => Promise<VisitView | NoVisit | Refused>;
  /**
   * The chat of the meeting that they may join now, or the address in Zoom, where it is known; the page where they may
   * not.
   */
  readonly join: (
    family: string,
    digest: string,
    place: string,
  ) => Promise<{ readonly way: Way; readonly view: VisitView } | VisitView | NoVisit>;
  /**
   * Something is wrong: to the DSL, or about staff to the headteacher alone. Nothing of it stands with the family,
   * which staff can read.
   */
  readonly tell: (
    family: string,
    digest: string,
    said: Sent & { readonly about: "child" | "adult" },
  ) => Promise<{ readonly told: FamilyTold; readonly view: VisitView } | NoVisit>;
  /** Adds to what the same adult told before. */
  readonly add: (
    family: string,
    digest: string,
    said: Sent & { readonly ref: string },
  ) => Promise<{ readonly told: FamilyTold; readonly view: VisitView } | NoVisit>;
  /**
   * Whose link it is, and nothing is noted: for what is about the headteacher, of which no record is made.
   * `who`: the adult and the child, in a sentence.
   */
  readonly whose: (
    family: string,
    digest: string,
  ) => Promise<{ readonly adult: string; readonly who: string } | NoVisit>;
  /** Records where joining implies permission, for the devices that staff have settled in this lesson (P2). */
  readonly noteJoining: (lesson: string) => Promise<void>;
};

type Dependencies = {
  readonly store: FamilyStore;
  readonly record: Pick<SchoolRecord, "lessonByChat" | "setting" | "saveSetting">;
  readonly lessons: Pick<LessonDesk, "read" | "report">;
  readonly concerns: Pick<ConcernDesk, "raiseFromFamily" | "addFromFamily" | "toldOfFamily">;
  readonly school: Pick<School, "settings">;
  readonly refusals: Pick<Refusals, "among" | "tell">;
  readonly now: () => string;
};

type Known = Pick<VisitView, "cancelled" | "postponed"> & { readonly coming?: Coming };

const whoWrote = ({ child }: Family, { name }: FamilyAdult): string =>
  `${child ?? "A child"}. Written by ${name ?? "an adult of the family"} on the page for families.`;

export const openVisitDesk = ({
  store,
  record,
  lessons,
  concerns,
  school,
  refusals,
  now,
}: Dependencies): VisitDesk => {
  const isRefused = async (family: string): Promise<boolean> => (await refusals.among([family])).has(family);

  const meetingsFor = async (family: string) =>
    (await store.classes()).filter(({ families }) => families.includes(family)).flatMap(meetingsOf);

  const lessonsFor = async (family: string): Promise<Known> => {
    const { timeZone } = school.settings();
    const around = { now: now(), timeZone };
    const coming = await Promise.all(
      (await meetingsFor(family)).map(async (one): Promise<readonly Coming[]> => {
        const lesson = await lessonAt({ record, lessons }, one);
        if (lesson === undefined || lesson.kind === undefined || lesson.kind === "not a lesson") return [];
        // Nothing there is protected: no family is led to it.
        if (isBeyondReach(lesson)) return [];
        return [{ lesson, next: nextAt(lesson, one, around) }];
      }),
    );
    const all = coming.flat();
    const cancelled = all.flatMap(({ lesson }) => cancelledOf(lesson, around)).toSorted();
    const postponed = all.flatMap(({ lesson }) => postponedOf(lesson, family, around) ?? []).toSorted();
    return { ...defined({ coming: firstOf(all) }), cancelled, postponed };
  };
  const comingOf = async (family: string) => (await lessonsFor(family)).coming;

  /** The lesson they come to, and whether the record shows them in it: one they were not in is not named. */
  const lessonsAround = async (family: string): Promise<Pick<FromFamily, "lesson" | "wasIn">> => {
    const lesson = (await comingOf(family))?.lesson;
    return { lesson, wasIn: lesson !== undefined && cameInside(lesson).has(family) };
  };

  const seen = async (family: Family, digest: string): Promise<VisitView | NoVisit> => {
    const visitor = visitorOf(family, digest);
    if (visitor === undefined) return { not: "unknown" };
    const { link, adult } = visitor;
    const standing = standingOfLink(link, now());
    if (standing !== "works") return { not: standing };
    const { name, phone = "", timeZone, chairMail, mailFrom, lado = "" } = school.settings();
    // Where a refusal stands, nothing is said of any lesson.
    const known: Known = (await isRefused(family.id))
      ? { cancelled: [], postponed: [] }
      : await lessonsFor(family.id);
    return {
      school: name,
      phone,
      chair: chairMail !== undefined && mailFrom !== undefined,
      lado,
      timeZone,
      ...(family.child === undefined ? {} : { child: family.child }),
      ...(adult.name === undefined ? {} : { adult: adult.name }),
      permission: adult.permission,
      asks: asksAdult(family, adult, now(), timeZone),
      answered: lastAnswered(adult),
      next: known.coming?.next ?? { state: "none" },
      cancelled: known.cancelled,
      postponed: known.postponed,
      ...defined({ tells: await concerns.toldOfFamily() }),
    };
  };

  const visit = async (
    id: string,
    digest: string,
    command: VisitCommand,
    place: string,
  ): Promise<Family | NoVisit | Refused> => {
    const decide = (family: Family): Decision<FamilyEvent> =>
      decideVisit(family, digest, command, place, now());
    const answer = await store.change(id, decide);
    if (!("refused" in answer)) return answer.family;
    if (answer.refused !== "link") return answer;
    const found = await seen(await store.family(id), digest);
    return "not" in found ? found : { not: "unknown" };
  };

  /** At once; where this server dies now, the duty recorded with the answer tells them. */
  const follow = async (family: string): Promise<void> => {
    for (const one of await meetingsFor(family)) {
      const lesson = await lessonAt({ record, lessons }, one);
      if (lesson !== undefined) await refusals.tell(lesson.id);
    }
  };

  const withLink = async (
    id: string,
    digest: string,
    tell: (family: Family, adult: FamilyAdult) => Promise<FamilyTold>,
  ) => {
    const family = await store.family(id);
    const view = await seen(family, digest);
    const visitor = visitorOf(family, digest);
    if ("not" in view || visitor === undefined) return "not" in view ? view : ({ not: "unknown" } as const);
    return { told: await tell(family, visitor.adult), view };
  };

  const remembered = (family: Family, child: string, also: readonly string[]): Decision<FamilyEvent> =>
    family.child === undefined
      ? { events: [], say: "" }
      : decideFamily(family, { do: "list", family: family.id, child, also }, LESSON_GUARD, now());

  return {
    open: async (id, digest, place) => {
      const visited = await visit(id, digest, { do: "open" }, place);
      return "not" in visited || "refused" in visited ? { not: notOf(visited) } : seen(visited, digest);
    },
    answer: async (id, digest, said, place) => {
      const { timeZone } = school.settings();
      const visited = await visit(id, digest, { do: "answer", ...said, timeZone }, place);
      if ("not" in visited || "refused" in visited) return visited;
      await follow(id);
      return seen(visited, digest);
    },
    join: async (id, digest, place) => {
      const family = await store.family(id);
      const view = await seen(family, digest);
      if ("not" in view || view.next.state !== "open") return view;
      const coming = await comingOf(id);
      if (coming === undefined) return view;
      const visited = await visit(id, digest, { do: "join", lesson: coming.lesson.id }, place);
      if ("not" in visited || "refused" in visited) return { not: notOf(visited) };
      // Refused by another adult in this very moment.
      const after = await seen(visited, digest);
      if ("not" in after || after.next.state !== "open") return after;
      return { way: await wayTo(record, coming.lesson), view: after };
    },
    tell: (id, digest, said) =>
      withLink(id, digest, async (family, adult) => {
        const classes = (await store.classes()).filter(({ families }) => families.includes(id));
        return concerns.raiseFromFamily({
          adult: adult.id,
          who: whoWrote(family, adult),
          ...said,
          ...(await lessonsAround(id)),
          staff: classes.flatMap(({ staff }) => staff),
        });
      }),
    add: (id, digest, { ref, ...said }) =>
      withLink(id, digest, async (_family, adult) => concerns.addFromFamily(adult.id, ref, said)),
    whose: async (id, digest) => {
      const family = await store.family(id);
      const view = await seen(family, digest);
      const visitor = visitorOf(family, digest);
      if ("not" in view || visitor === undefined) return "not" in view ? view : { not: "unknown" };
      return { adult: visitor.adult.id, who: whoWrote(family, visitor.adult) };
    },
    noteJoining: async (id) => {
      const lesson = await lessons.read(id);
      if (lesson.refusals === undefined) return;
      for (const [family, noted] of Object.entries(lesson.conduct.rooms))
        await store.change(family, (state) => decideRoom(state, id, noted, now()));
      const settled = new Set(
        Object.values(lesson.people).flatMap(({ recognised, identity }) =>
          recognised?.as === "pupils" && identity === "guest" ? recognised.pupils : [],
        ),
      );
      const refused = await refusals.among([...settled]);
      for (const family of settled)
        if (!refused.has(family)) await store.change(family, (state) => decideJoining(state, id, now()));
      // Beyond this series: the list gives them to every lesson it is used for.
      for (const { id: family, name: child, also } of withSettledNames(lesson))
        if (settled.has(family)) await store.change(family, (state) => remembered(state, child, also));
    },
  };
};

const notOf = (visited: NoVisit | Refused): NoVisit["not"] => ("not" in visited ? visited.not : "unknown");
