import { CloudError } from "../../meeting/cloud-error.ts";
import { mayUndo } from "../../protocol/lesson/running.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import { endSteps } from "../../protocol/screen/end-steps.ts";
import { endingOf } from "../../protocol/screen/ending.ts";
import { lessonLabel } from "../../protocol/screen/label.ts";
import { noticesOf } from "../../protocol/screen/notices.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import type { Places } from "../../record/index/places.ts";
import { askKindCard } from "../../teams/cards/ask-kind-card.ts";
import type { Card } from "../../teams/cards/build.ts";
import { progressCard, undoneCard } from "../../teams/cards/checklist-card.ts";
import { familyCard } from "../../teams/cards/family-card.ts";
import { lessonCard } from "../../teams/cards/lesson-card.ts";
import { noticeCard } from "../../teams/cards/notice-card.ts";
import type { Handler } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { inTurnForAll } from "./in-turn-for-all.ts";
import { afterFailure, DONE } from "./outcome.ts";
import { seeRoster } from "./roster-watch.ts";

/** The chat with one person: the same each time, opened once. */
export const personalChat = async (
  { record, sender }: { readonly record: Places } & Pick<DutyServices, "sender">,
  person: string,
): Promise<string> => {
  const known = await record.personalConversation(person);
  if (known !== undefined) return known;
  const opened = await sender.openPersonal(person);
  await record.savePersonalConversation(person, opened);
  return opened;
};

/**
 * Redraws the card of this key where it stands, or sends it to the person; one draw after the other.
 * What it shows is asked when its turn comes; nothing is drawn where there is nothing to show any more.
 */
export const drawFor = (
  services: Pick<DutyServices, "record" | "sender" | "now">,
  key: string,
  person: string,
  show: () => Promise<Card | undefined>,
): Promise<void> =>
  inTurnForAll(services, key, async () => {
    const card = await show();
    if (card !== undefined) await draw(services, key, person, card);
  });

const draw = async (
  services: Pick<DutyServices, "record" | "sender" | "now">,
  key: string,
  person: string,
  card: Card,
): Promise<void> => {
  const { record, sender, now } = services;
  const sent = await record.sentCard(key);
  if (sent !== undefined) {
    try {
      await sender.update(sent.conversationId, sent.activityId, card);
      return;
    } catch (error) {
      // Somebody deleted it: it is sent again.
      if (!(error instanceof CloudError && error.kind === "gone")) throw error;
    }
  }
  const conversationId = await personalChat(services, person);
  const { activityId } = await sender.send(conversationId, card);
  await record.saveSentCard({ key, conversationId, activityId, at: now() });
};

export const sendChecklist =
  (services: DutyServices): Handler<"send-checklist"> =>
  async ({ lesson: id, staff }) => {
    const { lessons, school, links, now } = services;
    const show = async (): Promise<Card> =>
      lessonCard(await lessons.read(id), { now: now(), timeZone: school.settings().timeZone, links });
    try {
      await drawFor(services, `checklist:${id}:${staff}`, staff, show);
    } catch (error) {
      return afterFailure(error, "send-checklist", (reason) =>
        lessons.report(id, { report: "checklist-not-sent", staff, reason }),
      );
    }
    await lessons.report(id, { report: "checklist-sent", staff });
    return DONE;
  };

/** The steps of ending, in the presser's own chat: the panel closes with the meeting. */
export const sendProgress =
  (services: DutyServices): Handler<"send-progress"> =>
  async ({ lesson: id, staff }) => {
    const lesson = await services.lessons.read(id);
    const { end, undone } = lesson;
    try {
      if (end !== undefined) await drawProgress(services, id, end.askedAt, staff);
      else if (undone !== undefined) await sayUndone(services, lesson, undone);
      if (end === undefined) return DONE;
    } catch (error) {
      return afterFailure(error, "send-progress", async () => undefined);
    }
    await services.lessons.report(id, { report: "progress-sent", staff });
    return DONE;
  };

/** One card an end: a later press sends a new one, below what has been said since. */
const progressKey = (lesson: string, end: { readonly askedAt: string }): string =>
  `progress:${lesson}:${end.askedAt}`;

/** Nothing where the end has been undone meanwhile: that card says so itself. */
const drawProgress = (services: DutyServices, id: string, askedAt: string, person: string): Promise<void> =>
  drawFor(services, progressKey(id, { askedAt }), person, async () => {
    const lesson = await services.lessons.read(id);
    return lesson.end?.askedAt === askedAt ? progressOf(services, lesson) : undefined;
  });

/** The card of an end that was undone must not go on promising one. */
const sayUndone = async (
  services: DutyServices,
  lesson: Lesson,
  undone: NonNullable<Lesson["undone"]>,
): Promise<void> => {
  const key = progressKey(lesson.id, undone);
  if ((await services.record.sentCard(key)) === undefined) return;
  const { timeZone } = services.school.settings();
  await drawFor(services, key, undone.by, async () => undoneCard(lessonLabel(lesson, timeZone)));
};

const progressOf = async ({ concerns, school, now }: DutyServices, lesson: Lesson): Promise<Card> => {
  const { timeZone, phone = "" } = school.settings();
  const ref = lesson.end?.alert;
  const alert = ref === undefined ? undefined : await concerns.read(ref);
  const around = { now: now(), timeZone, phone };
  const steps = endSteps(lesson, alert, around.now, timeZone, phone);
  const undo = mayUndo(lesson, around.now);
  const { instruction = "" } = endingOf(lesson, alert, around) ?? {};
  return progressCard(lessonLabel(lesson, timeZone), lesson.id, { steps, undo, instruction });
};

/** At most once: a family must not read the same card twice because an answer was lost. */
export const postFamilyCard =
  ({ lessons, sender }: DutyServices): Handler<"post-family-card"> =>
  async ({ lesson: id }) => {
    const { chatId } = await lessons.read(id);
    try {
      const { activityId } = await sender.send(chatId, familyCard());
      await lessons.report(id, { report: "family-card-posted", activity: activityId });
      return DONE;
    } catch (error) {
      return afterFailure(error, "post-family-card", (reason) =>
        lessons.report(id, { report: "family-card-not-posted", reason }),
      );
    }
  };

/** Asked of the organiser alone, once a meeting. */
export const askKind =
  (services: DutyServices): Handler<"ask-kind"> =>
  async ({ lesson: id }) => {
    const lesson = await services.lessons.read(id);
    if (lesson.organiser === undefined || lesson.kind !== undefined) return DONE;
    const { timeZone } = services.school.settings();
    const when = lesson.startsAt === undefined ? "soon" : `at ${clockTime(lesson.startsAt, timeZone)}`;
    try {
      await drawFor(services, `ask:${id}`, lesson.organiser, async () => askKindCard(id, when));
      return DONE;
    } catch (error) {
      return afterFailure(error, "ask-kind", async () => undefined);
    }
  };

/** One message each time it happens; drawn again where it has changed since. Nothing once it is over. */
export const tellStaff =
  (services: DutyServices): Handler<"tell-staff"> =>
  async ({ lesson: id, staff, about }) => {
    const { lessons, school, links } = services;
    const look = async () => {
      const lesson = await lessons.read(id);
      const { timeZone } = school.settings();
      const notice = noticesOf(lesson, timeZone).find((one) => one.about === about);
      return notice && { notice, card: noticeCard(lesson, notice, timeZone, links) };
    };
    const found = await look();
    if (found === undefined) return DONE;
    const key = `notice:${about}:${id}:${found.notice.at}:${staff}`;
    try {
      await drawFor(services, key, staff, async () => (await look())?.card);
      return DONE;
    } catch (error) {
      return afterFailure(error, "tell-staff", async () => undefined);
    }
  };

/** What a timer brings: the end of the undo window, a look at what is late, the last removal. */
export const remind =
  (services: DutyServices): Handler<"remind"> =>
  async ({ lesson: id, of }) => {
    const { lessons, touch } = services;
    if (of === "get-ready") {
      await lessons.report(id, { report: "get-ready" });
      return DONE;
    }
    if (of === "alone" || of === "alone-end") {
      const { call } = await lessons.read(id);
      // Asked once more, so that nobody is paused by an old list; where it does not answer, the last one counts.
      if (call.call !== undefined) await seeRoster(services, id, call.call, []).catch(() => undefined);
      await lessons.report(id, { report: of === "alone" ? "alone-due" : "alone-end-due" });
      return DONE;
    }
    if (of === "last-removal") {
      await lessons.report(id, { report: "last-removal-due" });
      return DONE;
    }
    if (of === "end-window") {
      const lesson = await lessons.report(id, { report: "end-window-passed" });
      return lesson.phase === "shut" && lesson.end?.beganAt === undefined
        ? { reason: "undo is open", retryAfterMs: 50 }
        : DONE;
    }
    touch(id);
    const lesson = await lessons.read(id);
    if (lesson.end !== undefined) {
      const key = progressKey(id, lesson.end);
      if ((await services.record.sentCard(key)) !== undefined)
        await drawProgress(services, id, lesson.end.askedAt, lesson.end.by);
    }
    return DONE;
  };
