import { useState } from "preact/hooks";
import type { TenantOrder } from "../../control/orders.ts";
import type { PracticeState } from "../../control/shapes.ts";

type Props = { readonly state: PracticeState; readonly onOrder: (order: TenantOrder) => void };

/** The Teams admin centre: the setup policies, and the groups that have them. */
export const SetupPolicies = ({ state, onOrder }: Props) => {
  const { setupPolicies, groups } = state.tenant;
  const [name, setName] = useState("");
  const [installed, setInstalled] = useState(false);
  const [inMeetings, setInMeetings] = useState(false);
  const nameOf = (id: string): string => groups.find((group) => group.id === id)?.name ?? id;
  return (
    <fieldset class="admin-box">
      <legend>Teams apps › Setup policies</legend>
      {setupPolicies.map((policy) => (
        <p key={policy.name}>
          <strong>{policy.name}</strong>
          {` · Installed apps: ${policy.installed ? "Lesson Guard" : "none"} · Meetings: ${
            policy.inMeetings ? "Lesson Guard" : "none"
          } · given to ${policy.groups.length === 0 ? "no group yet" : policy.groups.map(nameOf).join(", ")}`}
        </p>
      ))}
      <label class="admin-field">
        Add: name
        <input type="text" value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
      </label>
      <label class="admin-check">
        <input
          type="checkbox"
          checked={installed}
          onChange={({ currentTarget }) => setInstalled(currentTarget.checked)}
        />
        Installed apps: Lesson Guard
      </label>
      <label class="admin-check">
        <input
          type="checkbox"
          checked={inMeetings}
          onChange={({ currentTarget }) => setInMeetings(currentTarget.checked)}
        />
        Meetings: Lesson Guard
      </label>
      <button
        type="button"
        class="press"
        aria-disabled={name.trim() === ""}
        onClick={() =>
          name.trim() === ""
            ? undefined
            : onOrder({ do: "setupPolicy", name: name.trim(), installed, inMeetings })
        }
      >
        Save policy
      </button>
      {setupPolicies.length === 0 ? null : <GroupAssignment state={state} onOrder={onOrder} />}
    </fieldset>
  );
};

/** Beside the list of policies: which group has which. */
const GroupAssignment = ({ state, onOrder }: Props) => {
  const { setupPolicies, groups } = state.tenant;
  const [group, setGroup] = useState("");
  const [policy, setPolicy] = useState("");
  const isChosen = group !== "" && policy !== "";
  return (
    <>
      <h4>Group policy assignment › Add</h4>
      <Choice
        label="Group"
        value={group}
        all={groups.map(({ id, name }) => [id, name] as const)}
        onChoose={setGroup}
      />
      <Choice
        label="Policy"
        value={policy}
        all={setupPolicies.map(({ name }) => [name, name] as const)}
        onChoose={setPolicy}
      />
      <button
        type="button"
        class="press"
        aria-disabled={!isChosen}
        onClick={() => (isChosen ? onOrder({ do: "grantSetupPolicy", name: policy, group }) : undefined)}
      >
        Assign to the group
      </button>
    </>
  );
};

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly all: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
};

const Choice = ({ label, value, all, onChoose }: ChoiceProps) => (
  <label class="admin-field">
    {label}
    <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      <option value="">Choose</option>
      {all.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
