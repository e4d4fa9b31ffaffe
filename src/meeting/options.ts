import { z } from "zod";
import type { MeetingOptions, SeenOptions, StartOption, StartOptions } from "../protocol/lesson/options.ts";
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
} & StartOptions;

/** What Graph accepts only before a meeting starts (facts: the update table). */
export type BeforeStart = { readonly [Option in StartOption]?: boolean } & {
  /** The whole list: Graph replaces it. */
  readonly attendees?: readonly Invited[];
};

/** The name of the request in errors and counts. */
export const SET_OPTIONS = "set options";

// Without this Graph hides the lobby scopes `invited` and `organizationExcludingGuests`.
const HEADERS = { Prefer: "include-unknown-enum-members" };

/** What Teams did not return, or in a form that is not known, is absent. */
const seen = <T extends z.ZodTypeAny>(type: T) => type.nullish().catch(undefined);

type AllOptions = MeetingOptions & { readonly [Option in StartOption]: boolean };

type Field<Value> = {
  /** The name of the property in Graph, and of its part where it has parts. */
  readonly at: readonly [field: string, part?: string];
  readonly is: z.ZodType<Value>;
};

const onOrOff = (field: string): Field<boolean> => ({ at: [field], is: z.boolean() });

/** Each option in Graph: what is written is what is read back, by the same entry. */
const GRAPH: { readonly [Option in keyof AllOptions]: Field<AllOptions[Option]> } = {
  lobbyScope: {
    at: ["lobbyBypassSettings", "scope"],
    is: z.enum([
      "organizer",
      "organization",
      "organizationAndFederated",
      "everyone",
      "invited",
      "organizationExcludingGuests",
    ]),
  },
  dialInBypass: { at: ["lobbyBypassSettings", "isDialInBypassEnabled"], is: z.boolean() },
  lobbyAdmitters: {
    at: ["allowedLobbyAdmitters"],
    is: z.enum(["organizerAndCoOrganizersAndPresenters", "organizerAndCoOrganizers"]),
  },
  presenters: {
    at: ["allowedPresenters"],
    is: z.enum(["everyone", "organization", "roleIsPresenter", "organizer"]),
  },
  mic: onOrOff("allowAttendeeToEnableMic"),
  camera: onOrOff("allowAttendeeToEnableCamera"),
  chat: { at: ["allowMeetingChat"], is: z.enum(["enabled", "disabled", "limited"]) },
  reactions: onOrOff("allowTeamworkReactions"),
  recording: onOrOff("allowRecording"),
  transcription: onOrOff("allowTranscription"),
  announce: onOrOff("isEntryExitAnnounced"),
  recordAutomatically: onOrOff("recordAutomatically"),
  breakoutRooms: onOrOff("allowBreakoutRooms"),
};

const FIELDS = Object.entries(GRAPH) as readonly (readonly [keyof AllOptions, Field<unknown>])[];

const Attendee = z
  .object({
    role: seen(z.string()),
    identity: seen(z.object({ user: seen(z.object({ id: seen(z.string()) })) })),
  })
  .catch({});

const Participants = seen(z.object({ attendees: seen(z.array(Attendee)) }));

const OnlineMeeting = z.object({ participants: Participants }).passthrough();

/** Reads the options in force, and who is invited. @throws CloudError */
export const readOptions = async (graph: GraphClient, meeting: MeetingRef): Promise<ReadMeeting> => {
  const answer = await graph.request({
    method: "GET",
    path: pathOf(meeting),
    operation: "read options",
    headers: HEADERS,
    answer: OnlineMeeting,
  });
  const attendees = answer.participants?.attendees;
  const { recordAutomatically = "not said", breakoutRooms = "not said", ...options } = fromGraph(answer);
  return {
    options,
    recordAutomatically,
    breakoutRooms,
    ...(attendees ? { attendees: attendees.map(attending) } : {}),
  };
};

const attending = ({ role, identity }: z.output<typeof Attendee>): Attending => {
  const userId = identity?.user?.id;
  return { ...(userId ? { userId } : {}), ...(role ? { role } : {}) };
};

/**
 * Sets options; what is in force then is read back apart.
 * `beforeStart` may be given only while the meeting has not started; Graph refuses it later.
 * @throws CloudError
 */
export const patchOptions = async (
  graph: GraphClient,
  meeting: MeetingRef,
  options: Partial<MeetingOptions>,
  { attendees, ...beforeStart }: BeforeStart = {},
): Promise<SeenOptions> => {
  const body = { ...toGraph({ ...options, ...beforeStart }), ...toGraphAttendees(attendees) };
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

const isSaid = (value: unknown): boolean => value !== undefined && value !== null;

const withoutAbsent = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => isSaid(value)));

const partOf = (whole: unknown, part: string): unknown =>
  typeof whole === "object" && whole !== null
    ? (whole as Readonly<Record<string, unknown>>)[part]
    : undefined;

const toGraph = (options: Partial<AllOptions>): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  for (const [option, { at }] of FIELDS) {
    const value = options[option];
    const [field, part] = at;
    if (isSaid(value)) body[field] = part === undefined ? value : { ...Object(body[field]), [part]: value };
  }
  return body;
};

/** An option that Teams did not return, or returned with an unknown value, is absent: it is not proven. */
const fromGraph = (meeting: Readonly<Record<string, unknown>>): Partial<AllOptions> =>
  Object.fromEntries(
    FIELDS.flatMap(
      ([
        option,
        {
          at: [field, part],
          is,
        },
      ]) => {
        const whole = meeting[field];
        const value = part === undefined ? whole : partOf(whole, part);
        const read = is.safeParse(value);
        return read.success ? [[option, read.data]] : [];
      },
    ),
  );

const toGraphAttendees = (attendees: BeforeStart["attendees"]): Record<string, unknown> =>
  withoutAbsent({
    participants: attendees && {
      attendees: attendees.map(({ userId, upn, role }) =>
        withoutAbsent({ role, upn, identity: userId === undefined ? undefined : { user: { id: userId } } }),
      ),
    },
  });
