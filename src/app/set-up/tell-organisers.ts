import type { SchoolServices } from "../../desk/school-services.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { dayAfter, dayOf, startOfDay } from "../../protocol/time/school-days.ts";
import type { Card } from "../../teams/cards/build.ts";
import { organiserCard } from "../../teams/cards/organiser-card.ts";
import { isReady, isTrouble, type Line } from "../preflight/line.ts";

type Telling = {
  /** In their own chat. @throws CloudError */
  readonly tell: (person: string, card: Card) => Promise<void>;
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
};

/**
 * Tells each organiser of a lesson of today or tomorrow, once, what the administrators know to be wrong; and that it
 * is right again.
 *
 * @param known ids of the red lines that the administrators have been told
 * @param before organisers who have been told that it is not right
 * @returns those who have been told now
 */
export const tellOrganisers = async (
  { tell, now, failed }: Telling,
  { record, school }: Pick<SchoolServices, "record" | "school">,
  lines: readonly Line[],
  known: readonly string[],
  before: readonly string[],
): Promise<readonly string[]> => {
  const reached = async (person: string, card: Card): Promise<boolean> => {
    try {
      await tell(person, card);
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  };
  const bad = lines.filter((one) => isTrouble(one) && known.includes(one.id));
  if (bad.length === 0) {
    if (before.length === 0 || !isReady(lines)) return before;
    const told = await Promise.all(before.map((person) => reached(person, organiserCard({ ready: true }))));
    return before.filter((_, n) => !told[n]);
  }
  const { timeZone } = school.settings();
  const until = startOfDay(dayAfter(dayAfter(dayOf(now(), timeZone))), timeZone);
  const lessons = (await record.openLessons()).flatMap(({ startsAt, kind, organiserId }) =>
    startsAt && kind && kind !== "not a lesson" && organiserId && startsAt >= now() && startsAt < until
      ? [{ startsAt, organiserId }]
      : [],
  );
  const { dayAndTime } = momentsIn(timeZone);
  const fresh = [...new Set(lessons.map(({ organiserId }) => organiserId))].filter(
    (person) => !before.includes(person),
  );
  const told = await Promise.all(
    fresh.map((person) => {
      const own = lessons.filter(({ organiserId }) => organiserId === person).map(({ startsAt }) => startsAt);
      return reached(person, organiserCard({ ready: false, lessons: own.toSorted().map(dayAndTime), bad }));
    }),
  );
  return [...before, ...fresh.filter((_, n) => told[n])];
};
