import type { Clock } from "../clock.ts";
import { stableId } from "../ids.ts";
import { isStaff, type Person } from "../school/person.ts";
import type { Latency } from "../switches.ts";
import { waitsInLobby } from "./lobby.ts";
import { maySend, silence } from "./media.ts";
import type { Meeting } from "./meeting.ts";
import { type MeetingOptions, mergeOptions, usualOptions } from "./options.ts";
import { mayAdmit, mayEnd, roleOf } from "./role.ts";
import type { EndReason, RoomEvent } from "./room-event.ts";
import type { MeetingRole, Seat } from "./seat.ts";
import { takeSeat } from "./take-seat.ts";

export type RoomListener = (room: Room, event: RoomEvent) => void;

/** Teams refused a person's press, in words for the classroom page. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";
}

const comeBackAfterMs = 4000;

/** A meeting in progress: who is in, who waits, what they send, and the options that bind them. */
export class Room {
  readonly meeting: Meeting;
  /** What GET reads back. */
  set: MeetingOptions = usualOptions();
  /** What binds people; follows `set` after the chosen latency. */
  effective: MeetingOptions = usualOptions();
  running = false;
  startsAt: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
  occurrence = 1;
  /** Recordings that people made in Teams; times in ms. */
  readonly recordings: { readonly id: string; readonly from: number; readonly by?: string; to: number }[] =
    [];
  readonly #clock: Clock;
  readonly #latency: Latency;
  readonly #listeners: RoomListener[] = [];
  readonly #seats = new Map<string, Seat>();
  readonly #triesLeft = new Map<string, number>();

  constructor(meeting: Meeting, startsAt: number, clock: Clock, latency: Latency) {
    this.meeting = meeting;
    this.startsAt = startsAt;
    this.#clock = clock;
    this.#latency = latency;
  }

  listen(listener: RoomListener): void {
    this.#listeners.push(listener);
  }

  get seats(): readonly Seat[] {
    return [...this.#seats.values()];
  }

  get inside(): readonly Seat[] {
    return this.seats.filter((seat) => seat.where === "in");
  }

  seatOf(person: Person): Seat | undefined {
    return this.seats.find((seat) => seat.person.id === person.id && seat.callId === undefined);
  }

  role(person: Person): MeetingRole {
    return roleOf(person, this.meeting, this.effective);
  }

  /** A person opens the join link. Guests cannot start a meeting: they wait until a person with an account has. */
  arrive(person: Person): Seat {
    const there = this.seatOf(person);
    if (there) return there;
    const waits = waitsInLobby(person, this.meeting, this.effective) || (!this.running && !person.account);
    const seat = takeSeat(person, waits ? "lobby" : "in", this.#clock.now());
    this.#seats.set(seat.id, seat);
    if (waits) this.#tell({ what: "waiting", seat });
    else this.#enter(seat);
    return seat;
  }

  /** A calling bot's leg arrives; it never starts the meeting. */
  arriveByCall(bot: Person, callId: string): Seat {
    const waits = waitsInLobby(bot, this.meeting, this.effective);
    const seat = takeSeat(bot, waits ? "lobby" : "in", this.#clock.now(), callId);
    this.#seats.set(seat.id, seat);
    this.#tell({ what: waits ? "waiting" : "joined", seat });
    return seat;
  }

  leave(seat: Seat, how: "left" | "removed" | "denied" = "left"): void {
    if (!this.#seats.delete(seat.id)) return;
    this.#tell({ what: "left", seat, how });
    if (how === "removed") this.#mayComeBack(seat.person);
    const peopleLeft = this.inside.some(({ callId }) => callId === undefined);
    if (this.running && !peopleLeft) this.#over({ code: 200, subcode: 5002 });
  }

  admit(seat: Seat, by: Person): void {
    if (!mayAdmit(this.#roleInside(by), this.effective)) {
      throw new NotAllowed("This person may not let people in from the lobby.");
    }
    if (seat.where === "lobby" && this.#seats.has(seat.id)) this.#enter(seat);
  }

  deny(seat: Seat, by: Person): void {
    if (!mayAdmit(this.#roleInside(by), this.effective)) {
      throw new NotAllowed("This person may not turn people away from the lobby.");
    }
    if (seat.where === "lobby") this.leave(seat, "denied");
  }

  /** A person removes another in Teams. */
  removeByHand(seat: Seat, by: Person): void {
    if (this.#roleInside(by) === "attendee") throw new NotAllowed("This person may not remove others.");
    this.leave(seat, "removed");
  }

  get recordingNow(): boolean {
    return this.running && this.recordings.at(-1)?.to === 0;
  }

  /** Who is recording in Teams: a call's roster says so of them. */
  isRecording({ person }: Seat): boolean {
    return this.recordingNow && this.recordings.at(-1)?.by === person.id;
  }

  /** A person starts or stops a recording in Teams. */
  record(by: Person, on: boolean): void {
    if (!isStaff(by) || this.#roleInside(by) === "attendee")
      throw new NotAllowed("This person may not record.");
    if (on && !this.effective.allowRecording) throw new NotAllowed("Recording is off for this meeting.");
    const now = this.#clock.now();
    if (on && !this.recordingNow)
      this.recordings.push({ id: stableId(`recording:${now}`), from: now, by: by.id, to: 0 });
    if (!on) this.#stopRecording();
    this.#tell({ what: "options" });
    this.#tell({ what: "changed", seats: this.seats.filter(({ person }) => person === by) });
  }

  /** A person opens breakout rooms and sends all attendees there, or closes them. */
  breakout(by: Person, on: boolean): void {
    if (this.#roleInside(by) === "attendee") throw new NotAllowed("This person may not open breakout rooms.");
    if (on && !this.effective.allowBreakoutRooms)
      throw new NotAllowed("Breakout rooms are off for this meeting.");
    const moved = this.inside.filter(
      (seat) =>
        seat.callId === undefined && seat.breakout !== on && (!on || this.role(seat.person) === "attendee"),
    );
    for (const seat of moved) seat.breakout = on;
    this.#tell({ what: "changed", seats: moved });
  }

  send(seat: Seat, what: "mic" | "camera", on: boolean): void {
    if (on && seat.where !== "in") throw new NotAllowed("They wait in the lobby.");
    if (on && !maySend(what, this.role(seat.person), this.effective)) {
      throw new NotAllowed(what === "mic" ? "Mics are off for attendees." : "Cameras are off for attendees.");
    }
    seat[what] = on;
    if (what === "mic") seat.serverMuted = false;
    this.#tell({ what: "changed", seats: [seat] });
  }

  /** Server mute: the person did not press it, and no one can undo it from outside. */
  mute(seat: Seat): void {
    seat.mic = false;
    seat.serverMuted = true;
    this.#tell({ what: "changed", seats: [seat] });
  }

  change(asked: Readonly<Record<string, unknown>>): void {
    this.set = mergeOptions(this.set, asked);
    this.#tell({ what: "options" });
    if (this.#latency.options === 0) this.#bind();
    else this.#clock.after(this.#latency.options, () => this.#bind());
  }

  /** A person presses End meeting: the only way a meeting with people in it ends. */
  end(by: Person): void {
    if (!mayEnd(by, this.#roleInside(by))) throw new NotAllowed("This person cannot end the meeting.");
    this.#over({ code: 200, subcode: 5001 });
  }

  /** The series goes on: same link, same chat, same options, next week's occurrence. */
  planNext(startsAt: number): void {
    this.startsAt = startsAt;
    this.occurrence += 1;
    this.startedAt = undefined;
    this.endedAt = undefined;
    this.#triesLeft.clear();
    this.#tell({ what: "options" });
  }

  #roleInside(person: Person): MeetingRole {
    if (this.seatOf(person)?.where !== "in") throw new NotAllowed("They are not in the meeting.");
    return this.role(person);
  }

  #enter(seat: Seat): void {
    const starts = !this.running && seat.person.account !== undefined;
    seat.where = "in";
    const role = this.role(seat.person);
    seat.mic = seat.person.identity !== "application" && maySend("mic", role, this.effective);
    seat.camera =
      seat.person.identity !== "application" &&
      seat.person.identity !== "phone" &&
      maySend("camera", role, this.effective);
    if (starts) {
      this.running = true;
      this.startedAt = this.#clock.now();
      this.endedAt = undefined;
      this.#tell({ what: "started" });
    }
    this.#tell({ what: "joined", seat });
    if (starts) this.#letInEarlyGuests();
  }

  #letInEarlyGuests(): void {
    for (const seat of this.seats) {
      if (seat.where === "lobby" && !waitsInLobby(seat.person, this.meeting, this.effective))
        this.#enter(seat);
    }
  }

  #bind(): void {
    this.effective = this.set;
    const changed = this.inside.filter((seat) => silence(seat, this.role(seat.person), this.effective));
    if (changed.length > 0) this.#tell({ what: "changed", seats: changed });
    this.#tell({ what: "options" });
  }

  #mayComeBack(person: Person): void {
    const left = this.#triesLeft.get(person.id) ?? person.returns;
    if (left <= 0) return;
    this.#triesLeft.set(person.id, left - 1);
    this.#clock.after(comeBackAfterMs, () => {
      if (this.running) this.arrive(person);
    });
  }

  #stopRecording(): void {
    const last = this.recordings.at(-1);
    if (last?.to === 0) last.to = this.#clock.now();
  }

  #over(reason: EndReason): void {
    this.#stopRecording();
    const gone = this.seats;
    this.#seats.clear();
    this.running = false;
    this.endedAt = this.#clock.now();
    for (const seat of gone) this.#tell({ what: "left", seat, how: "ended" });
    this.#tell({ what: "ended", reason });
  }

  #tell(event: RoomEvent): void {
    for (const listener of this.#listeners) listener(this, event);
  }
}
