import { randomUUID } from "node:crypto";
import type { Clock } from "../../clock.ts";
import { asList, asText, at } from "../../fields.ts";
import type { Room } from "../../meeting/room.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import { users } from "../../school/groups.ts";
import { findAccount } from "../../school/people.ts";
import { isStaff, type Person } from "../../school/person.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";

type Event = {
  readonly id: string;
  readonly owner: Person;
  readonly transaction: string | undefined;
  readonly room: Room;
  /** How often it was read: the meeting is made some seconds after the event. */
  reads: number;
  /** Of a series: the starts of those lessons that were deleted alone. */
  readonly gone: Set<number>;
};

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** As many as a term has. */
const MOST_WEEKS = 60;

/** What the clocks of a time zone show, as a moment: practice knows the school's own zone and UTC. */
const momentOf = (shown: unknown): number => {
  const text = asText(at(shown, "dateTime")) ?? "";
  const zone = asText(at(shown, "timeZone")) ?? "";
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) throw graphRefusal(400, "ErrorInvalidRequest", "The date is not valid.");
  try {
    const offset = (moment: number): number => {
      const there = new Intl.DateTimeFormat("sv-SE", {
        timeZone: zone,
        dateStyle: "short",
        timeStyle: "medium",
      });
      return Date.parse(`${there.format(new Date(moment)).replace(" ", "T")}Z`) - moment;
    };
    return asUtc - offset(asUtc - offset(asUtc));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw graphRefusal(400, "TimeZoneNotSupportedException", "A valid TimeZone value must be specified.");
  }
};

/**
 * Calendars of staff: an event with a Teams meeting (facts/graph.md 5). The application may use a mailbox only where
 * Exchange gave it the role for it; no consent in Entra shows that.
 *
 * @param added a meeting is there, with its chat
 */
export const eventRoutes = (
  rooms: Rooms,
  switches: Switches,
  clock: Clock,
  added: (room: Room) => void,
): readonly Route[] => {
  const events: Event[] = [];
  const base = "/v1.0/users/:user/events";

  /** @throws what Exchange says where the mailbox is not there, or not open to the application */
  const openTo = (user: string, looks: boolean): Person | undefined => {
    const person = findAccount(user);
    const account = users.find(({ id, userPrincipalName }) => id === user || userPrincipalName === user);
    if (account === undefined) throw graphRefusal(404, "ErrorInvalidUser", "The requested user is invalid.");
    const isOpen =
      switches.calendars === "all" ||
      (switches.calendars === "staff" &&
        person !== undefined &&
        isStaff(person) &&
        !switches.withoutCalendar.includes(account.id));
    if (isOpen) return person;
    throw graphRefusal(
      403,
      "ErrorAccessDenied",
      "Access is denied. Check credentials and try again.",
      // Of a look a refusal is an answer: that a mailbox is closed to us.
      looks || switches.calendars === "none",
    );
  };

  const ownerOf = ({ params }: CloudRequest): Person => {
    const person = openTo(params["user"] ?? "", false);
    if (person === undefined) throw graphRefusal(404, "ErrorInvalidUser", "The requested user is invalid.");
    return person;
  };

  /** Practice's day has no change of the clocks. */
  const weeksOf = ({ room }: Event): readonly number[] =>
    Array.from({ length: room.meeting.weekly ? MOST_WEEKS : 1 }, (_, week) => room.startsAt + week * WEEK_MS);

  const shown = ({ id, transaction, room, reads }: Event): unknown => {
    const late = reads < switches.meetingAfterReads;
    return {
      id,
      subject: room.meeting.subject,
      transactionId: transaction ?? null,
      start: { dateTime: clock.iso(room.startsAt).slice(0, 19), timeZone: "UTC" },
      end: { dateTime: clock.iso(room.startsAt + room.meeting.lastsMs).slice(0, 19), timeZone: "UTC" },
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
      onlineMeeting: late ? null : { joinUrl: room.meeting.joinWebUrl },
    };
  };

  return [
    {
      operation: "graph.event.create",
      method: "POST",
      path: base,
      handle: (request) => {
        const owner = ownerOf(request);
        const { body } = request;
        const transaction = asText(at(body, "transactionId"));
        if (transaction !== undefined && events.some((one) => one.transaction === transaction))
          throw graphRefusal(
            409,
            "ErrorDuplicateTransactionId",
            "The TransactionId specified in the request has already been used to create a different event.",
          );
        const from = momentOf(at(body, "start"));
        const to = momentOf(at(body, "end"));
        if (to <= from)
          throw graphRefusal(400, "ErrorCalendarEndDateIsEarlierThanStartDate", "End before start.");
        const invited = asList(at(body, "attendees")).flatMap((one) => {
          const address = asText(at(one, "emailAddress", "address")) ?? "";
          return findAccount(address)?.id ?? [];
        });
        const weekly = at(body, "recurrence") !== undefined;
        const subject = asText(at(body, "subject")) ?? "";
        const room = rooms.plan({ organiser: owner, subject, from, to, weekly, invited });
        const event: Event = {
          id: `AAMk${randomUUID()}`,
          owner,
          transaction,
          room,
          reads: 0,
          gone: new Set(),
        };
        events.push(event);
        added(room);
        return { status: 201, body: shown(event) };
      },
    },
    {
      operation: "graph.event.list",
      method: "GET",
      path: base,
      handle: (request) => {
        const owner = openTo(request.params["user"] ?? "", true);
        const [, from = "", to = ""] =
          /start\/dateTime ge '([^']+)' and start\/dateTime le '([^']+)'/.exec(
            request.query.get("$filter") ?? "",
          ) ?? [];
        const value = events.filter(({ owner: whose, room }) => {
          const start = clock.iso(room.startsAt).slice(0, 19);
          return whose === owner && start >= from && start <= to;
        });
        return { status: 200, body: { value: value.map(shown) } };
      },
    },
    {
      operation: "graph.event.get",
      method: "GET",
      path: `${base}/:event`,
      handle: (request) => {
        const owner = ownerOf(request);
        const event = events.find(
          ({ id, owner: whose }) => id === request.params["event"] && whose === owner,
        );
        if (!event) throw notFound("Event");
        event.reads += 1;
        return { status: 200, body: shown(event) };
      },
    },
    {
      operation: "graph.event.instances",
      method: "GET",
      path: `${base}/:event/instances`,
      handle: (request) => {
        const owner = ownerOf(request);
        const event = events.find(
          ({ id, owner: whose }) => id === request.params["event"] && whose === owner,
        );
        if (!event) throw notFound("Event");
        const [from, to] = ["startDateTime", "endDateTime"].map((name) =>
          Date.parse(request.query.get(name) ?? ""),
        );
        if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to))
          throw graphRefusal(400, "ErrorInvalidParameter", "The query has no startDateTime and endDateTime.");
        const value = weeksOf(event).filter(
          (start) => start < to && start + event.room.meeting.lastsMs > from && !event.gone.has(start),
        );
        return {
          status: 200,
          body: { value: value.map((start) => ({ id: `${event.id}.${start}`, type: "occurrence" })) },
        };
      },
    },
    {
      operation: "graph.event.delete",
      method: "DELETE",
      path: `${base}/:event`,
      handle: (request) => {
        const owner = ownerOf(request);
        const [series, start] = (request.params["event"] ?? "").split(".");
        if (start !== undefined) {
          const of = events.find(({ id, owner: whose }) => id === series && whose === owner);
          if (of === undefined || of.gone.has(Number(start))) throw notFound("Event");
          of.gone.add(Number(start));
          return { status: 204, body: undefined };
        }
        const at = events.findIndex(
          ({ id, owner: whose }) => id === request.params["event"] && whose === owner,
        );
        const [event] = at < 0 ? [] : events.splice(at, 1);
        if (event === undefined) throw notFound("Event");
        rooms.cancel(event.room);
        return { status: 204, body: undefined };
      },
    },
  ];
};
