import { useState } from "preact/hooks";
import type { TenantOrder } from "../../control/orders.ts";
import type { PracticeState } from "../../control/shapes.ts";
import { SetupPolicies } from "./setup-policies.tsx";

type Props = { readonly state: PracticeState; readonly onOrder: (order: TenantOrder) => void };

/** The Teams admin centre: the app in the catalogue, who may have it, and the setup policy. */
export const AppAdmin = ({ state, onOrder }: Props) => {
  const { app } = state.tenant;
  return (
    <>
      <p class="admin-place">admin.teams.microsoft.com</p>
      <h3>Teams apps › Manage apps</h3>
      {app === null ? (
        <>
          <p>Lesson Guard is not here yet.</p>
          <button type="button" class="press" onClick={() => onOrder({ do: "upload" })}>
            Actions › Upload new app › lesson-guard.zip
          </button>
        </>
      ) : (
        <>
          <ul class="admin-list">
            <li>
              <span>
                <strong>Lesson Guard</strong>{" "}
                {`version ${app.version}, ${app.blocked ? "blocked" : "unblocked"}`}
              </span>
              <label class="admin-id">
                <span>App ID</span>
                <input
                  type="text"
                  readOnly={true}
                  value={app.id}
                  onFocus={({ currentTarget }) => currentTarget.select()}
                />
              </label>
            </li>
          </ul>
          <Availability state={state} onOrder={onOrder} />
          <button type="button" class="press" onClick={() => onOrder({ do: "block", on: !app.blocked })}>
            {app.blocked ? "Actions › Unblock" : "Actions › Block"}
          </button>
          <SetupPolicies state={state} onOrder={onOrder} />
        </>
      )}
    </>
  );
};

const Availability = ({ state, onOrder }: Props) => {
  const { app, groups } = state.tenant;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (app === null) return null;
  const available = groups.filter(({ id }) => app.availableTo.includes(id)).map(({ name }) => name);
  return (
    <fieldset class="admin-box">
      <legend>Users and groups › Edit availability</legend>
      <p>{available.length === 0 ? "Available to no one." : `Available to: ${available.join(", ")}`}</p>
      {groups.map(({ id, name }) => (
        <label key={id} class="admin-check">
          <input
            type="checkbox"
            checked={chosen.includes(id) || app.availableTo.includes(id)}
            disabled={app.availableTo.includes(id)}
            onChange={({ currentTarget }) =>
              setChosen(currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          {name}
        </label>
      ))}
      <button
        type="button"
        class="press"
        aria-disabled={chosen.length === 0}
        onClick={() => {
          if (chosen.length === 0) return;
          onOrder({ do: "assign", groups: [...chosen] });
          setChosen([]);
        }}
      >
        Apply
      </button>
    </fieldset>
  );
};
