import { useState } from "preact/hooks";
import type { TenantOrder } from "../../control/orders.ts";
import type { PracticeState } from "../../control/shapes.ts";
import type { MeetingPolicy } from "../../tenant/view.ts";

type Props = { readonly state: PracticeState; readonly onOrder: (order: TenantOrder) => void };

type Field = {
  readonly label: string;
  readonly values: readonly (readonly [value: string, label: string])[];
};

const ON_OFF = [
  ["True", "On"],
  ["False", "Off"],
] as const;

const FIELDS: Readonly<Record<keyof MeetingPolicy, Field>> = {
  AutoAdmittedUsers: {
    label: "Who can bypass the lobby",
    values: [
      ["OrganizerOnly", "Only organisers and co-organisers"],
      ["InvitedUsers", "People who were invited"],
      ["EveryoneInCompany", "People in my organisation and guests"],
      ["Everyone", "Everyone"],
    ],
  },
  AllowPSTNUsersToBypassLobby: { label: "People dialling in can bypass the lobby", values: ON_OFF },
  AllowOrganizersToOverrideLobbySettings: {
    label: "Organisers can override the lobby settings",
    values: ON_OFF,
  },
  AllowAnonymousUsersToJoinMeeting: { label: "Anonymous users can join a meeting", values: ON_OFF },
  AllowAnonymousUsersToStartMeeting: { label: "Anonymous users can start a meeting", values: ON_OFF },
  DesignatedPresenterRoleMode: {
    label: "Who can present",
    values: [
      ["OrganizerOnlyUserOverride", "Only organisers and co-organisers"],
      ["EveryoneInCompanyUserOverride", "People in my organisation and guests"],
      ["EveryoneUserOverride", "Everyone"],
    ],
  },
  ParticipantNameChange: {
    label: "Participants can change their names",
    values: [
      ["Enabled", "On"],
      ["Disabled", "Off"],
    ],
  },
  AllowBreakoutRooms: { label: "Breakout rooms", values: ON_OFF },
  ExternalBotAccessMode: {
    label: "Bots of other companies",
    values: [
      ["RequireApprovalWhenDetected", "Require approval when detected"],
      ["AllowAllBots", "Allow"],
    ],
  },
};

/** The Teams admin centre: the policy `Global`, as far as the set-up names it. */
export const MeetingPolicyForm = ({ state, onOrder }: Props) => {
  const { meetingPolicy, anonymousMayUseApps } = state.tenant;
  const [change, setChange] = useState<Partial<MeetingPolicy>>({});
  const shown = { ...meetingPolicy, ...change };
  return (
    <fieldset class="admin-box">
      <legend>Meetings › Meeting policies › Global</legend>
      {Object.entries(FIELDS).map(([name, { label, values }]) => (
        <label key={name} class="admin-field">
          {label}
          <select
            value={shown[name as keyof MeetingPolicy]}
            onChange={({ currentTarget }) => setChange({ ...change, [name]: currentTarget.value })}
          >
            {values.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="button" class="press" onClick={() => onOrder({ do: "meetingPolicy", policy: shown })}>
        Save
      </button>
      <label class="admin-check">
        <input
          type="checkbox"
          checked={anonymousMayUseApps}
          onChange={({ currentTarget }) => onOrder({ do: "anonymousApps", on: currentTarget.checked })}
        />
        Meeting settings: anonymous users can interact with apps in meetings
      </label>
    </fieldset>
  );
};
