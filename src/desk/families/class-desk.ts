import { randomUUID } from "node:crypto";
import { type Refused, refuse } from "../../protocol/decision.ts";
import { defined } from "../../protocol/defined.ts";
import { decideFamily, type FamilyCommand, workingLink } from "../../protocol/families/decide.ts";
import type { ClassEvent, Meeting } from "../../protocol/families/events.ts";
import { linkEnds } from "../../protocol/families/link-days.ts";
import type { Family, FamilyLink, KeptClass } from "../../protocol/families/state.ts";
import type { Actor } from "../../protocol/lesson/commands.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { placeOf } from "../../protocol/lesson/zoom.ts";
import type { Pupil } from "../../protocol/names/register.ts";
import { type ClassView, classView } from "../../protocol/screen/families-view.ts";
import { type ListLinks, listLinks } from "../../protocol/screen/plan-families.ts";
import { USUAL_RETENTION } from "../../protocol/time/retention.ts";
import { dayOf } from "../../protocol/time/school-days.ts";
import { mayInLesson } from "../../protocol/who/authorise.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { LessonDesk } from "../lesson-desk.ts";
import { oneByOne } from "../one-by-one.ts";
import type { School } from "../school.ts";
import { isMet, linksLead } from "./class-words.ts";
import type { FamilyStore } from "./family-store.ts";
import { isTheirs, type KeepList, keepList, NOT_HERE } from "./keep-list.ts";
import { registerIn } from "./listed-pupils.ts";
import { firstOf, lessonAt, meetingsOf, meetingsToCome, whyNoneCome } from "./meetings.ts";
import { wordingOf } from "./note-wording.ts";
import type { Refusals } from "./refusals.ts";

/** What staff press about one family. `digest`: of a link that was just made; the link itself does not come here. */
export type FamilyPress =
  | Exclude<FamilyCommand, { readonly do: "list" | "add-adult" | "make-link" | "ask-again" | "note-answer" }>
  | Omit<Extract<FamilyCommand, { readonly do: "note-answer" }>, "timeZone">
  | { readonly do: "ask-again"; readonly on: string }
  | { readonly do: "add-adult"; readonly name: string }
  | Pick<
      Extract<FamilyCommand, { readonly do: "make-link" }>,
      "do" | "adult" | "digest" | "instead" | "ofMany"
    >;

/** `link`: that was made. */
export type FamilyAnswer = {
  readonly say: string;
  readonly link?: Pick<FamilyLink, "madeAt" | "expiresAt">;
};

/** The school's lists of families. The caller has the right; whether the list is theirs is decided here. */
export type ClassDesk = {
  readonly list: (caller: Caller) => Promise<readonly Pick<ClassView, "class" | "name">[]>;
  /** undefined for a list that is not theirs, or is not there. */
  readonly view: (caller: Caller, id: string) => Promise<ClassView | undefined>;
  readonly keep: KeepList;
  readonly press: (
    caller: Caller,
    id: string,
    family: string,
    press: FamilyPress,
  ) => Promise<FamilyAnswer | Refused>;
  /** The pupils of a list of one's own, as a register; undefined for a list that is not theirs. */
  readonly registerOf: (caller: Caller, id: string) => Promise<readonly Pupil[] | undefined>;
  /** The lessons that a list of one's own comes to, as far as they are known; none for a list that is not theirs. */
  readonly lessonsOf: (caller: Caller, id: string) => Promise<readonly Lesson[]>;
  /** How far the links are of the list that was chosen for a planned lesson; undefined where there is none. */
  readonly linksFor: (lesson: Lesson) => Promise<ListLinks | undefined>;
  /** Whether a list can be given to this lesson, as one that is on or to come. */
  readonly mayCome: (lesson: Lesson) => boolean;
  /** Chats of meetings to which a class comes every week. */
  readonly weeklyChats: () => Promise<ReadonlySet<string>>;
  /** The class of a planned lesson comes to the meeting that was made for it, too: none that is not over is lost. */
  readonly bring: (lesson: Lesson) => Promise<void>;
  /**
   * The class comes to this lesson, too: its pupils are the lesson's register from now on.
   * @param how `alone`: to no other lesson that it came to before
   */
  readonly meet: (
    caller: Caller,
    id: string,
    lesson: string,
    how: { readonly weekly: boolean; readonly alone?: boolean | undefined },
  ) => Promise<FamilyAnswer | Refused>;
};

type Dependencies = {
  readonly store: FamilyStore;
  readonly record: Pick<SchoolRecord, "lessonByChat">;
  readonly lessons: Pick<LessonDesk, "read" | "press">;
  readonly school: Pick<School, "settings">;
  readonly refusals: Pick<Refusals, "among" | "tell">;
  readonly now: () => string;
};

export const openClassDesk = (dependencies: Dependencies): ClassDesk => {
  const { store, record, lessons, school, refusals, now } = dependencies;

  const own = async (caller: Caller, id: string): Promise<KeptClass | undefined> =>
    (await store.classes()).find((one) => one.id === id && isTheirs(caller, one));

  const familiesOf = async ({ families }: KeptClass): Promise<readonly Family[]> =>
    Promise.all(families.map(store.family));

  const commandOf = (press: Exclude<FamilyPress, { readonly do: "make-link" }>): FamilyCommand => {
    if (press.do === "add-adult") return { ...press, adult: randomUUID() };
    const { timeZone } = school.settings();
    if (press.do === "note-answer") return { ...press, timeZone };
    return press.do === "ask-again" ? { ...press, today: dayOf(now(), timeZone) } : press;
  };

  /** Their links lead to this meeting, and the lesson hears on whose file a refusal stands. */
  const meets = async (
    list: KeptClass,
    lesson: string,
    by: Actor,
    { chat, weekly }: Meeting,
    besides: (list: KeptClass) => Promise<readonly Meeting[]>,
  ): Promise<void> => {
    await store.changeAll(async (classes) => {
      const event: ClassEvent = {
        type: "ClassMeets",
        at: now(),
        data: {
          by: by.id,
          class: list.id,
          chat,
          weekly,
          besides: await besides(classes.find(({ id }) => id === list.id) ?? list),
        },
        personal: { byName: by.name },
      };
      return { say: "", list: [event], families: [] };
    });
    await refusals.tell(lesson);
  };

  const around = () => ({ now: now(), timeZone: school.settings().timeZone });

  const comingTo = async (list: KeptClass) => meetingsToCome({ record, lessons }, list, around());
  /** Meetings of a list that are on or to come. */
  const stillToCome = async (list: KeptClass): Promise<readonly Meeting[]> =>
    (await comingTo(list)).map(({ one }) => one);

  return {
    list: async (caller) =>
      (await store.classes())
        .filter((one) => isTheirs(caller, one))
        .map(({ id, name }) => ({ class: id, name })),
    view: async (caller, id) => {
      const found = await own(caller, id);
      if (found === undefined) return undefined;
      const refused = await refusals.among(found.families);
      const meets = (await stillToCome(found)).length > 0;
      return classView(found, meets, await familiesOf(found), refused, around());
    },
    keep: keepList({ store, familiesOf, now }),
    press: async (caller, id, family, press) => {
      const found = await own(caller, id);
      if (found === undefined || !found.families.includes(family)) return NOT_HERE;
      const by = { id: caller.id, name: caller.name };
      if (press.do !== "make-link") {
        const command = commandOf(press);
        const answer = await store.change(family, (state) => decideFamily(state, command, by, now()));
        return "refused" in answer ? answer : { say: answer.say };
      }
      const { timeZone, retention = USUAL_RETENTION, familyNote } = school.settings();
      const expiresAt = linkEnds(now(), dayOf(now(), timeZone), retention.schoolYearEnds, timeZone);
      const wording = wordingOf(familyNote);
      const command = { ...press, link: randomUUID(), expiresAt, wording };
      const answer = await store.change(family, (state) => decideFamily(state, command, by, now()));
      if ("refused" in answer) return answer;
      const link = workingLink(answer.family, press.adult, now());
      return { say: answer.say, ...defined({ link }) };
    },
    meet: async (caller, id, lesson, { weekly, alone = false }) => {
      const found = await own(caller, id);
      if (found === undefined) return NOT_HERE;
      const before = await lessons.read(lesson);
      const why = whyNoneCome(before, { weekly }, around());
      if (why !== undefined && mayInLesson(caller, "set-register", before))
        return refuse("none-come", `${why} Nothing was changed. Choose another lesson.`);
      const register = registerIn(await familiesOf(found));
      const meeting = { chat: placeOf(before), weekly };
      if (mayInLesson(caller, "set-register", before) && isMet(found, meeting, alone, before, register))
        return { say: "These families come to this lesson already. Nothing was changed." };
      // Whether the lesson is theirs is decided there.
      const pressed = await lessons.press(caller, lesson, {
        press: "set-register",
        source: "class",
        register,
      });
      if ("refused" in pressed) return pressed;
      const by = { id: caller.id, name: caller.name };
      const others = async (list: KeptClass): Promise<readonly Meeting[]> =>
        (await stillToCome(list)).filter((one) => one.chat !== meeting.chat);
      await meets(found, lesson, by, meeting, alone ? async () => [] : others);
      const after = (await own(caller, id)) ?? found;
      return { say: `${pressed.say} ${linksLead(pressed.lesson, firstOf(await comingTo(after))?.lesson)}` };
    },
    registerOf: async (caller, id) => {
      const found = await own(caller, id);
      return found === undefined ? undefined : registerIn(await familiesOf(found));
    },
    lessonsOf: async (caller, id) => {
      const found = await own(caller, id);
      const all = await oneByOne(found === undefined ? [] : meetingsOf(found), async (one) =>
        lessonAt({ record, lessons }, one),
      );
      return all.filter((one) => one !== undefined);
    },
    linksFor: async (lesson) => {
      const found = (await store.classes()).find(({ id }) => id === lesson.plan?.class);
      if (found === undefined) return undefined;
      const leads = meetingsOf(found).some(({ chat }) => chat === placeOf(lesson));
      return listLinks(await familiesOf(found), leads, now());
    },
    mayCome: (lesson) => whyNoneCome(lesson, { weekly: false }, around()) === undefined,
    weeklyChats: async () =>
      new Set(
        (await store.classes()).flatMap((list) =>
          meetingsOf(list).flatMap(({ chat, weekly }) => (weekly ? [chat] : [])),
        ),
      ),
    bring: async (lesson) => {
      const { plan, staffNames, weeklyUntil } = lesson;
      const place = placeOf(lesson);
      const found = (await store.classes()).find(({ id }) => id === plan?.class);
      if (plan === undefined || found === undefined) return;
      if (meetingsOf(found).some(({ chat }) => chat === place)) return;
      const by = { id: plan.by, name: staffNames[plan.by] ?? "" };
      await meets(found, lesson.id, by, { chat: place, weekly: weeklyUntil !== undefined }, stillToCome);
    },
  };
};
