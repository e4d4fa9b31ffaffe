import { occurrenceId } from "../desk/random.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import { defined } from "../protocol/defined.ts";
import { concernStream, lessonStream } from "../record/log/streams.ts";
import type { RecordStore } from "../record/record-store.ts";
import { channelName } from "./channel-name.ts";
import type { ActivityHandlers } from "./handlers.ts";
import type { Installed } from "./installation.ts";
import { type CardPress, idIn } from "./press.ts";
import { namesSubject, subjectOfPress } from "./unread-press.ts";

type Met = { readonly chatId: string; readonly meetingId: string; readonly at?: string | undefined };

type Dependencies = {
  readonly schools: Schools;
  readonly records: Pick<RecordStore, "scopeOf" | "schoolOfChat" | "forgetNewMeeting" | "saveChannel">;
  readonly handlersAt: (services: SchoolServices) => ActivityHandlers;
  /** Stored until its school is known. `at`: when it started, by Teams' clock. */
  /** The channels of a team, by Teams. */
  readonly channels: (teamId: string) => Promise<readonly { readonly id: string; readonly name?: string }[]>;
  readonly newMeeting: (met: Met & { readonly started: boolean }) => Promise<void>;
};

/**
 * Receives what Teams tells the bot, and brings it to the right school. Where there is only one
 * school, that is it. A press says which lesson or concern is meant; that school decides whether the presser
 * has a right there.
 */
export const createSchoolRouter = ({
  schools,
  records,
  handlersAt,
  channels,
  newMeeting,
}: Dependencies): ActivityHandlers => {
  const only = (): SchoolServices | undefined => {
    const [first, another] = schools.all();
    return another === undefined ? first : undefined;
  };

  const officeOfChat = async (chatId: string): Promise<SchoolServices | undefined> => {
    const one = only();
    if (one !== undefined) return one;
    const school = await records.schoolOfChat(chatId);
    return school === undefined ? undefined : schools.at(school);
  };

  /** undefined for a card whose school does not exist. */
  const officeOfPress = async (press: CardPress): Promise<SchoolServices | undefined> => {
    const { data } = press;
    const one = only();
    if (one !== undefined) return one;
    if (!namesSubject(press)) return officeOfCard(press);
    const school = data["school"];
    if (typeof school === "string") return schools.at(school);
    const lesson = idIn(data, "lesson");
    const stream = lesson === "" ? concernStream(idIn(data, "ref")) : lessonStream(lesson);
    const scope = await records.scopeOf(stream);
    return scope === undefined ? undefined : schools.at(scope.school);
  };

  /** For a press whose data did not arrive: the school that the card was sent for. */
  const officeOfCard = async (press: CardPress): Promise<SchoolServices | undefined> => {
    for (const services of schools.all())
      if ((await subjectOfPress(services, press)) !== undefined) return services;
    return undefined;
  };

  const anyOffice = (): SchoolServices => {
    const [first] = schools.all();
    if (first === undefined) throw new TypeError("there is always a school");
    return first;
  };

  const installed = async (where: Installed): Promise<void> => {
    if (where.scope === "meeting") {
      const services = await officeOfChat(where.chatId);
      if (services !== undefined) return handlersAt(services).installed(where);
      return newMeeting({ chatId: where.chatId, meetingId: where.meetingId ?? "", started: false });
    }
    if (where.scope === "personal") return handlersAt(anyOffice()).installed(where);
    const { teamId, channelId, aadObjectId } = where;
    const theirs = only() === undefined && aadObjectId !== undefined ? await schools.of(aadObjectId) : [];
    const school = only()?.id ?? (theirs.length === 1 ? theirs[0]?.id : undefined);
    await records.saveChannel({
      teamId,
      channelId,
      ...defined({ name: await channelName(where, channels), school }),
    });
  };

  return {
    meetingStarted: async (event) => {
      const services = await officeOfChat(event.chatId);
      if (services !== undefined) await handlersAt(services).meetingStarted(event);
      else await newMeeting({ ...event, started: true });
    },
    meetingEnded: async (event) => {
      const services = await officeOfChat(event.chatId);
      if (services !== undefined) await handlersAt(services).meetingEnded(event);
      else await records.forgetNewMeeting(newMeetingId(event.chatId));
    },
    // People who come before the school is known are seen in the call's own list later; their coming shows the start.
    participantsJoined: async (event) => {
      const services = await officeOfChat(event.chatId);
      if (services !== undefined) await handlersAt(services).participantsJoined(event);
      else
        await newMeeting({ chatId: event.chatId, meetingId: event.meetingId, at: event.at, started: true });
    },
    participantsLeft: async (event) => {
      const services = await officeOfChat(event.chatId);
      if (services !== undefined) await handlersAt(services).participantsLeft(event);
    },
    installed,
    cardPressed: async (press) =>
      // A card of no school is turned away like one of another school.
      handlersAt((await officeOfPress(press)) ?? anyOffice()).cardPressed(press),
    textReceived: (message) => handlersAt(anyOffice()).textReceived(message),
    serviceUrlSeen: (url) => handlersAt(anyOffice()).serviceUrlSeen(url),
  };
};

/** Short, and a digest, so that a card that carries it tells nothing. */
export const newMeetingId = (chatId: string): string => occurrenceId(chatId, 0);
