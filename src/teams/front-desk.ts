import type { Office } from "../desk/office.ts";
import type { Offices } from "../desk/offices.ts";
import { occurrenceId } from "../desk/random.ts";
import { concernStream, lessonStream } from "../record/log/streams.ts";
import type { Records } from "../record/records.ts";
import type { Handlers } from "./handlers.ts";
import type { Installed } from "./installation.ts";
import { type CardPress, idIn } from "./press.ts";

type Met = { readonly chatId: string; readonly meetingId: string; readonly at?: string | undefined };

type Parts = {
  readonly offices: Offices;
  readonly records: Pick<Records, "scopeOf" | "schoolOfChat" | "forgetNewMeeting" | "saveChannel">;
  readonly handlersAt: (office: Office) => Handlers;
  /** Kept until it is known to which school it belongs. `at`: that it has started, by Teams' clock. */
  readonly newMeeting: (met: Met & { readonly started: boolean }) => Promise<void>;
};

/**
 * Receives what Teams tells the bot, and brings it to the office whose it is. Where there is only one
 * school, that is it. A press says which lesson or concern is meant; whether the presser has a right
 * there is decided in that office.
 */
export const frontDesk = ({ offices, records, handlersAt, newMeeting }: Parts): Handlers => {
  const only = (): Office | undefined => {
    const [first, another] = offices.all();
    return another === undefined ? first : undefined;
  };

  const officeOfChat = async (chatId: string): Promise<Office | undefined> => {
    const one = only();
    if (one !== undefined) return one;
    const school = await records.schoolOfChat(chatId);
    return school === undefined ? undefined : offices.at(school);
  };

  /** undefined for a card of no school that there is. */
  const officeOfPress = async ({ data }: CardPress): Promise<Office | undefined> => {
    const one = only();
    if (one !== undefined) return one;
    const school = data["school"];
    if (typeof school === "string") return offices.at(school);
    const lesson = idIn(data, "lesson");
    const stream = lesson === "" ? concernStream(idIn(data, "ref")) : lessonStream(lesson);
    const scope = await records.scopeOf(stream);
    return scope === undefined ? undefined : offices.at(scope.school);
  };

  const anyOffice = (): Office => {
    const [first] = offices.all();
    if (first === undefined) throw new TypeError("there is always a school");
    return first;
  };

  const installed = async (where: Installed): Promise<void> => {
    if (where.scope === "meeting") {
      const office = await officeOfChat(where.chatId);
      if (office !== undefined) return handlersAt(office).installed(where);
      return newMeeting({ chatId: where.chatId, meetingId: where.meetingId ?? "", started: false });
    }
    if (where.scope === "personal") return handlersAt(anyOffice()).installed(where);
    const { teamId, channelId, teamName, aadObjectId } = where;
    const theirs = only() === undefined && aadObjectId !== undefined ? await offices.of(aadObjectId) : [];
    const school = only()?.id ?? (theirs.length === 1 ? theirs[0]?.id : undefined);
    await records.saveChannel({
      teamId,
      channelId,
      ...(teamName === undefined ? {} : { name: teamName }),
      ...(school === undefined ? {} : { school }),
    });
  };

  return {
    meetingStarted: async (event) => {
      const office = await officeOfChat(event.chatId);
      if (office !== undefined) await handlersAt(office).meetingStarted(event);
      else await newMeeting({ ...event, started: true });
    },
    meetingEnded: async (event) => {
      const office = await officeOfChat(event.chatId);
      if (office !== undefined) await handlersAt(office).meetingEnded(event);
      else await records.forgetNewMeeting(newMeetingId(event.chatId));
    },
    // Who comes before the school is known is seen in the call's own list later; that somebody came tells of the start.
    participantsJoined: async (event) => {
      const office = await officeOfChat(event.chatId);
      if (office !== undefined) await handlersAt(office).participantsJoined(event);
      else
        await newMeeting({ chatId: event.chatId, meetingId: event.meetingId, at: event.at, started: true });
    },
    participantsLeft: async (event) => {
      const office = await officeOfChat(event.chatId);
      if (office !== undefined) await handlersAt(office).participantsLeft(event);
    },
    installed,
    uninstalled: (where) => handlersAt(anyOffice()).uninstalled(where),
    membersAdded: (added) => handlersAt(anyOffice()).membersAdded(added),
    cardPressed: async (press) =>
      // What is of no school is turned away as what is of another.
      handlersAt((await officeOfPress(press)) ?? anyOffice()).cardPressed(press),
    textReceived: (message) => handlersAt(anyOffice()).textReceived(message),
    serviceUrlSeen: (url) => handlersAt(anyOffice()).serviceUrlSeen(url),
  };
};

/** Short, and nothing that could be read back: it stands on a card. */
export const newMeetingId = (chatId: string): string => occurrenceId(chatId, 0);
