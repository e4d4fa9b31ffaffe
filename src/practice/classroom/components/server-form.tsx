import { useState } from "preact/hooks";
import type { TenantOrder } from "../../control/orders.ts";
import type { PracticeState } from "../../control/shapes.ts";

type Props = {
  readonly state: PracticeState;
  /** @returns why it was not saved; undefined where it was */
  readonly onSave: (order: TenantOrder) => Promise<string | undefined>;
};

const SAVED = "Saved. Lesson Guard has started again.";
/** The program cannot know it, here as in a tenant: practice, which plays both, can. */
const OTHER_ID =
  "But TEAMS_CATALOG_ID is not the App ID that the Teams admin centre shows: in Teams, links on cards would open nothing.";

/** The settings of the server that the set-up comes back to: in Azure, environment variables of the web app. */
export const ServerForm = ({ state, onSave }: Props) => {
  const [said, setSaid] = useState("");
  const [change, setChange] = useState<Readonly<Record<string, string>>>({});
  if (state.server === undefined) return <p>Practice does not run the program here.</p>;
  const shown = { ...state.server, ...change };
  const save = async (): Promise<void> => {
    setSaid("Starting again.");
    const trouble = await onSave({ do: "server", settings: shown });
    // What was typed stays, so that it can be put right.
    if (trouble === undefined) setChange({});
    const id = shown["TEAMS_CATALOG_ID"];
    setSaid(trouble ?? (id && id !== state.teamsApp.id ? `${SAVED} ${OTHER_ID}` : SAVED));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="admin-place">The server on which Lesson Guard runs</p>
      <p>The other settings are there already. An empty one is not set.</p>
      {Object.entries(shown).map(([name, value]) => (
        <label key={name} class="admin-field">
          {name}
          <input
            type="text"
            value={value}
            onInput={({ currentTarget }) => setChange({ ...change, [name]: currentTarget.value })}
          />
        </label>
      ))}
      <button type="submit" class="press">
        Save, and start Lesson Guard again
      </button>
      <p role="status">{said}</p>
    </form>
  );
};
