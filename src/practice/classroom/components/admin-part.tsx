import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TenantOrder } from "../../control/orders.ts";
import type { MeetingView, PracticeState } from "../../control/shapes.ts";
import type { Run } from "../acts.ts";
import { administer, ControlError } from "../control.ts";
import { AppAdmin } from "./app-admin.tsx";
import { MeetingPolicyForm } from "./meeting-policy-form.tsx";
import { PowerShellWindow } from "./power-shell-window.tsx";
import { ServerForm } from "./server-form.tsx";

type Props = {
  readonly state: PracticeState;
  readonly meeting: MeetingView;
  readonly run: Run;
  /** Teams, as this person has it. */
  readonly children: ComponentChildren;
};

const PLACES = ["Teams", "Entra admin centre", "Teams admin centre", "PowerShell", "The server"] as const;
type AdminPlace = (typeof PLACES)[number];

/** Where an administrator of Microsoft 365 works beside Teams: the pages that the set-up names, and no more of them. */
export const AdminPart = ({ state, meeting, run, children }: Props) => {
  const [place, setPlace] = useState<AdminPlace>(state.bare ? "Entra admin centre" : "Teams");
  const followed = meeting.inCalendar ? undefined : meeting.id;
  useEffect(() => {
    // A link to a meeting was followed: it opens in Teams.
    if (followed !== undefined) setPlace("Teams");
  }, [followed]);
  const [shown, setShown] = useState("");
  const order = (one: TenantOrder): void =>
    void run(async () => {
      const answer = await administer(one);
      if (one.do === "powerShell") setShown((before) => `${before}${answer.shown}\n`);
    });
  const tabs = (
    <div class="chat-tabs">
      {PLACES.map((one) => (
        <button
          key={one}
          type="button"
          class="chat-tab"
          aria-pressed={one === place}
          onClick={() => setPlace(one)}
        >
          {one}
        </button>
      ))}
    </div>
  );
  if (place === "Teams")
    return (
      <>
        <nav class="admin-tabs" aria-label="Admin centres">
          {tabs}
        </nav>
        {children}
      </>
    );
  return (
    <section class="admin" aria-label="Admin centres">
      {tabs}
      <div class="admin-page">
        {place === "Entra admin centre" ? <Entra state={state} onOrder={order} /> : null}
        {place === "Teams admin centre" ? (
          <>
            <AppAdmin state={state} onOrder={order} />
            <MeetingPolicyForm state={state} onOrder={order} />
          </>
        ) : null}
        {place === "PowerShell" ? (
          <PowerShellWindow shown={shown} onRun={(text) => order({ do: "powerShell", text })} />
        ) : null}
        {place === "The server" ? <ServerForm state={state} onSave={reasonOf} /> : null}
      </div>
    </section>
  );
};

type PartProps = { readonly state: PracticeState; readonly onOrder: (order: TenantOrder) => void };

/** Of what a school may use or not, nothing is asked for before it is added here. */
const AddPermission = ({ state, onOrder }: PartProps) => {
  const left = state.tenant.permissions.filter(({ asked }) => !asked);
  if (left.length === 0) return null;
  return (
    <details>
      <summary>Add a permission › Microsoft Graph › Application permissions</summary>
      <ul class="admin-list">
        {left.map(({ name }) => (
          <li key={name}>
            <span>{name}</span>
            <button
              type="button"
              class="press"
              aria-label={`Add ${name}`}
              onClick={() => onOrder({ do: "addPermission", name })}
            >
              Add
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Entra = ({ state, onOrder }: PartProps) => {
  const { permissions, groups, tenantId, botId, secretEnds } = state.tenant;
  return (
    <>
      <p class="admin-place">entra.microsoft.com</p>
      <ul class="admin-list">
        <Id of="Overview" name="Tenant ID" value={tenantId} />
        <Id of="App registrations › Lesson Guard" name="Application (client) ID" value={botId} />
        <Id
          of="App registrations › Lesson Guard › Certificates & secrets"
          name="Expires"
          value={secretEnds}
        />
      </ul>
      <h3>App registrations › Lesson Guard › API permissions</h3>
      <ul class="admin-list">
        {permissions
          .filter(({ asked }) => asked)
          .map(({ name, given }) => (
            <li key={name}>
              <span>{name}</span>
              <span>{given ? "✓ Granted" : "Not granted"}</span>
            </li>
          ))}
      </ul>
      <button
        type="button"
        class="press"
        aria-disabled={permissions.every(({ given, asked }) => given || !asked)}
        onClick={() => onOrder({ do: "consent" })}
      >
        Grant admin consent
      </button>
      <AddPermission state={state} onOrder={onOrder} />
      <h3>Groups › All groups</h3>
      <ul class="admin-list">
        {groups.map(({ id, name, members }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>
              {members.length > 10 ? `, ${members.length} people` : `: ${members.join(", ")}`}
            </span>
            <label class="admin-id">
              <span class="unseen">{`Object ID of ${name}`}</span>
              <input type="text" readOnly={true} value={id} onFocus={select} />
            </label>
          </li>
        ))}
      </ul>
    </>
  );
};

type IdProps = { readonly of: string; readonly name: string; readonly value: string };

const Id = ({ of, name, value }: IdProps) => (
  <li>
    <span>{of}</span>
    <label class="admin-id">
      <span>{name}</span>
      <input type="text" readOnly={true} value={value} onFocus={select} />
    </label>
  </li>
);

/** Marked at once, so that one key press copies it. */
const select = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void =>
  currentTarget.select();

/** @returns why it could not be done; undefined where it was */
const reasonOf = async (order: TenantOrder): Promise<string | undefined> => {
  try {
    await administer(order);
    return undefined;
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return error.message;
  }
};
