import { type Card, card, heading, line } from "./build.ts";

/** To the organiser alone, once: Teams lets no app look after this meeting. */
export const notProtectedCard = (): Card =>
  card("A meeting is not protected", [
    heading("This meeting is not protected"),
    line("Lesson Guard cannot protect channel meetings or Meet now."),
    line("For a lesson with pupils, plan a scheduled Teams meeting and invite the staff to it."),
  ]);

/**
 * To a DSL or an administrator alone, once: a person who is not staff organises a meeting that the app is in.
 * It names no one: the organiser may be a pupil.
 *
 * @param when e.g. "of 24 November 2026, 10:42"
 */
export const organiserNotStaffCard = (when: string): Card =>
  card("A meeting is not protected", [
    heading("A meeting is not organised by staff"),
    line(
      `A meeting ${when} was set up from an account that is not in the staff group. Lesson Guard does nothing in it.`,
    ),
    line("If it is a lesson, a member of staff plans it again from their own account."),
    line("If the account belongs to a member of staff, an administrator adds it to the staff group."),
  ]);
