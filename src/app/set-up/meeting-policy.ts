/** A setting of the meeting policy of staff, by its parameter in `Set-CsTeamsMeetingPolicy`. */
export type PolicySetting = {
  readonly parameter: string;
  /** What step 7 sets; absent where the school decides. */
  readonly value?: string;
  /** What docs/admin says of the value. */
  readonly shown: string;
  /** Its name in the Teams admin centre, and what is chosen there; absent where it was not found there. */
  readonly portal?: string;
  /** What becomes of a lesson otherwise. */
  readonly without: string;
};

/** In the text of a cmdlet, until the page knows which policy staff have: it asks for its name. */
export const POLICY_MARK = "{{MeetingPolicy}}";

const set = (parameter: string, value: string, without: string, portal?: string): PolicySetting => ({
  parameter,
  value,
  shown: `\`${value}\``,
  without,
  ...(portal === undefined ? {} : { portal }),
});

/** Step 7, its cmdlet, its presses and the table of docs/admin/teams.md are made of these. */
export const MEETING_POLICY: readonly PolicySetting[] = [
  set(
    "AutoAdmittedUsers",
    "OrganizerOnly",
    "people of your school, pupils too, walk past the lobby in the minutes before Lesson Guard has set it",
    "Who can bypass the lobby: only organisers and co-organisers",
  ),
  set(
    "AllowPSTNUsersToBypassLobby",
    "$false",
    "a telephone gets in unseen",
    "People dialling in can bypass the lobby: off",
  ),
  set(
    "AllowOrganizersToOverrideLobbySettings",
    "$true",
    "Lesson Guard cannot hold people in the lobby of one lesson, or let them in",
  ),
  set(
    "AllowAnonymousUsersToJoinMeeting",
    "$true",
    "families, who have no account, cannot join at all",
    "Anonymous users can join a meeting: on",
  ),
  set(
    "AllowAnonymousUsersToStartMeeting",
    "$false",
    "families meet without staff. Microsoft's own wizard for schools leaves it **on**",
    "Anonymous users can start a meeting: off",
  ),
  set(
    "DesignatedPresenterRoleMode",
    "OrganizerOnlyUserOverride",
    "everyone is a presenter: mics and cameras of presenters cannot be switched off",
    "Who can present: only organisers and co-organisers",
  ),
  set("ParticipantNameChange", "Disabled", "a person inside can take a pupil's name"),
  set("AllowBreakoutRooms", "$false", "people in a breakout room are out of the list, and are not seen"),
  {
    ...set(
      "ExternalBotAccessMode",
      "RequireApprovalWhenDetected",
      "with `AllowAllBots` bots of other companies are not held. With the default, ours may be held as well: staff admit **Lesson Guard** by itself; it is left out of *Admit all*",
    ),
    shown: "`RequireApprovalWhenDetected`, which is the default",
  },
  {
    parameter: "MeetingChatEnabledType",
    shown: "`EnabledExceptAnonymous` or `Enabled`: yours to decide",
    without: "with `Disabled` the checklist for families does not reach the chat",
  },
  {
    parameter: "AllowCloudRecording",
    shown: "as your DPIA says",
    without:
      "Lesson Guard closes recording in each lesson, and opens it in a one-to-one once the parent has been told",
  },
];

const ALL = MEETING_POLICY.flatMap(({ parameter, value }) =>
  value === undefined ? [] : [`-${parameter} ${value}`],
);

/** @param identity in quotes, or a variable */
export const setMeetingPolicy = (identity: string): string =>
  `Set-CsTeamsMeetingPolicy -Identity ${identity} ${ALL.join(" ")}`;

/** Presses in the portal, and what else has to be set, where no press was found for it. */
export const POLICY_PRESSES: readonly string[] = MEETING_POLICY.flatMap(({ portal }) => portal ?? []);

const valuesOf = (settings: readonly PolicySetting[]): string =>
  settings
    .flatMap(({ parameter, value }) =>
      value === undefined ? [] : [`${parameter} ${value.replace("$", "")}`],
    )
    .join(", ");

/** In the words of PowerShell: the pages of Microsoft that we read name no press for them. */
export const POLICY_WITHOUT_PRESS = valuesOf(MEETING_POLICY.filter(({ portal }) => portal === undefined));

/** What a person who looks must see. */
export const POLICY_SEEN = `${valuesOf(MEETING_POLICY)}.`;

/** Which of these policies a group has, and one person of it. @param group in quotes, or a variable */
export const showWhichPolicy = (group: string): readonly string[] => [
  `Get-CsGroupPolicyAssignment -GroupId ${group} -PolicyType TeamsMeetingPolicy | Format-List 'PolicyName', 'Rank'`,
  `$person = Get-MgGroupTransitiveMember -GroupId ${group} -All | Select-Object -First 1`,
  "Get-CsUserPolicyAssignment -Identity $person.Id -PolicyType TeamsMeetingPolicy | Format-List 'PolicyName', 'PolicySource'",
];

/** @param identity in quotes, or a variable */
export const showMeetingPolicy = (identity: string): string =>
  `Get-CsTeamsMeetingPolicy -Identity ${identity} | Format-List ${MEETING_POLICY.map(({ parameter }) => `'${parameter}'`).join(", ")}`;
