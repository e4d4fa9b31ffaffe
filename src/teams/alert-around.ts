import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { LessonDesk } from "../desk/lesson-desk.ts";
import type { People } from "../desk/people.ts";
import type { School } from "../desk/school.ts";
import { within } from "../meeting/within.ts";
import type { Concern } from "../protocol/concern/state.ts";
import { defined } from "../protocol/defined.ts";
import { isOfFamily } from "../protocol/families/raiser.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { raiserOf } from "../protocol/screen/alert-face.ts";
import { alertLesson } from "../protocol/screen/alert-lesson.ts";
import { isLessonGuard } from "../protocol/who/lesson-guard.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import type { AlertSurroundings } from "./cards/alert-card.ts";
import { callTo, type Links } from "./cards/links.ts";

type Dependencies = {
  readonly record: Pick<SchoolRecord, "concernsOfLesson">;
  readonly concerns: Pick<ConcernDesk, "read">;
  readonly lessons: Pick<LessonDesk, "read">;
  readonly people: Pick<People, "mailOf">;
  readonly school: Pick<School, "settings">;
  readonly links: Pick<Links, "record" | "join">;
  readonly now: () => string;
};

/** That an address cannot be looked up delays no alert, nor the answer to a press. */
const ADDRESS_WITHIN_MS = 500;

/**
 * What stands beside a concern on its card, the same whether it is sent, drawn again or the answer to a press. Of what
 * is about an adult nothing stands beside it: joining the lesson, or calling the person who spoke, would tell those
 * who are there that a message was sent (X2).
 * @param reader whose own chat it stands in; a channel has none
 * @param addressWithinMs how long the directory may take to say whom *Call …* calls
 */
export const aroundAlert = async (
  services: Dependencies,
  concern: Concern,
  reader: string | undefined,
  addressWithinMs = ADDRESS_WITHIN_MS,
): Promise<AlertSurroundings> => {
  const { school, links, lessons, now } = services;
  const { timeZone, phone = "" } = school.settings();
  const around = { timeZone, phone, recordUrl: links.record(concern.ref) };
  // A family may write of no lesson: then nothing of one stands on the card.
  if (concern.about === "adult" || concern.lesson === "") return around;
  const lesson = await lessons.read(concern.lesson);
  const [after, call, others] = await Promise.all([
    earlierOf(services, concern, reader),
    callOf(services, concern, lesson, addressWithinMs),
    othersOf(services, concern, lesson, reader, addressWithinMs),
  ]);
  const stands = alertLesson(lesson, concern.ref, timeZone);
  return {
    ...around,
    lesson: { ...stands, at: now() },
    ...(others.length === 0 ? {} : { others }),
    ...defined({ after, call, teacher: teacherOf(concern, lesson), joinUrl: joinOf(services, lesson) }),
  };
};

/** Whose lesson it is, where it is not the person who raised it. */
const teacherOf = ({ raisedBy }: Concern, { organiser = "", staffNames }: Lesson): string | undefined =>
  organiser === raisedBy ? undefined : staffNames[organiser];

export const joinOf = (
  { links }: { readonly links: Pick<Links, "join"> },
  { chatId, organiser, phase }: Lesson,
): string | undefined =>
  phase === "over" || organiser === undefined || chatId === "" ? undefined : links.join(chatId, organiser);

/** The card of the next must not wait until all of a flood have been read: of more alerts in one lesson nothing is said. */
export const MOST_TIED = 30;

/**
 * Alerts of one lesson are tied together for those who can know of them all: one that went elsewhere is not counted, so
 * that no one learns of it by a number (X2). A DSL reads the channel, so their own chat counts as the channel does.
 */
const earlierOf = async (
  { record, concerns }: Dependencies,
  concern: Concern,
  reader: string | undefined,
): Promise<AlertSurroundings["after"]> => {
  const rows = await record.concernsOfLesson(concern.lesson);
  if (rows.length > MOST_TIED) return undefined;
  const before = await Promise.all(
    rows.filter(({ raisedAt }) => raisedAt < concern.raisedAt).map(({ ref }) => concerns.read(ref)),
  );
  const here = before
    .filter((one) => reached(one, reader, isToldAsDsl(concern, reader)))
    .toSorted((one, other) => one.raisedAt.localeCompare(other.raisedAt));
  const [first] = here;
  return first === undefined ? undefined : { first, order: here.length + 1 };
};

const isToldAsDsl = ({ deliveries }: Concern, reader: string | undefined): boolean =>
  deliveries.some(({ target }) => target.to === "person" && target.person === reader && target.as === "dsl");

const reached = ({ deliveries }: Concern, reader: string | undefined, readsChannel: boolean): boolean =>
  deliveries.some(({ target }) =>
    target.to === "channel"
      ? reader === undefined || readsChannel
      : target.to === "person" && target.person === reader,
  );

/** The person who raised it; of what Lesson Guard noticed, where no person did, the teacher whose lesson it is. */
const callOf = async (
  { people }: Dependencies,
  concern: Concern,
  { organiser, staffNames }: Lesson,
  withinMs: number,
): Promise<AlertSurroundings["call"]> => {
  // A parent has no account: who they are, and of which child, stands in the record.
  if (isOfFamily(concern.raisedBy)) return undefined;
  const noticed = isLessonGuard(concern.raisedBy);
  const person = noticed ? organiser : concern.raisedBy;
  const name = noticed ? staffNames[organiser ?? ""] : raiserOf(concern);
  return callable(people, person, name, withinMs);
};

/** @returns undefined where the directory has no address of theirs, or does not say it in time */
const callable = async (
  people: Dependencies["people"],
  person: string | undefined,
  name: string | undefined,
  withinMs: number,
): Promise<AlertSurroundings["call"]> => {
  if (person === undefined || name === undefined) return undefined;
  const asked = people.mailOf(person).catch(() => undefined);
  const address = await within(withinMs, asked, undefined);
  return address === undefined ? undefined : { name, url: callTo(address) };
};

/** A card holds six buttons: beside the organiser's own, one person more can be called. */
const MOST_OTHERS = 1;

/** Of pupils without staff: another of its staff, who can let in from the lobby as the organiser can. */
const othersOf = async (
  { people }: Dependencies,
  { about }: Concern,
  { staff, staffNames, organiser }: Lesson,
  reader: string | undefined,
  withinMs: number,
): Promise<readonly NonNullable<AlertSurroundings["call"]>[]> => {
  if (about !== "alone") return [];
  const others = staff
    .filter(({ person, part }) => part === "co-organiser" && person !== organiser && person !== reader)
    .slice(0, MOST_OTHERS);
  const found = await Promise.all(
    others.map(({ person }) => callable(people, person, staffNames[person], withinMs)),
  );
  return found.filter((one) => one !== undefined);
};
