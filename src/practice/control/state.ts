import { maySend } from "../meeting/media.ts";
import type { Room } from "../meeting/room.ts";
import type { Seat } from "../meeting/seat.ts";
import { appInTeams } from "../school/app-package.ts";
import { callingBot, findAccount, people } from "../school/people.ts";
import { isStaff, type Person } from "../school/person.ts";
import { botId, tenantId } from "../school/tenant.ts";
import type { World } from "../world.ts";
import { SERVER_SETTINGS } from "./orders.ts";
import type { MeetingView, PersonView, PracticeState, SeatMark, SeatView } from "./shapes.ts";

/** The whole practice school as it is now. */
export const stateOf = (world: World): PracticeState => {
  const { clock, application } = world;
  return {
    version: versionOf(world),
    clock: { now: clock.iso(), offsetMinutes: Math.round(clock.offsetMinutes) },
    app: {
      up: application?.up ?? true,
      starts: application?.starts ?? 0,
      autoRestart: application?.autoRestart ?? false,
    },
    tenantId,
    botId,
    teamsApp: appInTeams,
    bare: world.bare,
    pressedOnPages: [...world.pressedOnPages],
    tenant: world.tenant.view,
    ...serverOf(application),
    people: [...people, callingBot].map(personView),
    meetings: world.rooms.every.map((room) => meetingView(room, world)),
    chats: world.chats.all,
    faults: world.faults.waiting,
    switches: world.switches,
    latency: world.latency,
    violations: world.ledger.violations.length,
  };
};

/** Rises with every change of the school; time alone changes nothing. */
export const versionOf = ({ changes, application, ledger }: World): number =>
  changes.version + (application?.starts ?? 0) + ledger.violations.length;

const personView = (person: Person): PersonView => ({
  id: person.id,
  name: person.name,
  initials: initialsOf(person.name),
  part: person.part,
  staff: isStaff(person),
  objectId: person.account?.objectId ?? null,
  userPrincipalName: person.account?.userPrincipalName ?? null,
  botUserId: person.account?.botUserId ?? null,
  pupils: person.pupils ?? [],
});

const serverOf = (application: World["application"]): Pick<PracticeState, "server"> => {
  if (application === undefined) return {};
  const { environment } = application;
  return {
    server: Object.fromEntries(SERVER_SETTINGS.map((name) => [name, environment[name] ?? ""])),
  };
};

const meetingView = (room: Room, { clock, rooms }: World): MeetingView => {
  const { meeting } = room;
  return {
    id: meeting.id,
    subject: meeting.subject,
    organiser: meeting.organiser.id,
    invited: [...meeting.invited].map(([objectId, role]) => ({
      person: findAccount(objectId)?.id ?? "",
      role,
    })),
    weekly: meeting.weekly,
    inCalendar: rooms.all.includes(room),
    occurrence: room.occurrence,
    startsAt: clock.iso(room.startsAt),
    endsAt: clock.iso(room.startsAt + meeting.lastsMs),
    running: room.running,
    startedAt: room.startedAt === undefined ? null : clock.iso(room.startedAt),
    endedAt: room.endedAt === undefined ? null : clock.iso(room.endedAt),
    recording: room.recordingNow,
    threadId: meeting.threadId,
    meetingId: meeting.meetingId,
    onlineMeetingId: meeting.onlineMeetingId,
    joinWebUrl: meeting.joinWebUrl,
    options: { set: room.set, effective: room.effective },
    seats: room.seats.map((seat) => seatView(seat, room)),
  };
};

const seatView = (seat: Seat, room: Room): SeatView => {
  const role = room.role(seat.person);
  return {
    participant: seat.id,
    person: seat.person.id,
    name: seat.person.name,
    initials: initialsOf(seat.person.name),
    role,
    where: seat.where,
    breakout: seat.breakout,
    mic: seat.mic,
    camera: seat.camera,
    moved: seat.moved,
    adultGone: seat.adultGone,
    serverMuted: seat.serverMuted,
    mayMic: maySend("mic", role, room.effective),
    mayCamera: maySend("camera", role, room.effective),
    callingBot: seat.callId !== undefined,
    ...markOf(seat.person),
  };
};

const MARKS: { readonly [I in Person["identity"]]?: SeatMark } = {
  guest: "Guest",
  application: "Bot",
  phone: "Phone",
};

const markOf = ({ identity }: Person): Pick<SeatView, "mark"> => {
  const mark = MARKS[identity];
  return mark === undefined ? {} : { mark };
};

const titles: ReadonlySet<string> = new Set(["Ms", "Mr", "Mrs", "Miss", "Dr", "The"]);

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => !titles.has(word) && /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (first.charAt(0) + last.charAt(0)).toUpperCase();
};
