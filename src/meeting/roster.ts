import { z } from "zod";
import { defined } from "../protocol/defined.ts";
import type { RosterPerson } from "../protocol/lesson/person.ts";

/** A person in the call, or waiting for it, by the calling bot's roster. */
export type RosterParticipant = RosterPerson & {
  /** Sends sound: the microphone is on and no one has muted it. */
  readonly micOn: boolean;
  /** Orders updates about one call: compare before you use one; undefined where Graph gave none. */
  readonly sequence: number | undefined;
  /** The application's id where `identity` is `application`: our own bot, or a person's note-taker. */
  readonly applicationId?: string;
};

/** Everyone in the call, or waiting for it. */
export type CallList = {
  readonly people: readonly RosterParticipant[];
  /** False where an entry could not be read: who is missing may still be there. */
  readonly whole: boolean;
};

/** One odd property takes no one out of the list: it counts as absent. */
const tolerant = <T extends z.ZodTypeAny>(type: T) => type.nullish().catch(undefined);

const NO_TENANT_OF_OURS = "unreadable";

const identity = tolerant(
  z.object({
    id: tolerant(z.string()),
    displayName: tolerant(z.string()),
    // Counts as another tenant's, unless it names ours or is absent.
    tenantId: z.string().nullish().catch(NO_TENANT_OF_OURS),
  }),
);

const Participant = z.object({
  id: z.string().min(1),
  info: z
    .object({
      identity: z
        .object({
          user: identity,
          guest: identity,
          phone: identity,
          application: identity,
          applicationInstance: identity,
        })
        .catchall(z.unknown()),
    })
    .catch({ identity: {} }),
  isInLobby: tolerant(z.boolean()),
  isMuted: tolerant(z.boolean()),
  mediaStreams: tolerant(
    z.array(
      z
        .object({ mediaType: z.string(), direction: z.string(), serverMuted: tolerant(z.boolean()) })
        .nullable()
        .catch(null),
    ),
  ),
  recordingInfo: tolerant(z.object({ recordingStatus: tolerant(z.string()) })),
  removedState: tolerant(z.object({}).passthrough()),
  // A 64-bit number: JSON of OData may hold it as text.
  rosterSequenceNumber: tolerant(
    z.union([
      z.number().int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ]),
  ),
});

type Participant = z.output<typeof Participant>;

/**
 * Reads one participant; unknown properties are ignored, and odd ones count as absent: a person with an id
 * is shown, as an unknown person if who they are cannot be read.
 * @param tenantId the school's: a user of another directory is a guest, whatever Graph calls them
 * @returns undefined for an entry without an id
 */
export const readParticipant = (value: unknown, tenantId: string): RosterParticipant | undefined => {
  const read = Participant.safeParse(value);
  if (!read.success) return undefined;
  const participant = read.data;
  const muted = participant.isMuted ?? undefined;
  const audio = streams(participant, "audio");
  return {
    id: participant.id,
    ...whoIs(participant, tenantId),
    place: placeOf(participant),
    ...defined({ muted }),
    ...(participant.recordingInfo?.recordingStatus === "recording" ? { recording: true } : {}),
    cameraOn: streams(participant, "video").length > 0,
    micOn: muted !== true && audio.some((stream) => stream.serverMuted !== true),
    sequence: participant.rosterSequenceNumber ?? undefined,
  };
};

/** Reads the list of a call, and whether that is everyone. */
export const readList = (values: readonly unknown[], tenantId: string): CallList => {
  const people = values.flatMap((value) => readParticipant(value, tenantId) ?? []);
  return { people, whole: people.length === values.length };
};

const placeOf = (participant: Participant): RosterPerson["place"] => {
  if (participant.removedState) return "out";
  return participant.isInLobby === true ? "lobby" : "in";
};

/** The streams of one kind that send. */
const streams = (participant: Participant, kind: string) =>
  (participant.mediaStreams ?? []).flatMap((stream) =>
    stream?.mediaType === kind && /^send/i.test(stream.direction) ? [stream] : [],
  );

type Who = Pick<RosterParticipant, "identity" | "userId" | "shown" | "applicationId">;

/** Guests have no id that lasts: only their typed name is known, and a name proves nothing. */
const whoIs = (participant: Participant, tenantId: string): Who => {
  const { user, guest, phone, application, applicationInstance } = participant.info.identity;
  const app = application ?? applicationInstance;
  if (user?.id) {
    const ours = !user.tenantId || user.tenantId.toLowerCase() === tenantId.toLowerCase();
    const shown = user.displayName ?? "";
    return ours ? { identity: "user", userId: user.id, shown } : { identity: "guest", shown };
  }
  if (guest) return { identity: "guest", shown: guest.displayName ?? "" };
  if (phone) return { identity: "phone", shown: phone.displayName ?? "" };
  if (app) {
    return {
      identity: "application",
      shown: app.displayName ?? "",
      ...(app.id ? { applicationId: app.id } : {}),
    };
  }
  return { identity: "unknown", shown: anyName(participant.info.identity) };
};

const anyName = (identitySet: Readonly<Record<string, unknown>>): string => {
  for (const value of Object.values(identitySet)) {
    const { displayName } = Object(value) as { displayName?: unknown };
    if (typeof displayName === "string") return displayName;
  }
  return "";
};
