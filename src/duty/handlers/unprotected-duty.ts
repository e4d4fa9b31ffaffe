import { CloudError } from "../../meeting/cloud-error.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { notProtectedCard, organiserNotStaffCard } from "../../teams/cards/not-protected-card.ts";
import type { Handler, Outcome } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

/**
 * Says once, in private, that a meeting is left alone: to its organiser, if Teams lets no app look after it (a
 * channel meeting, Meet now); by role if the organiser is not staff, who is told nothing.
 */
export const tellUnprotected =
  (services: DutyServices): Handler<"tell-unprotected"> =>
  async ({ lesson: id }) => {
    const lesson = await services.lessons.read(id);
    try {
      if (lesson.organiserStaff === false) return await tellByRole(services, lesson);
      if (lesson.notFound !== undefined) await tellOrganiser(services, lesson);
      return DONE;
    } catch (error) {
      return afterFailure(error, "tell-unprotected", async () => undefined);
    }
  };

/**
 * To the DSLs; if the school has none, or Teams lets us write to none of them, to the headteacher, and then to the
 * administrators, so that at least one person hears of it. If one chat is closed, the others are told all the same.
 */
const tellByRole = async (services: DutyServices, lesson: Lesson): Promise<Outcome> => {
  const { people, school } = services;
  const { dsl, headteacher } = await people.holders();
  const when = lesson.startsAt ?? lesson.startedAt;
  const { day, dayAndTime } = momentsIn(school.settings().timeZone);
  const said = `of ${when === undefined ? day(services.now()) : dayAndTime(when)}`;
  const isTold = async (group: readonly string[]): Promise<boolean> => {
    const told = await Promise.allSettled(
      group.map((person) =>
        drawFor(services, keyOf(lesson, person), person, async () => organiserNotStaffCard(said)),
      ),
    );
    const failed = told.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
    const passing = failed.find((error) => !(error instanceof CloudError && isFinal(error)));
    if (passing !== undefined) throw passing;
    return failed.length < group.length;
  };
  const isHeard =
    (await isTold(dsl)) || (await isTold(headteacher)) || (await isTold(await people.administrators()));
  return isHeard ? DONE : { failed: "no one could be told" };
};

const tellOrganiser = async (services: DutyServices, lesson: Lesson): Promise<void> => {
  const organiser = lesson.organiser ?? (await organiserBy(services, lesson));
  if (organiser === undefined || !(await services.people.staffAmong([organiser])).includes(organiser)) return;
  await drawFor(services, keyOf(lesson, organiser), organiser, async () => notProtectedCard());
};

/** One for each meeting: the next lesson of a series redraws it where it is, which disturbs no one. */
const keyOf = ({ chatId }: Lesson, person: string): string => `unprotected:${chatId}:${person}`;

/** Graph does not find it: the Bot Connector knows who organises the meetings that the app is in. */
const organiserBy = async ({ sender }: DutyServices, { meetingId }: Lesson): Promise<string | undefined> => {
  try {
    return (await sender.meetingInfo(meetingId)).organiserId;
  } catch (error) {
    if (error instanceof CloudError && (error.kind === "gone" || error.kind === "refused")) return undefined;
    throw error;
  }
};
