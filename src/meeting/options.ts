import { z } from "zod";
import type { BreakoutRooms, MeetingOptions, SeenOptions } from "../protocol/lesson/options.ts";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, segment } from "./graph-client.ts";

/** Which meeting: Graph addresses it through its organiser. */
export type MeetingRef = { readonly organiserId: string; readonly meetingId: string };

export type MeetingRole = "attendee" | "presenter" | "coorganizer";

export type Invited = {
  /** Entra object id; absent for people invited by e-mail address only. */
  readonly userId?: string;
  readonly upn?: string;
  readonly role: MeetingRole;
};

/** An invited person, as Teams shows them now. */
export type Attending = { readonly userId?: string; readonly role?: string };

export type ReadMeeting = {
  readonly options: SeenOptions;
  /** Absent where Teams did not return them. */
  readonly attendees?: readonly Attending[];
  readonly breakoutRooms?: BreakoutRooms;
};

/** What Graph accepts only before a meeting starts (facts: the update table). */
export type BeforeStart = {
  readonly recordAutomatically?: boolean;
  /** The call's list does not show people in a breakout room. */
  readonly breakoutRooms?: boolean;
  /** The whole list: Graph replaces it. */
  readonly attendees?: readonly Invited[];
};

/** The name of the request in errors and counts. */
export const SET_OPTIONS = "set options";

// Without this Graph hides the lobby scopes `invited` and `organizationExcludingGuests`.
const HEADERS = { Prefer: "include-unknown-enum-members" };

/** An option that Teams did not return, or returned with an unknown value, is absent: it is not proven. */
const seen = <T extends z.ZodTypeAny>(type: T) => type.nullish().catch(undefined);

const OnlineMeeting = z.object({
  lobbyBypassSettings: seen(
    z.object({
      scope: seen(
        z.enum([
          "organizer",
          "organization",
          "organizationAndFederated",
          "everyone",
          "invited",
          "organizationExcludingGuests",
        ]),
      ),
      isDialInBypassEnabled: seen(z.boolean()),
    }),
  ),
  allowedLobbyAdmitters: seen(z.enum(["organizerAndCoOrganizersAndPresenters", "organizerAndCoOrganizers"])),
  allowedPresenters: seen(z.enum(["everyone", "organization", "roleIsPresenter", "organizer"])),
  allowAttendeeToEnableMic: seen(z.boolean()),
  allowAttendeeToEnableCamera: seen(z.boolean()),
  allowMeetingChat: seen(z.enum(["enabled", "disabled", "limited"])),
  allowTeamworkReactions: seen(z.boolean()),
  allowRecording: seen(z.boolean()),
  allowTranscription: seen(z.boolean()),
  isEntryExitAnnounced: seen(z.boolean()),
});

const Attendee = z
  .object({
    role: seen(z.string()),
    identity: seen(z.object({ user: seen(z.object({ id: seen(z.string()) })) })),
  })
  .catch({});

const Participants = seen(z.object({ attendees: seen(z.array(Attendee)) }));

/** Reads the options in force, and who is invited. @throws CloudError */
export const readOptions = async (graph: GraphClient, meeting: MeetingRef): Promise<ReadMeeting> => {
  const answer = await graph.request({
    method: "GET",
    path: pathOf(meeting),
    operation: "read options",
    headers: HEADERS,
    answer: OnlineMeeting.extend({ participants: Participants, allowBreakoutRooms: seen(z.boolean()) }),
  });
  const attendees = answer.participants?.attendees;
  return {
    options: fromGraph(answer),
    breakoutRooms: answer.allowBreakoutRooms ?? "not said",
    ...(attendees ? { attendees: attendees.map(attending) } : {}),
  };
};

const attending = ({ role, identity }: z.output<typeof Attendee>): Attending => {
  const userId = identity?.user?.id;
  return { ...(userId ? { userId } : {}), ...(role ? { role } : {}) };
};

/**
 * Sets options and returns what Graph's answer says is now in force: asked and seen are kept apart.
 * `beforeStart` may be given only while the meeting has not started; Graph refuses it later.
 * @throws CloudError
 */
export const patchOptions = async (
  graph: GraphClient,
  meeting: MeetingRef,
  options: Partial<MeetingOptions>,
  beforeStart: BeforeStart = {},
): Promise<SeenOptions> => {
  const body = { ...toGraph(options), ...toGraphBeforeStart(beforeStart) };
  if (Object.keys(body).length === 0) {
    throw new CloudError({
      service: "graph",
      operation: SET_OPTIONS,
      kind: "refused",
      code: "nothing-to-set",
    });
  }
  const answer = await graph.request({
    method: "PATCH",
    path: pathOf(meeting),
    operation: SET_OPTIONS,
    headers: HEADERS,
    body,
    answer: OnlineMeeting,
  });
  return fromGraph(answer);
};

const pathOf = (meeting: MeetingRef): string =>
  `/users/${segment(meeting.organiserId)}/onlineMeetings/${segment(meeting.meetingId)}`;

const withoutAbsent = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

const toGraph = (options: Partial<MeetingOptions>): Record<string, unknown> => {
  const lobby = withoutAbsent({ scope: options.lobbyScope, isDialInBypassEnabled: options.dialInBypass });
  return withoutAbsent({
    lobbyBypassSettings: Object.keys(lobby).length === 0 ? undefined : lobby,
    allowedLobbyAdmitters: options.lobbyAdmitters,
    allowedPresenters: options.presenters,
    allowAttendeeToEnableMic: options.mic,
    allowAttendeeToEnableCamera: options.camera,
    allowMeetingChat: options.chat,
    allowTeamworkReactions: options.reactions,
    allowRecording: options.recording,
    allowTranscription: options.transcription,
    isEntryExitAnnounced: options.announce,
  });
};

const toGraphBeforeStart = ({
  recordAutomatically,
  breakoutRooms,
  attendees,
}: BeforeStart): Record<string, unknown> =>
  withoutAbsent({
    recordAutomatically,
    allowBreakoutRooms: breakoutRooms,
    participants: attendees && {
      attendees: attendees.map(({ userId, upn, role }) =>
        withoutAbsent({ role, upn, identity: userId === undefined ? undefined : { user: { id: userId } } }),
      ),
    },
  });

const fromGraph = (meeting: z.output<typeof OnlineMeeting>): SeenOptions =>
  withoutAbsent({
    lobbyScope: meeting.lobbyBypassSettings?.scope,
    dialInBypass: meeting.lobbyBypassSettings?.isDialInBypassEnabled,
    lobbyAdmitters: meeting.allowedLobbyAdmitters,
    presenters: meeting.allowedPresenters,
    mic: meeting.allowAttendeeToEnableMic,
    camera: meeting.allowAttendeeToEnableCamera,
    chat: meeting.allowMeetingChat,
    reactions: meeting.allowTeamworkReactions,
    recording: meeting.allowRecording,
    transcription: meeting.allowTranscription,
    announce: meeting.isEntryExitAnnounced,
  });
