import isEqual from "fast-deep-equal";
import { alertLesson } from "../screen/alert-lesson.ts";
import { askFace, type CardFace, checklistFace, progressFace, undoneFace } from "../screen/card-faces.ts";
import { noticeFace, noticesOf } from "../screen/notices.ts";
import { turnsLateAt } from "../screen/turns-late.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { askKey, checklistKey, noticeKey, progressKey } from "../work/card-keys.ts";
import type { Duty, DutyWork } from "../work/duty.ts";
import { duty, MINUTE, urgent } from "./duty-shapes.ts";
import type { Lesson } from "./state.ts";

/** The doors go first: nothing else is sent until they are on their way. */
const SOON_MS = 300;
/** Thirty families come within a minute: changes of counts are drawn together. */
const COUNTED_MS = 1500;

/** A card of a lesson: its key, the work that draws it, and what it shows. */
export type LessonCard = {
  readonly key: string;
  readonly work: Extract<
    DutyWork,
    { readonly kind: "send-checklist" | "send-progress" | "ask-kind" | "tell-staff" }
  >;
  readonly face: CardFace;
};

type Cards = ReadonlyMap<string, LessonCard>;

/**
 * Every card that this lesson has, or should have, by its key: one for each member of staff, the question of its
 * kind, the end, news for staff. The alert in an end's progress follows the concern's own events (concern/duties.ts).
 * @param now the moment they are drawn at
 */
export const cardsOf = (lesson: Lesson, now: string): Cards => {
  const around = { now, timeZone: "UTC", phone: "" };
  const { id, end, undone } = lesson;
  const checklist = checklistFace(lesson, around);
  const cards: readonly LessonCard[] = [
    ...Object.keys(lesson.checklists).map((staff) => ({
      key: checklistKey(id, staff),
      work: { kind: "send-checklist", lesson: id, staff } as const,
      face: checklist,
    })),
    ...(lesson.kindAskedAt === undefined
      ? []
      : [
          { key: askKey(id), work: { kind: "ask-kind", lesson: id } as const, face: askFace(lesson, around) },
        ]),
    ...(undone === undefined || isLessonGuard(undone.by)
      ? []
      : [
          {
            key: progressKey(id, undone.askedAt),
            work: { kind: "send-progress", lesson: id, staff: undone.by } as const,
            face: undoneFace(lesson, around),
          },
        ]),
    // Where no person pressed, the staff of the lesson follow it on their own cards.
    ...(end === undefined || isLessonGuard(end.by)
      ? []
      : [
          {
            key: progressKey(id, end.askedAt),
            work: { kind: "send-progress", lesson: id, staff: end.by } as const,
            face: progressFace(lesson, undefined, around),
          },
        ]),
    ...noticesOf(lesson, "UTC").flatMap((notice) =>
      lesson.staff.map(({ person: staff }) => ({
        key: noticeKey(notice.about, id, notice.at, staff),
        work: { kind: "tell-staff", lesson: id, staff, about: notice.about, at: notice.at } as const,
        face: noticeFace(lesson, notice, "UTC"),
      })),
    ),
  ];
  return new Map(cards.map((card) => [card.key, card]));
};

/** What the cards of a state showed when they were last compared, and when that was. */
const shown = new WeakMap<Lesson, { readonly cards: Cards; readonly at: string }>();

/** The next change begins from there, unless time alone has changed something since. */
const shownBy = (lesson: Lesson, at: string): Cards => {
  const then = shown.get(lesson);
  return then === undefined || turnsLateAt(lesson).some((late) => late > then.at && late <= at)
    ? cardsOf(lesson, at)
    : then.cards;
};

/** Cards that show something else than before, new cards, and news that is no longer so. */
const behind = (old: Cards, fresh: Cards): readonly LessonCard[] => [
  ...[...fresh.values()].filter(({ key, face }) => !isEqual(old.get(key)?.face, face)),
  ...[...old.values()].filter(({ key, work }) => work.kind === "tell-staff" && !fresh.has(key)),
];

/** Whether only counts changed: such a card can wait a little. */
const isCounting = (before: CardFace | undefined, after: CardFace): boolean =>
  before !== undefined && isEqual(withoutCounts(before), withoutCounts(after)) && !isEqual(before, after);

const withoutCounts = ({ facts: _facts, checks: _checks, lead: _lead, buttons, ...rest }: CardFace) => ({
  ...rest,
  buttons: buttons.map(({ toCheck: _toCheck, unsorted, title, ...one }) =>
    // The title says how many.
    unsorted === undefined ? { ...one, title } : one,
  ),
});

/** Cards are drawn from state when they are sent, so one waiting duty for each card is enough. */
const drawDuty = ({ key, work }: LessonCard, afterMs: number): Duty =>
  work.kind === "send-progress"
    ? urgent(work, { afterMs, deadlineMs: 10_000, replaces: `progress:${work.lesson}` })
    : work.kind === "tell-staff"
      ? urgent(work, { afterMs, deadlineMs: 10_000, expiryMs: 30 * MINUTE, replaces: `tell:${key}` })
      : duty(work, { afterMs, replaces: key });

/** Every card that may have been sent about it, with the work that redraws it. */
export const standingCards = (
  lesson: Lesson,
  now: string,
): readonly { readonly key: string; readonly drawing: Duty }[] =>
  [...cardsOf(lesson, now).values()].map((card) => ({ key: card.key, drawing: drawDuty(card, 0) }));

/**
 * A card follows what is known: it is redrawn whenever what it shows changes, and looked at once more when it changes
 * with time alone. Cards are compared, so that no event can be forgotten.
 */
export const cardDuties = (before: Lesson, after: Lesson, at: string): readonly Duty[] => {
  const old = shownBy(before, at);
  const fresh = cardsOf(after, at);
  shown.set(after, { cards: fresh, at });
  const known = new Set(turnsLateAt(before));
  const drawn = behind(old, fresh).flatMap((card) => {
    const was = old.get(card.key);
    const counting = isCounting(was?.face, card.face);
    // Teams does not let us write to this person: tried again when there is news, not at each count.
    if (card.work.kind === "send-checklist" && counting && after.checklists[card.work.staff] === "not sent")
      return [];
    const first = was === undefined && card.work.kind !== "send-progress";
    const drawing = drawDuty(card, first ? 0 : counting ? COUNTED_MS : SOON_MS);
    return [card.work.kind === "send-checklist" ? { ...drawing, enough: true as const } : drawing];
  });
  const looks = turnsLateAt(after)
    .filter((moment) => !known.has(moment) && moment > at)
    .map((moment) =>
      urgent(
        { kind: "look-again", lesson: after.id },
        { afterMs: Date.parse(moment) - Date.parse(at), replaces: `look:${after.id}:${moment}` },
      ),
    );
  return [...drawn, ...looks, ...alertsBehind(before, after)];
};

/** The alerts of the lesson are streams of their own: those that are open are found when they are drawn. */
const alertsBehind = (before: Lesson, after: Lesson): readonly Duty[] => {
  const shown = (lesson: Lesson) => alertLesson(lesson, after.aloneAlert?.ref ?? "", "UTC");
  return isEqual(shown(before), shown(after))
    ? []
    : [
        duty(
          { kind: "redraw-alerts", lesson: after.id },
          { afterMs: SOON_MS, replaces: `alerts:${after.id}` },
        ),
      ];
};
