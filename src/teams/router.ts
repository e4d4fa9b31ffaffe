import { Application } from "@microsoft/teams-ai/lib/Application.js";
import { TurnState } from "@microsoft/teams-ai/lib/TurnState.js";
import type { TurnContext } from "botbuilder";
import {
  eventName,
  type IncomingActivity,
  readActivity,
  readMeetingEvent,
  readParticipantsEvent,
} from "./activity.ts";
import type { ActivityHandlers, Reply } from "./handlers.ts";
import { readInstalled } from "./installation.ts";
import { type CardAnswer, type CardPress, readSubmit, readText } from "./press.ts";

/** How a reply is sent: not through the turn, which builds an HTTP pipeline and fetches a token each time. */
export type Replies = {
  readonly send: (conversationId: string, message: Reply) => Promise<unknown>;
  readonly update: (conversationId: string, activityId: string, message: Reply) => Promise<unknown>;
};

const EVENT = "application/vnd.microsoft.";

/** teams-ai cannot run without state; this one is empty, new for each turn and never stored. */
class NoState extends TurnState {
  protected override async onComputeStorageKeys(): Promise<Record<string, string>> {
    return { conversation: "none", user: "none" };
  }
}

/**
 * teams-ai as a router and nothing more (facts/toolchain.md: defects 1 to 4): own selectors, no turn state, no typing
 * timer. Presses on cards do not come here (receive.ts).
 */
export const createRouter = (handlers: ActivityHandlers, replies: Replies): Application => {
  const app = new Application({
    startTypingTimer: false,
    removeRecipientMention: false,
    turnStateFactory: () => new NoState(),
  });

  const on = (
    chosen: (activity: IncomingActivity) => boolean,
    handle: (activity: IncomingActivity) => Promise<void>,
  ) => {
    const read = (context: TurnContext) => readActivity(context.activity);
    app.addRoute(
      async (context) => {
        const activity = read(context);
        return activity !== undefined && chosen(activity);
      },
      async (context) => {
        const activity = read(context);
        if (activity !== undefined) await handle(activity);
      },
    );
  };
  const onEvent = (name: string, handle: (activity: IncomingActivity) => Promise<void>) =>
    on(
      (activity) => activity.type === "event" && eventName(activity) === (EVENT + name).toLowerCase(),
      handle,
    );

  onEvent("meetingStart", async (activity) => {
    const event = readMeetingEvent(activity, "starttime");
    if (event !== undefined) await handlers.meetingStarted(event);
  });
  onEvent("meetingEnd", async (activity) => {
    const event = readMeetingEvent(activity, "endtime");
    if (event !== undefined) await handlers.meetingEnded(event);
  });
  onEvent("meetingParticipantJoin", async (activity) => {
    const event = readParticipantsEvent(activity);
    if (event !== undefined) await handlers.participantsJoined(event);
  });
  onEvent("meetingParticipantLeave", async (activity) => {
    const event = readParticipantsEvent(activity);
    if (event !== undefined) await handlers.participantsLeft(event);
  });

  on(
    ({ type }) => type === "message",
    async (activity) => {
      const press = readSubmit(activity);
      if (press !== undefined) {
        await answerSubmit(press, await handlers.cardPressed(press), replies);
        return;
      }
      const message = readText(activity);
      if (message === undefined) return;
      const reply = await handlers.textReceived(message);
      if (reply !== undefined) await replies.send(message.conversation.id, reply);
    },
  );

  on(
    ({ type }) => type === "installationUpdate",
    async (activity) => {
      if (activity.action?.startsWith("remove") === true) return;
      const installed = readInstalled(activity);
      if (installed !== undefined) await handlers.installed(installed);
    },
  );

  return app;
};

/**
 * An Action.Submit has no private answer: in a group, everyone would read what Action.Execute shows to the presser
 * alone. So it is said in a personal chat only; elsewhere the press is recorded
 * and the card redrawn by the code that draws it.
 */
const answerSubmit = async (press: CardPress, answer: CardAnswer, replies: Replies): Promise<void> => {
  if (press.conversation.type !== "personal") return;
  if ("card" in answer) {
    if (press.replyToId === undefined) return;
    await replies.update(press.conversation.id, press.replyToId, {
      card: answer.card,
      summary: "Lesson Guard",
    });
    return;
  }
  const text = "message" in answer ? answer.message : answer.refused;
  await replies.send(press.conversation.id, { text });
};
