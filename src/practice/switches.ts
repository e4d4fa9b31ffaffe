/** How `meetingStart` and `meetingEnd` are written (facts: every shape Microsoft documents). */
export type EventShape = "pascal" | "camel" | "noTitle" | "blankName" | "otherId";

/** What a tenant's administrator, or the mood of the cloud, decides. Set over `/practice/switches`. */
export type Switches = {
  /** New-CsApplicationAccessPolicy has been granted to the organisers. */
  applicationAccessPolicy: boolean;
  /** Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds names the app. */
  removeParticipant: boolean;
  /** Participant join and leave events reach the bot ("Meeting event subscriptions" ticked). */
  participantEvents: boolean;
  eventShape: EventShape;
  /** Each meeting event is delivered two times. */
  eventsTwice: boolean;
  /** `meetingStart` comes only after the first joins. */
  startAfterJoins: boolean;
  /** `meetingStart` never arrives: it is sent once. */
  startLost: boolean;
  /** `meetingEnd` never arrives: it is sent once. */
  endLost: boolean;
  /** Pairs of roster notifications arrive in the wrong order. */
  rosterOutOfOrder: boolean;
  /** A PATCH of meeting options is answered 200 but does nothing. */
  optionsIgnored: boolean;
  /** Options that are refused here, by Graph's names, and with each the whole PATCH it stands in. */
  optionsRefused: string[];
  /** `Admit all` lets bots in too; since mid-2026 Teams leaves out those it detects, unless the tenant allows them. */
  admitAllBots: boolean;
  /** The application's client secret has run out: Entra refuses it, and what was given before has lapsed. */
  secretExpired: boolean;
  /** Application permissions taken back by the administrator. */
  revokedRoles: string[];
  /** Accounts that have been disabled in Entra, by their object ids. */
  disabledAccounts: string[];
  /** Organisers whom the application access policy leaves out, by their object ids. */
  withoutAccessPolicy: string[];
  /** Entra groups that have been deleted, by their object ids. */
  deletedGroups: string[];
  /** Entra groups that no one is in. */
  emptyGroups: string[];
  /** A Teams administrator has blocked the app. */
  appBlocked: boolean;
  /** The app has been given to everyone in the organisation: pupils have it, too. */
  givenToEveryone: boolean;
  /** `requestedAccessTokenVersion` of the registration: the shape of a tab's tokens. */
  tokenVersion: 1 | 2;
  /** By how much Microsoft's clock is ahead of this machine's, in minutes: its answers carry a date. */
  clockAheadMinutes: number;
  /** What answers at the school's https address. */
  frontDoor: "application" | "nothing" | "anotherProgram";
  /** Days for which the certificate of that address is still good; less than 0: it has ended. */
  certificateDays: number;
  /** Calling is on in the bot's Teams channel. */
  calling: boolean;
  /** Notifications about calls reach the application. */
  callNotifications: boolean;
  /** AllowOrganizersToOverrideLobbySettings: where not, a PATCH of the lobby is answered 200 and does nothing. */
  lobbyCanBeSet: boolean;
  /** The same for breakout rooms. */
  breakoutRoomsCanBeSet: boolean;
  /** Mailboxes that the application may send from. */
  mailboxes: "one" | "all" | "none";
  /** School Data Sync has classes. */
  classes: boolean;
  /** It has whom to phone for each pupil. */
  contacts: boolean;
  /** A second pupil, of another class, is called Amara Osei too. */
  namesake: boolean;
  /** Recordings of a meeting are listed: Teams takes minutes, or longer, until they are. */
  recordingsReady: boolean;
  /** The tenant does not let applications have recordings: each request is answered 403. */
  recordingsOff: boolean;
  /** An administrator has granted the application the staff's site (`Sites.Selected`). */
  siteGranted: boolean;
  /** The folder for recordings: open to the DSL and the headteacher, to more, not told to us; or no longer there. */
  staffFolder: "right" | "wide" | "hidden" | "gone";
  /** What is uploaded arrives changed. */
  copyDamaged: boolean;
  /** Calendars that Exchange lets the application use. */
  calendars: "staff" | "none" | "all";
  /** Object ids of staff whose calendar is out of the scope that Exchange has. */
  withoutCalendar: readonly string[];
  /** How often a new event is read before it shows its meeting. */
  meetingAfterReads: number;
  /** Apps may be consented to in a chat. */
  rscInChats: boolean;
  /** A setup policy puts the app into each new meeting that staff organise. */
  appInNewMeetings: boolean;
  /** Items on one page of a Graph list; Microsoft's default is 100. */
  pageSize: number;
};

/** Milliseconds. */
export type Latency = {
  /** Before each answer of the cloud. */
  cloud: number;
  /** Before the answer to a request that changes something, where that is longer. */
  writes: number;
  /** From a change of options until it binds people. */
  options: number;
  /** Before each activity or call notification is sent. */
  notify: number;
};

export const usualSwitches = (): Switches => ({
  applicationAccessPolicy: true,
  removeParticipant: true,
  participantEvents: true,
  eventShape: "pascal",
  eventsTwice: false,
  startAfterJoins: false,
  startLost: false,
  endLost: false,
  rosterOutOfOrder: false,
  optionsIgnored: false,
  optionsRefused: [],
  admitAllBots: false,
  secretExpired: false,
  revokedRoles: [],
  disabledAccounts: [],
  withoutAccessPolicy: [],
  deletedGroups: [],
  emptyGroups: [],
  appBlocked: false,
  givenToEveryone: false,
  tokenVersion: 2,
  clockAheadMinutes: 0,
  frontDoor: "application",
  certificateDays: 90,
  calling: true,
  callNotifications: true,
  lobbyCanBeSet: true,
  breakoutRoomsCanBeSet: true,
  mailboxes: "one",
  classes: true,
  contacts: true,
  namesake: false,
  recordingsReady: true,
  recordingsOff: false,
  siteGranted: true,
  staffFolder: "right",
  copyDamaged: false,
  calendars: "staff",
  withoutCalendar: [],
  meetingAfterReads: 0,
  rscInChats: true,
  appInNewMeetings: false,
  pageSize: 100,
});

/** A tenant in which nothing has been set up for the application yet. @param roles every permission it asks for */
export const bareSwitches = (roles: readonly string[]): Switches => ({
  ...usualSwitches(),
  revokedRoles: [...roles],
  applicationAccessPolicy: false,
  removeParticipant: false,
  calendars: "none",
});

export const usualLatency = (): Latency => ({ cloud: 0, writes: 0, options: 0, notify: 0 });

/** What Microsoft takes as a rule: 400 ms a round trip, a second for a change. */
export const microsoftsLatency = (): Latency => ({ cloud: 400, writes: 1000, options: 0, notify: 0 });
