import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import { reasonOf } from "../meeting/fault.ts";
import type { Platform } from "../meeting/platform.ts";
import type { NewMeeting } from "../record/index/new-meetings.ts";
import type { RecordStore } from "../record/record-store.ts";
import { askSchoolCard } from "../teams/cards/ask-school-card.ts";
import { newMeetingId } from "../teams/school-router.ts";
import type { Sender } from "../teams/send.ts";
import { backoffMs } from "./backoff.ts";
import { personalChat } from "./handlers/card-duties.ts";
import type { WorkerLog } from "./log.ts";
import { pause } from "./pause.ts";

const POLL_MS = 1_000;
const GIVEN_UP_AFTER_MS = 24 * 60 * 60_000;
/** Only an answer decides it; looked at again because another replica may have the answer. */
const ASKED_AGAIN_MS = 5_000;

type Dependencies = {
  readonly records: RecordStore;
  readonly schools: Schools;
  readonly platform: Pick<Platform, "find">;
  readonly sender: Sender;
  readonly log: WorkerLog;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
};

type Met = {
  readonly chatId: string;
  readonly meetingId: string;
  readonly at?: string | undefined;
  /** Teams has told of its start, or that a person came in. */
  readonly started: boolean;
};

export type NewMeetingsDesk = {
  readonly met: (meeting: Met) => Promise<void>;
  /** @returns false where this person was not asked: no one chooses for another person */
  readonly choose: (id: string, school: string, by: string) => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

/**
 * Finds out to which school a new meeting belongs: to the one whose staff its organiser is. An organiser in several
 * schools is asked, never guessed about; one who is staff of none organises no lesson here. What is known
 * is kept in the record, so that neither a restart nor an outage forgets a meeting.
 */
export const openNewMeetings = ({
  records,
  schools,
  platform,
  sender,
  log,
  clock,
}: Dependencies): NewMeetingsDesk => {
  const rest = pause();
  let stopped = false;

  const belongs = async (meeting: NewMeeting, { lessons }: SchoolServices): Promise<void> => {
    const { chatId, meetingId, startedAt } = meeting;
    const at = startedAt ?? undefined;
    const lesson = await lessons.occurrence({ chatId, meetingId, at });
    // Teams said so itself: that it started, or that a person came in.
    if (at !== undefined)
      await lessons.report(lesson.id, { report: "meeting-started", source: "event", teamsAt: at });
    await records.forgetNewMeeting(meeting.id);
  };

  const lookAt = async (meeting: NewMeeting): Promise<void> => {
    const chosen = meeting.school === null ? undefined : await schools.at(meeting.school);
    if (chosen !== undefined) return belongs(meeting, chosen);
    const organiser = meeting.organiser ?? (await platform.find({ chatId: meeting.chatId }))?.organiserId;
    // Not a scheduled meeting, or its organiser is in no school here: Lesson Guard cannot lead it.
    if (organiser === undefined) return records.forgetNewMeeting(meeting.id);
    const theirs = await schools.of(organiser, ["staff"]);
    const [one, another] = theirs;
    if (one === undefined) return records.forgetNewMeeting(meeting.id);
    if (another === undefined) return belongs(meeting, one);
    const asked = { organiser, nextAt: clock() + ASKED_AGAIN_MS };
    if (meeting.askedAt !== null) return records.noteNewMeeting(meeting.id, asked);
    // Noted before it is sent: a person who presses at once is known to have been asked.
    await records.noteNewMeeting(meeting.id, asked);
    const names = theirs.map(({ id, school }) => ({ id, name: school.settings().name }));
    await sender.send(
      await personalChat({ record: records, sender }, organiser),
      askSchoolCard(meeting.id, names),
    );
    await records.noteNewMeeting(meeting.id, { askedAt: new Date(clock()).toISOString() });
  };

  const lookAtOne = async ({ id }: NewMeeting): Promise<void> => {
    await records.oneAtATime(`new meeting ${id}`, async () => {
      const meeting = await records.newMeeting(id);
      if (meeting === undefined) return;
      try {
        await lookAt(meeting);
      } catch (error) {
        const tries = meeting.tries + 1;
        const asked = error instanceof CloudError ? error.retryAfterMs : undefined;
        const waitMs = asked ?? backoffMs(tries, false);
        await records.noteNewMeeting(id, { tries, nextAt: clock() + Math.ceil(waitMs) });
        log.warn({ error: reasonOf(error) }, "could not find out yet whose a new meeting is");
      }
    });
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        await Promise.all((await records.newMeetingsDue(clock())).map(lookAtOne));
      } catch (error) {
        log.warn({ error: reasonOf(error) }, "the new meetings could not be read");
      }
      if (!stopped) await rest.upTo(POLL_MS);
    }
  };

  const running = run();
  return {
    met: async ({ chatId, meetingId, at, started }) => {
      const now = clock();
      const startedAt = started ? (at ?? new Date(now).toISOString()) : null;
      await records.saveNewMeeting(
        { id: newMeetingId(chatId), chatId, meetingId, startedAt },
        now,
        now + GIVEN_UP_AFTER_MS,
      );
      rest.wake();
    },
    choose: async (id, school, by) => {
      const meeting = await records.newMeeting(id);
      if (meeting?.organiser !== by) return false;
      await records.noteNewMeeting(id, { school, nextAt: clock() });
      rest.wake();
      return true;
    },
    stop: async () => {
      stopped = true;
      rest.wake();
      await running;
    },
  };
};
