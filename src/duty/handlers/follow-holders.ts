import isEqual from "fast-deep-equal";
import { recipientsOf } from "../../desk/recipients.ts";
import { alertsOfConcern, cardsOfConcern } from "../../protocol/concern/duties.ts";
import { redrawCardsDuty } from "../../protocol/holders/duties.ts";
import { standingCards } from "../../protocol/lesson/card-duties.ts";
import type { Duty } from "../../protocol/work/duty.ts";
import { concernStream, lessonStream, schoolStream } from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import { MOST_TIED } from "../../teams/alert-around.ts";
import type { Handler } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";

const TOLD = "told by cards";

type Following = Pick<DutyServices, "record" | "school" | "people" | "now">;

/**
 * The staff's cards show who a press would tell. That can change without any event of ours: in the directory, and
 * with the clock (cover). Looked at with each round of a lesson that is on; whichever replica sees it records it once.
 */
export const followHolders = async ({ record, school, people, now }: Following): Promise<void> => {
  const recipients = recipientsOf({ school, people, now });
  const holders = await recipients.holders();
  if (holders.unanswered === true) return;
  const told = { holders, channel: recipients.channelIsRead() };
  await record.oneAtATime(TOLD, async () => {
    if (isEqual(await record.setting(TOLD), told)) return;
    const stream = schoolStream(record.scope.school);
    await record.append({
      streams: [],
      duties: [{ id: `${stream}/cards/${now()}`, stream, at: now(), duty: redrawCardsDuty() }],
    });
    await record.saveSetting(TOLD, told);
  });
};

/** Each under the id of the duty that it follows from: done twice, it is recorded once. */
const appending =
  (id: string, at: string) =>
  async (store: SchoolRecord, stream: string, duties: readonly Duty[]): Promise<void> => {
    if (duties.length === 0) return;
    await store.append({
      streams: [],
      duties: duties.map((duty, n) => ({ id: `${id}/${stream}/${n}`, stream, at, duty })),
    });
  };

/**
 * What an alert says of its lesson has changed. Alerts about an adult say nothing of it, and are in the other
 * store: that store is not searched.
 */
export const redrawAlerts =
  ({ record, concerns, now }: DutyServices): Handler<"redraw-alerts"> =>
  async ({ lesson, after }, { id }) => {
    const append = appending(id, now());
    const all = await record.concernsOfLesson(lesson);
    // Of so many none says anything of the first.
    const tied = after === undefined ? all : all.length > MOST_TIED ? [] : all;
    for (const { ref } of tied.filter(({ raisedAt }) => after === undefined || raisedAt > after))
      await append(record, concernStream(ref), alertsOfConcern(await concerns.read(ref)));
    return DONE;
  };

/** Redraws every card of a lesson that is not over, and of its concerns. */
export const redrawCards =
  ({ record, staffMatters, lessons, concerns, now }: DutyServices): Handler<"redraw-cards"> =>
  async (_work, { id }) => {
    const at = now();
    const append = appending(id, at);
    for (const { lesson } of await record.openLessons()) {
      const cards = standingCards(await lessons.read(lesson), at);
      const sent = await Promise.all(cards.map(async ({ key }) => record.sentCard(key)));
      await append(
        record,
        lessonStream(lesson),
        cards.flatMap(({ drawing }, n) => (sent[n] === undefined ? [] : [drawing])),
      );
      for (const store of [record, staffMatters])
        for (const { ref } of await store.concernsOfLesson(lesson))
          await append(store, concernStream(ref), cardsOfConcern(await concerns.read(ref)));
    }
    return DONE;
  };
