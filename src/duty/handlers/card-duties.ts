import { CloudError } from "../../meeting/cloud-error.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import {
  askFace,
  checklistFace,
  type FaceContext,
  progressFace,
  undoneFace,
} from "../../protocol/screen/card-faces.ts";
import { noticeFace, noticesOf, pastNoticeFace } from "../../protocol/screen/notices.ts";
import { turnsLateAt } from "../../protocol/screen/turns-late.ts";
import { askKey, checklistKey, noticeKey, progressKey } from "../../protocol/work/card-keys.ts";
import type { StaffNews } from "../../protocol/work/duty.ts";
import type { Conversations } from "../../record/index/conversations.ts";
import type { Card } from "../../teams/cards/build.ts";
import { familyCard } from "../../teams/cards/family-card.ts";
import { type CardOf, lessonCard } from "../../teams/cards/lesson-card.ts";
import { noticeCard } from "../../teams/cards/notice-card.ts";
import { toldBefore } from "../../teams/told-before.ts";
import type { Handler, Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE } from "./outcome.ts";
import { sharedRun } from "./shared-run.ts";

/** The chat with one person: the same each time, opened once. */
export const personalChat = async (
  { record, sender }: { readonly record: Conversations } & Pick<DutyServices, "sender">,
  person: string,
): Promise<string> => {
  const known = await record.personalConversation(person);
  if (known !== undefined) return known;
  const opened = await sender.openPersonal(person);
  await record.savePersonalConversation(person, opened);
  return opened;
};

/**
 * Redraws the card of this key where it is, or sends it to the person; one draw after the other.
 * What it shows is asked when its turn comes; nothing is drawn if there is no longer anything to show.
 */
export const drawFor = (
  services: Pick<DutyServices, "record" | "sender" | "now">,
  key: string,
  person: string,
  show: () => Promise<Card | undefined>,
): Promise<void> =>
  sharedRun(services, key, async () => {
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
      // A person deleted it: it is sent again.
      if (!(error instanceof CloudError && error.kind === "gone")) throw error;
    }
  }
  const conversationId = await personalChat(services, person);
  const { activityId } = await sender.send(conversationId, card);
  await record.saveSentCard({ key, conversationId, activityId, at: now() });
};

const faceContext = ({ school, now }: Pick<DutyServices, "school" | "now">): FaceContext => {
  const { timeZone, phone = "" } = school.settings();
  return { now: now(), timeZone, phone };
};

const placeIn = ({ links }: Pick<DutyServices, "links">, lesson: Lesson, card: CardOf) => ({
  lesson: lesson.id,
  card,
  panelUrl: links.panel(lesson.chatId),
});

const drawChecklist = (services: DutyServices, id: string, staff: string): Promise<void> =>
  drawFor(services, checklistKey(id, staff), staff, async () => {
    const lesson = await services.lessons.read(id);
    const around = { ...faceContext(services), told: await toldBefore(services.concerns, staff, lesson) };
    return lessonCard(checklistFace(lesson, around), placeIn(services, lesson, "checklist"));
  });

export const sendChecklist =
  (services: DutyServices): Handler<"send-checklist"> =>
  async ({ lesson: id, staff }) => {
    try {
      await drawChecklist(services, id, staff);
    } catch (error) {
      return afterFailure(error, "send-checklist", (reason) =>
        services.lessons.report(id, { report: "checklist-not-sent", staff, reason }),
      );
    }
    await services.lessons.report(id, { report: "checklist-sent", staff });
    return DONE;
  };

/** The steps of ending, in the presser's own chat: the panel closes with the meeting. */
export const sendProgress =
  (services: DutyServices): Handler<"send-progress"> =>
  async ({ lesson: id, staff }) => {
    const lesson = await services.lessons.read(id);
    const { end, undone } = lesson;
    try {
      if (undone !== undefined) await sayUndone(services, lesson, undone);
      if (end === undefined) return DONE;
      await drawProgress(services, id, end.askedAt, end.by);
    } catch (error) {
      return afterFailure(error, "send-progress", async () => undefined);
    }
    await services.lessons.report(id, { report: "progress-sent", staff });
    return DONE;
  };

/** Nothing if the end has been undone meanwhile: that card says so itself. */
const drawProgress = (services: DutyServices, id: string, askedAt: string, person: string): Promise<void> =>
  drawFor(services, progressKey(id, askedAt), person, async () => {
    const lesson = await services.lessons.read(id);
    return lesson.end?.askedAt === askedAt ? progressOf(services, lesson) : undefined;
  });

/** The card of an end that was undone must not go on promising one. */
const sayUndone = async (
  services: DutyServices,
  lesson: Lesson,
  { askedAt, by }: NonNullable<Lesson["undone"]>,
): Promise<void> => {
  const key = progressKey(lesson.id, askedAt);
  if ((await services.record.sentCard(key)) === undefined) return;
  const face = undoneFace(lesson, faceContext(services));
  await drawFor(services, key, by, async () => lessonCard(face, placeIn(services, lesson, "progress")));
};

const progressOf = async (services: DutyServices, lesson: Lesson): Promise<Card> => {
  const ref = lesson.end?.alert;
  const alert = ref === undefined ? undefined : await services.concerns.read(ref);
  const face = progressFace(lesson, alert, faceContext(services));
  return lessonCard(face, placeIn(services, lesson, "progress"));
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

/**
 * Asks the organiser alone, once for each meeting; wherever the question is answered, the card shows the answer.
 * Nothing is sent if the question was answered before it could be asked.
 */
export const askKind =
  (services: DutyServices): Handler<"ask-kind"> =>
  async ({ lesson: id }) => {
    const { organiser, chatId, kind } = await services.lessons.read(id);
    const key = askKey(id);
    if (organiser === undefined) return DONE;
    if (kind !== undefined && (await services.record.sentCard(key)) === undefined) return DONE;
    const name = await titleOf(services, chatId);
    try {
      await drawFor(services, key, organiser, async () => {
        const lesson = await services.lessons.read(id);
        return lessonCard(askFace(lesson, faceContext(services), name), placeIn(services, lesson, "ask"));
      });
      return DONE;
    } catch (error) {
      return afterFailure(error, "ask-kind", async () => undefined);
    }
  };

/** One message each time it happens; redrawn when it has changed, and when it is no longer so. */
export const tellStaff =
  (services: DutyServices): Handler<"tell-staff"> =>
  async ({ lesson: id, staff, about, at }) => {
    const { lessons, record } = services;
    try {
      const begun = noticesOf(await lessons.read(id), "UTC").filter((one) => one.about === about);
      for (const since of at === undefined ? begun.map((one) => one.at) : [at]) {
        const key = noticeKey(about, id, since, staff);
        await drawFor(services, key, staff, async () =>
          noticeNow(services, await lessons.read(id), { about, at: since }, await record.sentCard(key)),
        );
      }
      return DONE;
    } catch (error) {
      return afterFailure(error, "tell-staff", async () => undefined);
    }
  };

/** @returns undefined where it is over and was never sent: no one needs to hear of it */
const noticeNow = (
  { school, links }: Pick<DutyServices, "school" | "links">,
  lesson: Lesson,
  { about, at }: { readonly about: StaffNews; readonly at: string },
  sent: object | undefined,
): Card | undefined => {
  const { timeZone } = school.settings();
  const notice = noticesOf(lesson, timeZone).find((one) => one.about === about && one.at === at);
  if (notice !== undefined) return noticeCard(noticeFace(lesson, notice, timeZone), lesson, links);
  return sent === undefined
    ? undefined
    : noticeCard(pastNoticeFace(lesson, { about, at }, timeZone), lesson, links);
};

/**
 * What the organiser calls the meeting. The title is asked for and not kept: a meeting not known to be a lesson
 * leaves nothing in the record. @returns "" where Teams does not say
 */
const titleOf = async ({ platform }: Pick<DutyServices, "platform">, chatId: string): Promise<string> => {
  try {
    return (await platform.find({ chatId }))?.title ?? "";
  } catch (error) {
    if (error instanceof CloudError) return "";
    throw error;
  }
};

/** With time alone something has become late, or too late: panels are told, and each card sent is redrawn. */
export const lookAgain =
  (services: DutyServices): Handler<"look-again"> =>
  async ({ lesson }) =>
    lookAtAll(services, lesson);

export const lookAtAll = async (services: DutyServices, id: string): Promise<Outcome> => {
  services.touch(id);
  const lesson = await services.lessons.read(id);
  const now = services.now();
  // If it was answered in time, or is over, its own event has redrawn it: a redraw would only use up the chats' limit.
  if (!turnsLateAt(lesson).some((moment) => moment <= now)) return DONE;
  const { checklists, end } = lesson;
  const drawn = [
    ...Object.keys(checklists).map((staff) => ({
      key: checklistKey(id, staff),
      draw: () => drawChecklist(services, id, staff),
    })),
    ...(end === undefined
      ? []
      : [
          {
            key: progressKey(id, end.askedAt),
            draw: () => drawProgress(services, id, end.askedAt, end.by),
          },
        ]),
  ];
  const results = await Promise.allSettled(
    drawn.map(async ({ key, draw: again }) => {
      if ((await services.record.sentCard(key)) !== undefined) await again();
    }),
  );
  const failed = results.find((one) => one.status === "rejected");
  return failed === undefined ? DONE : afterFailure(failed.reason, "look-again", async () => undefined);
};
