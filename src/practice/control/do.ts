import { mayChat } from "../meeting/media.ts";
import type { InvitedRole } from "../meeting/meeting.ts";
import { NotAllowed, type Room } from "../meeting/room.ts";
import type { Seat } from "../meeting/seat.ts";
import { families } from "../school/families.ts";
import { findPerson } from "../school/people.ts";
import type { Person } from "../school/person.ts";
import type { World } from "../world.ts";
import type { Command } from "./command.ts";
import { deliver, install, press, text } from "./do-chat.ts";

/** The command names a person or a thing that is not in the practice school. */
export class Unknown extends Error {
  override readonly name = "Unknown";
}

/** Carries out one command; the result is the body of the answer. */
export const carryOut = async (asked: Command, world: World): Promise<unknown> => {
  if ("meeting" in asked) {
    inMeeting(asked, roomNamed(asked.meeting, world), world);
    return { ok: true };
  }
  switch (asked.do) {
    case "press":
      return press(asked, world);
    case "text":
      return text(asked, world);
    case "deliver":
      return deliver(asked, world);
    case "install":
      return install(asked, world);
    case "drive":
      if (!world.drive.byHand(asked.how)) throw new NotAllowed("There is no recording in the folder.");
      return { ok: true };
  }
};

type InMeeting = Extract<Command, { meeting: string }>;

const inMeeting = (asked: InMeeting, room: Room, world: World): void => {
  switch (asked.do) {
    case "start":
      room.arrive(asked.person === undefined ? room.meeting.organiser : personNamed(asked.person));
      return;
    case "arrive":
    case "comeBack":
      room.arrive(personNamed(asked.person));
      return;
    case "familiesArrive":
      families.slice(0, asked.count).forEach((family, index) => {
        if (asked.overSeconds === 0) room.arrive(family);
        else world.clock.after((index * asked.overSeconds * 1000) / asked.count, () => room.arrive(family));
      });
      return;
    case "end":
      room.end(actor(asked.person, room));
      return;
    case "leave":
      room.leave(seatNamed(asked.person, room));
      return;
    case "admit":
      room.admit(seatNamed(asked.person, room), actor(asked.by, room));
      return;
    case "deny":
      room.deny(seatNamed(asked.person, room), actor(asked.by, room));
      return;
    case "admitAll":
      for (const seat of room.seats)
        if (seat.where === "lobby" && (world.switches.admitAllBots || seat.person.identity !== "application"))
          room.admit(seat, actor(asked.by, room));
      return;
    case "remove":
      room.removeByHand(seatNamed(asked.person, room), actor(asked.by, room));
      return;
    case "mic":
      room.send(seatNamed(asked.person, room), "mic", asked.on);
      return;
    case "camera": {
      const seat = seatNamed(asked.person, room);
      seat.moved = asked.moved ?? seat.moved;
      seat.adultGone = asked.adultGone ?? seat.adultGone;
      room.send(seat, "camera", asked.on);
      return;
    }
    case "record":
      room.record(personNamed(asked.person), asked.on);
      return;
    case "breakout":
      room.breakout(personNamed(asked.person), asked.on);
      return;
    case "setOptions":
      setOptions(room, personNamed(asked.person), asked.options);
      return;
    case "giveRole":
      giveRole(room, personNamed(asked.person), asked.role);
      return;
    case "say":
      say(room, personNamed(asked.person), asked.text, world);
      return;
    case "nextWeek":
      if (!room.meeting.weekly) throw new NotAllowed("This meeting is not a series.");
      room.planNext(world.clock.now() + asked.startsInMinutes * 60_000);
      return;
  }
};

const setOptions = (room: Room, person: Person, options: Readonly<Record<string, unknown>>): void => {
  const role = room.role(person);
  if (role !== "organizer" && role !== "coorganizer")
    throw new NotAllowed("Only organisers change meeting options.");
  room.change(options);
};

const giveRole = ({ meeting }: Room, { account }: Person, role: InvitedRole): void => {
  if (!account) throw new NotAllowed("Only people with an account are given a role.");
  meeting.invited.set(account.objectId, role);
};

const say = (room: Room, person: Person, words: string, world: World): void => {
  if (!mayChat(room.role(person), room.effective, room.running))
    throw new NotAllowed("The meeting chat is off.");
  const found = world.chats.find(room.meeting.threadId);
  if (found) world.chats.post(found.conversation, { from: person.id, fromName: person.name, text: words });
};

const actor = (id: string | undefined, room: Room): Person =>
  id === undefined ? room.meeting.organiser : personNamed(id);

const seatNamed = (id: string, room: Room): Seat => {
  const seat = room.seats.find(({ person }) => person.id === id);
  if (!seat) throw new NotAllowed("They are not in this meeting.");
  return seat;
};

const personNamed = (id: string): Person => {
  const person = findPerson(id);
  if (!person) throw new Unknown("no such person in the practice school");
  return person;
};

const roomNamed = (id: string, world: World): Room => {
  const room = world.rooms.byWord(id);
  if (!room) throw new Unknown("no such meeting in the practice school");
  return room;
};
