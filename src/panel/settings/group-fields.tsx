import type { Api } from "../api.ts";
import { SelectField } from "./field.tsx";
import { GroupField } from "./group-field.tsx";
import { GROUP_ID } from "./group-note.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";

/** A channel that Lesson Guard has been added to. */
export type Channel = { readonly teamId: string; readonly channelId: string; readonly name: string };

const GROUPS = [
  { key: "staff", title: "Staff" },
  { key: "dsl", title: "DSL and deputies" },
  { key: "headteacher", title: "Headteacher and deputies" },
  { key: "administrators", title: "Administrators" },
] as const;

export const GroupFields = ({
  api,
  settings,
  errors,
  onChange,
  channels,
  waiting,
}: PartProps & {
  readonly api: Api;
  readonly channels: readonly Channel[];
}) => {
  const chosen = settings.dslChannel;
  const known = chosen === undefined || channels.some((one) => one.channelId === chosen.channelId);
  const choose = (channelId: string): void => {
    const { dslChannel, ...rest } = settings;
    const channel = channels.find((one) => one.channelId === channelId);
    if (channel !== undefined) {
      onChange({ ...rest, dslChannel: { teamId: channel.teamId, channelId: channel.channelId } });
    } else if (channelId === "") {
      onChange(rest);
    } else {
      onChange(dslChannel === undefined ? rest : { ...rest, dslChannel });
    }
  };
  const setGroup = (key: (typeof GROUPS)[number]["key"], value: string): void => {
    const { [key]: _old, ...rest } = settings.groups;
    // Spaces between the words of a name stay while it is written.
    const written = GROUP_ID.test(value.trim()) ? value.trim() : value.trimStart();
    onChange({ ...settings, groups: written === "" ? rest : { ...rest, [key]: written } });
  };
  return (
    <fieldset>
      <legend>People</legend>
      <p class="hint">
        Roles come from Entra groups. Write a part of a group’s name and choose it, or paste its object id. A
        change of who is DSL, headteacher or administrator, or of the DSL channel, waits for approval. Of
        another group of staff the headteacher and the DSL are told.
      </p>
      {GROUPS.map(({ key, title }) => (
        <div key={key}>
          <GroupField
            api={api}
            label={title}
            error={errorOf(errors, `groups.${key}`)}
            value={settings.groups[key] ?? ""}
            onChange={(value) => setGroup(key, value)}
          />
          {key === "staff" ? null : <WaitingNote of={key} waiting={waiting} />}
        </div>
      ))}
      <SelectField
        label="DSL channel"
        hint="Channels to which Lesson Guard has been added. Choose one that only the DSL team can read."
        error={errorOf(errors, "dslChannel")}
        value={chosen?.channelId ?? ""}
        onChange={choose}
        options={[
          { value: "", title: "None: tell the DSL privately" },
          ...(known ? [] : [{ value: chosen.channelId, title: "A channel Lesson Guard cannot see now" }]),
          ...channels.map(({ channelId, name }) => ({ value: channelId, title: name })),
        ]}
      />
      <WaitingNote of="channel" waiting={waiting} />
    </fieldset>
  );
};
