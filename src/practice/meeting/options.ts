/** Meeting options as Graph names them (facts/graph.md 1.1). */
export type MeetingOptions = {
  lobbyBypassSettings: { scope: LobbyScope; isDialInBypassEnabled: boolean };
  allowedLobbyAdmitters: "organizerAndCoOrganizersAndPresenters" | "organizerAndCoOrganizers";
  allowedPresenters: "everyone" | "organization" | "roleIsPresenter" | "organizer";
  allowAttendeeToEnableCamera: boolean;
  allowAttendeeToEnableMic: boolean;
  allowMeetingChat: "enabled" | "disabled" | "limited";
  allowTeamworkReactions: boolean;
  allowRecording: boolean;
  allowTranscription: boolean;
  isEntryExitAnnounced: boolean;
  allowCopyingAndSharingMeetingContent: boolean;
  recordAutomatically: boolean;
  watermarkProtection: { isEnabledForContentSharing: boolean; isEnabledForVideo: boolean };
  allowWhiteboard: boolean;
  allowPowerPointSharing: boolean;
  allowLiveShare: "enabled" | "disabled";
  allowBreakoutRooms: boolean;
  isEndToEndEncryptionEnabled: boolean;
};

export type LobbyScope =
  | "organizer"
  | "invited"
  | "organization"
  | "organizationExcludingGuests"
  | "organizationAndFederated"
  | "everyone";

/** The eleven options that may change while the meeting runs. */
export const liveOptions: ReadonlySet<string> = new Set([
  "lobbyBypassSettings",
  "allowedLobbyAdmitters",
  "allowedPresenters",
  "allowAttendeeToEnableCamera",
  "allowAttendeeToEnableMic",
  "allowMeetingChat",
  "allowTeamworkReactions",
  "allowRecording",
  "allowTranscription",
  "isEntryExitAnnounced",
  "allowCopyingAndSharingMeetingContent",
]);

/** A new meeting, before anyone has thought about safeguarding. */
export const usualOptions = (): MeetingOptions => ({
  lobbyBypassSettings: { scope: "organization", isDialInBypassEnabled: false },
  allowedLobbyAdmitters: "organizerAndCoOrganizersAndPresenters",
  allowedPresenters: "everyone",
  allowAttendeeToEnableCamera: true,
  allowAttendeeToEnableMic: true,
  allowMeetingChat: "enabled",
  allowTeamworkReactions: true,
  allowRecording: true,
  allowTranscription: true,
  isEntryExitAnnounced: false,
  allowCopyingAndSharingMeetingContent: true,
  recordAutomatically: false,
  watermarkProtection: { isEnabledForContentSharing: false, isEnabledForVideo: false },
  allowWhiteboard: true,
  allowPowerPointSharing: true,
  allowLiveShare: "enabled",
  allowBreakoutRooms: true,
  isEndToEndEncryptionEnabled: false,
});

/** Lays the asked-for values over the options; `null` leaves a value as it is. */
export const mergeOptions = (
  options: MeetingOptions,
  asked: Readonly<Record<string, unknown>>,
): MeetingOptions => {
  const merged: Record<string, unknown> = { ...options };
  for (const [key, value] of Object.entries(asked)) {
    if (!(key in options) || value === null) continue;
    const before = merged[key];
    merged[key] = typeof value === "object" && typeof before === "object" ? { ...before, ...value } : value;
  }
  return merged as unknown as MeetingOptions;
};
