import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";

/** A calendar event with a Teams meeting, as it is to be. */
export type EventToMake = {
  /** Whose calendar: Entra object id. */
  readonly organiser: string;
  /** Ours, the same at each try: Exchange makes no second event under it. */
  readonly transaction: string;
  readonly title: string;
  /** ISO 8601 in UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** IANA name: a weekly lesson stays at its time of day when summer time begins. */
  readonly timeZone: string;
  /** "2026-12-18": the last day on which it may take place; absent for a single one. */
  readonly weeklyUntil?: string;
  /** E-mail addresses of colleagues. Families get links, and are never invited. */
  readonly invited: readonly string[];
};

/** `joinUrl`: used for the next request and kept nowhere; Graph may give it only some seconds later. */
export type MadeEvent = { readonly event: string; readonly joinUrl?: string };

/** What planning a lesson asks of Graph. Every function throws CloudError and never tries again by itself. */
export type Planner = {
  /** Made by an earlier try whose answer was lost. */
  readonly findEvent: (
    asked: Pick<EventToMake, "organiser" | "transaction" | "startsAt">,
  ) => Promise<MadeEvent | undefined>;
  readonly makeEvent: (asked: EventToMake) => Promise<MadeEvent>;
  /** From the organiser's calendar: Exchange tells everyone who was invited. One that is gone counts as removed. */
  readonly removeEvent: (organiser: string, event: string) => Promise<void>;
  /** One lesson of a series; one that is not there any more counts as removed. */
  readonly removeWeek: (
    organiser: string,
    event: string,
    week: { readonly startsAt: string; readonly endsAt: string },
  ) => Promise<void>;
  readonly joinUrlOf: (organiser: string, event: string) => Promise<string | undefined>;
  /** Into the chat of a meeting; one that is there already counts as added. */
  readonly addToChat: (chatId: string) => Promise<void>;
  /** For one person. @returns their chat with the bot */
  readonly installFor: (person: string) => Promise<string>;
};

type Dependencies = {
  readonly graph: GraphClient;
  /** Where Graph is: the app is named by its whole address. */
  readonly graphEndpoint: string;
  /** As the organisation's catalogue has it. */
  readonly teamsAppId: string;
  /** Resource-specific permissions that the app declares for chats. */
  readonly chatPermissions: readonly string[];
};

const Made = z.object({
  id: z.string(),
  transactionId: z.string().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
});
const Nothing = z.unknown().transform(() => undefined);
const Installed = z.object({ id: z.string() });

const DAY_MS = 24 * 60 * 60_000;

const madeOf = ({ id, onlineMeeting }: z.output<typeof Made>): MadeEvent => ({
  event: id,
  ...(onlineMeeting?.joinUrl ? { joinUrl: onlineMeeting.joinUrl } : {}),
});

/** What Exchange says when this transaction has made its event before; the status differs. */
const MADE_BEFORE = "ErrorDuplicateTransactionId";

export const createPlanner = ({
  graph,
  graphEndpoint,
  teamsAppId,
  chatPermissions,
}: Dependencies): Planner => {
  const eventsOf = (organiser: string): string => `/users/${segment(organiser)}/events`;
  const theApp = { "teamsApp@odata.bind": `${graphEndpoint}/appCatalogs/teamsApps/${teamsAppId}` };

  const findEvent: Planner["findEvent"] = async ({ organiser, transaction, startsAt }) => {
    const day = (shift: number): string =>
      new Date(Date.parse(startsAt) + shift * DAY_MS).toISOString().slice(0, 19);
    const events = await readPages(graph, {
      path: eventsOf(organiser),
      query: {
        $filter: encodeURIComponent(`start/dateTime ge '${day(-1)}' and start/dateTime le '${day(1)}'`),
        $select: "id,transactionId,onlineMeeting",
      },
      operation: "find event",
      item: Made,
    });
    const made = events.find(({ transactionId }) => transactionId === transaction);
    return made === undefined ? undefined : madeOf(made);
  };

  const remove: Planner["removeEvent"] = async (organiser, event) => {
    try {
      await graph.request({
        method: "DELETE",
        path: `${eventsOf(organiser)}/${segment(event)}`,
        operation: "remove event",
        answer: Nothing,
      });
    } catch (error) {
      if (!(error instanceof CloudError && error.kind === "gone")) throw error;
    }
  };

  const install = async (path: string, operation: string, body: object): Promise<void> => {
    try {
      await graph.request({
        method: "POST",
        path,
        operation,
        // A second one is refused with a conflict, and changes nothing.
        repeatable: true,
        body,
        answer: Nothing,
      });
    } catch (error) {
      if (!(error instanceof CloudError && error.status === 409)) throw error;
    }
  };

  return {
    findEvent,
    makeEvent: async (asked) => {
      try {
        const made = await graph.request({
          method: "POST",
          path: eventsOf(asked.organiser),
          operation: "make event",
          body: bodyOf(asked),
          answer: Made,
        });
        return madeOf(made);
      } catch (error) {
        const before =
          error instanceof CloudError && error.code === MADE_BEFORE ? await findEvent(asked) : undefined;
        if (before === undefined) throw error;
        return before;
      }
    },
    joinUrlOf: async (organiser, event) => {
      const { onlineMeeting } = await graph.request({
        method: "GET",
        path: `${eventsOf(organiser)}/${segment(event)}`,
        query: { $select: "id,onlineMeeting" },
        operation: "read event",
        answer: Made,
      });
      return onlineMeeting?.joinUrl ?? undefined;
    },
    removeEvent: remove,
    removeWeek: async (organiser, event, { startsAt, endsAt }) => {
      const weeks = await readPages(graph, {
        path: `${eventsOf(organiser)}/${segment(event)}/instances`,
        query: { startDateTime: startsAt, endDateTime: endsAt, $select: "id" },
        operation: "find week",
        item: Installed,
      });
      for (const { id } of weeks) await remove(organiser, id);
    },
    addToChat: (chatId) =>
      install(`/chats/${segment(chatId)}/installedApps`, "add app to chat", {
        ...theApp,
        consentedPermissionSet: {
          resourceSpecificPermissions: chatPermissions.map((permissionValue) => ({
            permissionValue,
            permissionType: "Application",
          })),
        },
      }),
    installFor: async (person) => {
      const path = `/users/${segment(person)}/teamwork/installedApps`;
      await install(path, "install app for person", theApp);
      const [installed] = await readPages(graph, {
        path,
        query: { $filter: encodeURIComponent(`teamsApp/id eq '${teamsAppId}'`) },
        operation: "find app of person",
        item: Installed,
      });
      if (installed === undefined)
        throw new CloudError({ service: "graph", operation: "find app of person", kind: "temporary" });
      const chat = await graph.request({
        method: "GET",
        path: `${path}/${segment(installed.id)}/chat`,
        operation: "read chat with person",
        answer: Installed,
      });
      return chat.id;
    },
  };
};

const shownIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return (iso: string): string => format.format(new Date(iso)).replace(" ", "T");
};

const WEEKDAY = (timeZone: string) => new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone });

const bodyOf = ({
  transaction,
  title,
  startsAt,
  endsAt,
  timeZone,
  weeklyUntil,
  invited,
}: EventToMake): object => {
  const shown = shownIn(timeZone);
  return {
    subject: title,
    start: { dateTime: shown(startsAt), timeZone },
    end: { dateTime: shown(endsAt), timeZone },
    isOnlineMeeting: true,
    onlineMeetingProvider: "teamsForBusiness",
    allowNewTimeProposals: false,
    transactionId: transaction,
    attendees: invited.map((address) => ({ type: "required", emailAddress: { address } })),
    ...(weeklyUntil === undefined
      ? {}
      : {
          recurrence: {
            pattern: {
              type: "weekly",
              interval: 1,
              daysOfWeek: [WEEKDAY(timeZone).format(new Date(startsAt)).toLowerCase()],
            },
            range: {
              type: "endDate",
              startDate: shown(startsAt).slice(0, 10),
              endDate: weeklyUntil,
              recurrenceTimeZone: timeZone,
            },
          },
        }),
  };
};
