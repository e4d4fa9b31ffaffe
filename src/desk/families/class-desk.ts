import { randomUUID } from "node:crypto";
import { type Refused, refuse } from "../../protocol/decision.ts";
import { decideFamily, type FamilyCommand } from "../../protocol/families/decide.ts";
import type { ClassEvent, FamilyEvent, Meeting } from "../../protocol/families/events.ts";
import { linkEnds } from "../../protocol/families/link-days.ts";
import { evolveFamily, type Family, type KeptClass, NO_FAMILY } from "../../protocol/families/state.ts";
import type { Actor } from "../../protocol/lesson/commands.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { placeOf } from "../../protocol/lesson/zoom.ts";
import { sameName } from "../../protocol/names/matching.ts";
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
import { keptBy, linksLead } from "./class-words.ts";
import type { FamilyStore } from "./family-store.ts";
import { isTwice, type ListedPupil, registerIn, TWICE } from "./listed-pupils.ts";
import { firstOf, lessonAt, meetingsOf, meetingsToCome, whyNoneCome } from "./meetings.ts";
import { wordingOf } from "./note-wording.ts";
import type { Refusals } from "./refusals.ts";

/** What staff press about one family. `digest`: of a link that was just made; the link itself does not come here. */
export type FamilyPress =
  | Exclude<FamilyCommand, { readonly do: "list" | "add-adult" | "make-link" | "ask-again" }>
  | { readonly do: "ask-again"; readonly on: string }
  | { readonly do: "add-adult"; readonly name: string }
  | Pick<Extract<FamilyCommand, { readonly do: "make-link" }>, "do" | "adult" | "digest" | "ofMany">;

/** `expiresAt`: of a link that was made. */
export type FamilyAnswer = { readonly say: string; readonly expiresAt?: string };

/** The school's lists of families. The caller has the right; whether the list is theirs is decided here. */
export type ClassDesk = {
  readonly list: (caller: Caller) => Promise<readonly Pick<ClassView, "class" | "name">[]>;
  /** undefined for a list that is not theirs, or is not there. */
  readonly view: (caller: Caller, id: string) => Promise<ClassView | undefined>;
  /** A new list, or the list as it is now: pupils who are no longer on it keep their own record. */
  readonly keep: (
    caller: Caller,
    list: {
      readonly class?: string;
      readonly name: string;
      readonly pupils: readonly ListedPupil[];
      /** Colleagues who keep it, too, beside those who keep it now. */
      readonly staff?: readonly string[];
    },
  ) => Promise<{ readonly say: string; readonly class: string } | Refused>;
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

const NOT_HERE: Refused = { refused: "not-found", say: "There is no such list for you." };

/** More than a teacher of every class in the school would keep. */
const MOST_LISTS = 60;

const TOO_MANY_LISTS = refuse(
  "too-many-lists",
  `You keep ${MOST_LISTS} lists already. Change one of them, or ask a colleague to keep this one.`,
);

const isTheirs = ({ id }: Caller, { staff }: KeptClass): boolean => staff.includes(id);

export const openClassDesk = (dependencies: Dependencies): ClassDesk => {
  const { store, record, lessons, school, refusals, now } = dependencies;

  const own = async (caller: Caller, id: string): Promise<KeptClass | undefined> =>
    (await store.classes()).find((one) => one.id === id && isTheirs(caller, one));

  const familiesOf = async ({ families }: KeptClass): Promise<readonly Family[]> =>
    Promise.all(families.map(store.family));

  const commandOf = (press: Exclude<FamilyPress, { readonly do: "make-link" }>): FamilyCommand => {
    if (press.do === "add-adult") return { ...press, adult: randomUUID() };
    return press.do === "ask-again" ? { ...press, today: dayOf(now(), school.settings().timeZone) } : press;
  };

  /** What is new of a pupil's family: their name, and adults who are not there yet. */
  const listed = (family: Family, { name, adults }: ListedPupil, caller: Caller): readonly FamilyEvent[] => {
    const by = { id: caller.id, name: caller.name };
    const commands: readonly FamilyCommand[] = [
      { do: "list", family: family.id, child: name, also: family.also },
      ...adults
        .filter((adult) => !family.adults.some((known) => known.name === adult))
        .map((adult): FamilyCommand => ({ do: "add-adult", adult: randomUUID(), name: adult })),
    ];
    let after = family;
    return commands.flatMap((command) => {
      const decision = decideFamily(after, command, by, now());
      const events = "refused" in decision ? [] : decision.events;
      after = events.reduce(evolveFamily, after);
      return events;
    });
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
    keep: async (caller, { class: known, name, pupils, staff = [] }) => {
      if (isTwice(pupils)) return TWICE;
      const id = known ?? randomUUID();
      const answer = await store.changeAll(async (classes) => {
        const before = classes.find((one) => one.id === known);
        if (known !== undefined && (before === undefined || !isTheirs(caller, before))) return NOT_HERE;
        if (known === undefined && classes.filter((one) => isTheirs(caller, one)).length >= MOST_LISTS)
          return TOO_MANY_LISTS;
        const there = before === undefined ? [] : await familiesOf(before);
        const families = pupils.map((pupil) => {
          const family = there.find(({ child }) => child !== undefined && sameName(child, pupil.name));
          const base = family ?? { ...NO_FAMILY, id: randomUUID() };
          return { family: base, events: listed(base, pupil, caller) };
        });
        const keepers = [...new Set([...(before?.staff ?? [caller.id]), ...staff])];
        const kept: ClassEvent = {
          type: "ClassKept",
          at: now(),
          data: {
            by: caller.id,
            class: id,
            staff: keepers,
            families: families.map(({ family }) => family.id),
          },
          personal: { byName: caller.name, name },
        };
        const say =
          families.length === 1 ? "1 family is on the list." : `${families.length} families are on the list.`;
        return { say: `${say}${keptBy(keepers.length)}`, list: [kept], families };
      });
      return "refused" in answer ? answer : { ...answer, class: id };
    },
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
      return "refused" in answer ? answer : { say: answer.say, expiresAt };
    },
    meet: async (caller, id, lesson, { weekly, alone = false }) => {
      const found = await own(caller, id);
      if (found === undefined) return NOT_HERE;
      const before = await lessons.read(lesson);
      const why = whyNoneCome(before, { weekly }, around());
      if (why !== undefined && mayInLesson(caller, "set-register", before))
        return refuse("none-come", `${why} Nothing was changed. Choose another lesson.`);
      const register = registerIn(await familiesOf(found));
      // Whether the lesson is theirs is decided there.
      const pressed = await lessons.press(caller, lesson, {
        press: "set-register",
        source: "class",
        register,
      });
      if ("refused" in pressed) return pressed;
      const chat = placeOf(pressed.lesson);
      const by = { id: caller.id, name: caller.name };
      const others = async (list: KeptClass): Promise<readonly Meeting[]> =>
        (await stillToCome(list)).filter((one) => one.chat !== chat);
      await meets(found, lesson, by, { chat, weekly }, alone ? async () => [] : others);
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
