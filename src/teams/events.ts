import { defined } from "../protocol/defined.ts";
import type { RosterPerson } from "../protocol/lesson/person.ts";
import type { EventMember, MeetingEvent, ParticipantsEvent } from "./activity.ts";
import type { ActivityHandlers, Reply } from "./handlers.ts";
import type { Installed } from "./installation.ts";
import type { PressDependencies } from "./press-dependencies.ts";
import { pressesOn } from "./presses.ts";

const HELP: Reply = {
  text:
    "Lesson Guard keeps live lessons to the school's safeguarding protocol. Before a lesson it asks its organiser what kind it is. " +
    "During the lesson, staff find the checklist, Pause, End for all and Tell the DSL now in the side panel and in this chat. " +
    "An administrator of the school sets it up.",
};

export type EventDependencies = PressDependencies & { readonly saveServiceUrl: (url: string) => void };

/** What Teams' activities do in one school: an answer to Teams means that the activity is recorded. */
export const activityHandlers = (dependencies: EventDependencies): ActivityHandlers => {
  const { record, lessons, people } = dependencies;

  const meetingStarted = async ({ chatId, meetingId, at }: MeetingEvent): Promise<void> => {
    const lesson = await lessons.occurrence({ chatId, meetingId, at, heard: "start" });
    const started = { report: "meeting-started", source: "event" } as const;
    await lessons.report(lesson.id, at === undefined ? started : { ...started, teamsAt: at });
  };

  const meetingEnded = async ({ chatId, meetingId, at }: MeetingEvent): Promise<void> => {
    if ((await record.lessonByChat(chatId)) === undefined) return;
    const lesson = await lessons.occurrence({ chatId, meetingId, at, heard: "end" });
    const ended = { report: "meeting-ended" } as const;
    await lessons.report(lesson.id, at === undefined ? ended : { ...ended, teamsAt: at });
  };

  const participants = async (
    { chatId, meetingId, at, members }: ParticipantsEvent,
    place: "in" | "out",
  ): Promise<void> => {
    // No lesson begins because a person leaves.
    if (place === "out" && (await record.lessonByChat(chatId)) === undefined) return;
    const heard = place === "in" ? "join" : "leave";
    const lesson = await lessons.occurrence({ chatId, meetingId, at, heard });
    const staff = await people.staffAmong(
      members.flatMap((one) => (one.aadObjectId === undefined ? [] : [one.aadObjectId])),
    );
    const seen = members.map((one) => asPerson(one, place));
    await lessons.report(lesson.id, {
      report: "roster-seen",
      source: "events",
      people: seen,
      staff,
      whole: false,
      ...defined({ teamsAt: at }),
    });
  };

  const installed = async (where: Installed): Promise<void> => {
    if (where.scope === "personal" && where.aadObjectId !== undefined)
      await record.savePersonalConversation(where.aadObjectId, where.conversationId);
    if (where.scope === "meeting")
      await lessons.occurrence({ chatId: where.chatId, meetingId: where.meetingId ?? "" });
  };

  return {
    meetingStarted,
    meetingEnded,
    participantsJoined: (event) => participants(event, "in"),
    participantsLeft: (event) => participants(event, "out"),
    installed,
    cardPressed: pressesOn(dependencies),
    // Families read a meeting chat: nothing is answered there.
    textReceived: async ({ conversation }) => (conversation.type === "personal" ? HELP : undefined),
    serviceUrlSeen: dependencies.saveServiceUrl,
  };
};

/** Our own has been left out by then: another one, be it under our name. */
const isBot = ({ id }: EventMember): boolean => id.startsWith("28:");

/** A guest's id lasts for one join; only signed-in people carry a directory id. */
const asPerson = (member: EventMember, place: "in" | "out"): RosterPerson => ({
  id: member.id,
  identity: isBot(member)
    ? "application"
    : member.aadObjectId !== undefined && !member.anonymous
      ? "user"
      : "guest",
  shown: member.name,
  place,
  ...(member.aadObjectId === undefined || member.anonymous ? {} : { userId: member.aadObjectId }),
});
