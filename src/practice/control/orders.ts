import { z } from "zod";
import { type FaultKind, faultKinds } from "../cloud/faults.ts";

/** Settings of the server that the set-up asks for on the way. */
export const SERVER_SETTINGS = ["TEAMS_CATALOG_ID", "BOT_PASSWORD_ENDS"] as const;

/** `POST /practice/tokens` */
export const tokenOrder = z.object({
  kind: z.enum(["panel", "bot", "call"]),
  /** For `panel`: whose token. */
  person: z.string().optional(),
  /** Replaces claims such as `aud`, `iss`, `tid`, `oid`, `serviceurl`, `exp`. */
  claims: z.record(z.unknown()).optional(),
  expired: z.boolean().optional(),
  otherKey: z.boolean().optional(),
  algorithm: z.enum(["RS256", "none", "HS256"]).optional(),
});

/** `POST /practice/faults` */
export const faultOrder = z.object({
  operation: z.string().min(1),
  kind: z.custom<FaultKind>((kind) => faultKinds.some((known) => known === kind)),
  times: z.number().int().min(1).optional(),
  skip: z.number().int().min(0).optional(),
  retryAfter: z.number().min(0).optional(),
  delayMs: z.number().min(0).optional(),
});

/** `POST /practice/clock` */
export const clockOrder = z.union([
  z.object({
    advanceMinutes: z.number().min(0),
    /** Whether the application keeps its calls alive meanwhile; its own clock is not moved on. */
    keepAlive: z.enum(["sent", "missed"]).default("sent"),
  }),
  z.object({ set: z.string().datetime({ offset: true }) }),
  z.object({ jumpMinutes: z.number() }),
]);

/** `POST /practice/latency`, milliseconds */
export const latencyOrder = z
  .object({
    cloud: z.number().min(0),
    writes: z.number().min(0),
    options: z.number().min(0),
    notify: z.number().min(0),
  })
  .partial()
  .strict();

/** `POST /practice/switches` */
export const switchOrder = z
  .object({
    applicationAccessPolicy: z.boolean(),
    removeParticipant: z.boolean(),
    participantEvents: z.boolean(),
    eventShape: z.enum(["pascal", "camel", "noTitle", "blankName", "otherId"]),
    eventsTwice: z.boolean(),
    startAfterJoins: z.boolean(),
    startLost: z.boolean(),
    endLost: z.boolean(),
    rosterOutOfOrder: z.boolean(),
    optionsIgnored: z.boolean(),
    optionsRefused: z.array(z.string()),
    admitAllBots: z.boolean(),
    secretExpired: z.boolean(),
    revokedRoles: z.array(z.string()),
    disabledAccounts: z.array(z.string()),
    withoutAccessPolicy: z.array(z.string()),
    deletedGroups: z.array(z.string()),
    emptyGroups: z.array(z.string()),
    appBlocked: z.boolean(),
    givenToEveryone: z.boolean(),
    tokenVersion: z.union([z.literal(1), z.literal(2)]),
    clockAheadMinutes: z.number(),
    frontDoor: z.enum(["application", "nothing", "anotherProgram"]),
    certificateDays: z.number(),
    calling: z.boolean(),
    callNotifications: z.boolean(),
    lobbyCanBeSet: z.boolean(),
    breakoutRoomsCanBeSet: z.boolean(),
    mailboxes: z.enum(["one", "all", "none"]),
    classes: z.boolean(),
    recordingsReady: z.boolean(),
    recordingsOff: z.boolean(),
    siteGranted: z.boolean(),
    staffFolder: z.enum(["right", "wide", "hidden", "gone"]),
    copyDamaged: z.boolean(),
    calendars: z.enum(["staff", "none", "all"]),
    withoutCalendar: z.array(z.string()),
    contacts: z.boolean(),
    namesake: z.boolean(),
    meetingAfterReads: z.number().int().min(0),
    rscInChats: z.boolean(),
    appInNewMeetings: z.boolean(),
    pageSize: z.number().int().min(1).max(999),
  })
  .partial()
  .strict();

/** `POST /practice/tenant`: a press in an admin centre, lines in PowerShell, or a setting of the server. */
export const tenantOrder = z.discriminatedUnion("do", [
  z.object({ do: z.literal("consent") }),
  z.object({ do: z.literal("addPermission"), name: z.string() }),
  z.object({ do: z.literal("upload") }),
  z.object({ do: z.literal("assign"), groups: z.array(z.string()) }),
  z.object({ do: z.literal("block"), on: z.boolean() }),
  z.object({
    do: z.literal("setupPolicy"),
    name: z.string().min(1),
    installed: z.boolean(),
    inMeetings: z.boolean(),
  }),
  z.object({ do: z.literal("grantSetupPolicy"), name: z.string().min(1), group: z.string() }),
  z.object({ do: z.literal("anonymousApps"), on: z.boolean() }),
  z.object({
    do: z.literal("meetingPolicy"),
    name: z.string().min(1),
    policy: z
      .object({
        AutoAdmittedUsers: z.string(),
        AllowPSTNUsersToBypassLobby: z.string(),
        AllowAnonymousUsersToJoinMeeting: z.string(),
        AllowAnonymousUsersToStartMeeting: z.string(),
        DesignatedPresenterRoleMode: z.string(),
      })
      .strict(),
  }),
  /** A person adds the app in Teams for themselves. */
  z.object({ do: z.literal("add"), person: z.string() }),
  /** An owner of the DSLs' team adds it there: before that no channel of the team can have it. */
  z.object({ do: z.literal("addToTeam") }),
  /** An owner of a team adds it to a channel, or an organiser to their meeting. */
  z.object({ do: z.literal("addTo"), conversation: z.string() }),
  z.object({ do: z.literal("powerShell"), text: z.string().max(20_000) }),
  /** Saved on the server, and Lesson Guard is started again. */
  z.object({ do: z.literal("server"), settings: z.record(z.enum(SERVER_SETTINGS), z.string()) }),
]);

export type TenantOrder = z.infer<typeof tenantOrder>;

/** `POST /practice/app` */
export const appOrder = z.object({
  act: z.enum(["kill", "start", "stop"]).optional(),
  autoRestart: z.boolean().optional(),
});
