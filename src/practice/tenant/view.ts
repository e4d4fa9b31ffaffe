/** The app in the organisation's catalogue. */
export type TenantApp = {
  version: string;
  blocked: boolean;
  /** Object ids of the groups whose members may have it. */
  availableTo: readonly string[];
  /** Of those for whom it has been installed. */
  installedFor: readonly string[];
};

/** An app set-up policy that has Lesson Guard in it. */
export type SetupPolicy = {
  readonly installed: boolean;
  readonly inMeetings: boolean;
  /** Object ids. */
  groups: readonly string[];
};

/** An application access policy. */
export type AccessPolicy = { appIds: readonly string[]; groups: readonly string[] };

/** Settings of a meeting policy that the set-up names, as PowerShell writes them. Lesson Guard cannot read them. */
export type MeetingPolicy = {
  readonly AutoAdmittedUsers: string;
  readonly AllowPSTNUsersToBypassLobby: string;
  readonly AllowOrganizersToOverrideLobbySettings: string;
  readonly AllowAnonymousUsersToJoinMeeting: string;
  readonly AllowAnonymousUsersToStartMeeting: string;
  readonly DesignatedPresenterRoleMode: string;
  readonly ParticipantNameChange: string;
  readonly AllowBreakoutRooms: string;
  readonly ExternalBotAccessMode: string;
  readonly MeetingChatEnabledType: string;
  readonly AllowCloudRecording: string;
};

/** What the admin centres show. */
export type TenantView = {
  /** Entra shows them before anything is set up: the id of the directory, and of the app registration. */
  readonly tenantId: string;
  readonly botId: string;
  /** The day on which the client secret ends, such as "2027-01-14". */
  readonly secretEnds: string;
  /** `asked`: it stands in the app registration; the others can be added to it. */
  readonly permissions: readonly {
    readonly name: string;
    readonly given: boolean;
    readonly asked: boolean;
  }[];
  readonly app: (Readonly<TenantApp> & { readonly id: string }) | null;
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  readonly setupPolicies: readonly (SetupPolicy & { readonly name: string })[];
  readonly accessPolicies: readonly (AccessPolicy & { readonly name: string })[];
  readonly mayRemove: boolean;
  /** The DSLs' team has the app. */
  readonly inTeam: boolean;
  readonly anonymousMayUseApps: boolean;
  readonly meetingPolicies: readonly { readonly name: string; readonly settings: MeetingPolicy }[];
  /** People of practice who find the app in Teams and may add it themselves. */
  readonly mayAdd: readonly string[];
};
