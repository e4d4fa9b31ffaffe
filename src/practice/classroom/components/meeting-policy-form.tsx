import { useState } from "preact/hooks";
import type { TenantOrder } from "../../control/orders.ts";
import type { PracticeState } from "../../control/shapes.ts";
import { GLOBAL, STAFF_POLICY } from "../../tenant/meeting-policies.ts";
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

/** What Microsoft's pages name a press for: the other settings are PowerShell's alone. */
const FIELDS = {
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
} as const satisfies Partial<Record<keyof MeetingPolicy, Field>>;
type Shown = keyof typeof FIELDS;

/** The Teams admin centre: the meeting policies, as far as the set-up names them. */
export const MeetingPolicyForm = ({ state, onOrder }: Props) => {
  const { meetingPolicies, anonymousMayUseApps } = state.tenant;
  const [name, setName] = useState(GLOBAL);
  const [change, setChange] = useState<Partial<Pick<MeetingPolicy, Shown>>>({});
  const saved = meetingPolicies.find((one) => one.name === name)?.settings;
  if (saved === undefined) return null;
  const fields = Object.keys(FIELDS) as Shown[];
  const shown = Object.fromEntries(fields.map((one) => [one, change[one] ?? saved[one]])) as Pick<
    MeetingPolicy,
    Shown
  >;
  return (
    <fieldset class="admin-box">
      <legend>Meetings › Meeting policies</legend>
      <label class="admin-field">
        Policy
        <select
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setChange({});
          }}
        >
          {meetingPolicies.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <p>{`Group policy assignment: ${STAFF_POLICY} is given to the group All staff. Global is the policy of all who have no other.`}</p>
      {fields.map((one) => (
        <label key={one} class="admin-field">
          {FIELDS[one].label}
          <select
            value={shown[one]}
            onChange={({ currentTarget }) => setChange({ ...change, [one]: currentTarget.value })}
          >
            {FIELDS[one].values.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button
        type="button"
        class="press"
        onClick={() => onOrder({ do: "meetingPolicy", name, policy: shown })}
      >
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
