import { useState } from "preact/hooks";
import type { Cover, Hours, Stint } from "../../protocol/who/cover.ts";
import { PersonField } from "../components/person-field.tsx";
import { WhenField } from "./field.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";
import type { Head } from "./who-is-told-fields.tsx";

const USUAL_HOURS: Hours = { days: [1, 2, 3, 4, 5], opens: "08:00", closes: "17:00", contacts: [] };

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Who is asked first when a holder of a role is away, and when no one is at school. */
export const CoverFields = ({
  settings,
  errors,
  waiting,
  holders,
  onChange,
}: PartProps & { readonly holders: readonly Head[] }) => {
  const { cover, ...rest } = settings;
  const set = (change: Cover): void => {
    const { stints = [], hours } = { ...cover, ...change };
    const kept = {
      ...(stints.length === 0 ? {} : { stints }),
      ...(hours === undefined || hours.contacts.length === 0 ? {} : { hours }),
    };
    onChange(Object.keys(kept).length === 0 ? rest : { ...rest, cover: kept });
  };
  const [hours, setHours] = useState<Hours>(cover?.hours ?? USUAL_HOURS);
  const change = (some: Partial<Hours>): void => {
    const next = { ...hours, ...some };
    setHours(next);
    set({ hours: next });
  };
  return (
    <fieldset>
      <legend>Cover</legend>
      <p class="hint">
        Cover gives no one a role: the person who covers must be in the DSL or headteacher group. If everyone
        is away, all of them are still asked. A headteacher counts as away only once they have approved it.
      </p>
      <WaitingNote of="cover" waiting={waiting} />
      <Stints
        error={errorOf(errors, "cover.stints")}
        holders={holders}
        stints={cover?.stints ?? []}
        onChange={(stints) => set({ stints })}
      />
      <Boxes
        legend="Out of hours: whom to ask"
        hint="None chosen: the same people at all hours."
        error={errorOf(errors, "cover.hours.contacts")}
        options={withUnknown(holders, hours.contacts).map(({ id, name }) => ({ value: id, title: name }))}
        value={hours.contacts}
        onChange={(contacts) => change({ contacts })}
      />
      <WhenField
        type="time"
        label="The school opens at"
        hint="Times are the school’s own, summer and winter."
        error={errorOf(errors, "cover.hours.opens")}
        value={hours.opens}
        onChange={(opens) => change({ opens })}
      />
      <WhenField
        type="time"
        label="The school closes at"
        error={errorOf(errors, "cover.hours.closes")}
        value={hours.closes}
        onChange={(closes) => change({ closes })}
      />
      <Boxes
        legend="School days"
        error={errorOf(errors, "cover.hours.days")}
        options={DAYS.map((title, at) => ({ value: String(at + 1), title }))}
        value={hours.days.map(String)}
        onChange={(days) => change({ days: days.map(Number).toSorted((a, b) => a - b) })}
      />
    </fieldset>
  );
};

/** A person who was chosen before and holds no role now stays to be seen. */
const withUnknown = (holders: readonly Head[], chosen: readonly string[]): readonly Head[] => [
  ...holders,
  ...chosen
    .filter((id) => id !== "" && !holders.some((one) => one.id === id))
    .map((id) => ({ id, name: "A person who is in neither group now" })),
];

type BoxesProps = {
  readonly legend: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
};

const Boxes = ({ legend, hint, error, options, value, onChange }: BoxesProps) => (
  <fieldset class="boxes">
    <legend>{legend}</legend>
    {hint === undefined ? null : <p class="hint">{hint}</p>}
    {options.map((option) => (
      <label key={option.value} class="box">
        <input
          type="checkbox"
          checked={value.includes(option.value)}
          onChange={({ currentTarget }) =>
            onChange(
              currentTarget.checked ? [...value, option.value] : value.filter((one) => one !== option.value),
            )
          }
        />
        {option.title}
      </label>
    ))}
    {error === undefined ? null : <p class="field-error">{error}</p>}
  </fieldset>
);

type StintsProps = {
  readonly stints: readonly Stint[];
  readonly holders: readonly Head[];
  readonly error: string | undefined;
  readonly onChange: (stints: readonly Stint[]) => void;
};

const NEW_STINT: Stint = { away: "", by: "", from: "", until: "" };

const Stints = ({ stints, holders, error, onChange }: StintsProps) => {
  const change = (at: number, some: Partial<Stint>): void =>
    onChange(stints.map((one, n) => (n === at ? { ...one, ...some } : one)));
  return (
    <>
      {stints.map((stint, at) => (
        <fieldset key={at} class="stint">
          <legend>{`Absence ${at + 1}`}</legend>
          <PersonField
            label="Who is away"
            people={withUnknown(holders, [stint.away])}
            value={stint.away}
            others="is neither DSL nor headteacher. Choose another."
            onChange={(away) => change(at, { away })}
          />
          <PersonField
            label="Who covers"
            people={withUnknown(holders, [stint.by])}
            value={stint.by}
            others="is neither DSL nor headteacher. Choose another."
            onChange={(by) => change(at, { by })}
          />
          <WhenField
            type="date"
            label="First day"
            error={undefined}
            value={stint.from}
            onChange={(from) => change(at, { from })}
          />
          <WhenField
            type="date"
            label="Last day"
            error={undefined}
            value={stint.until}
            onChange={(until) => change(at, { until })}
          />
          <button type="button" class="press" onClick={() => onChange(stints.filter((_one, n) => n !== at))}>
            {`Remove this absence (${at + 1})`}
          </button>
        </fieldset>
      ))}
      {error === undefined ? null : <p class="field-error">{error}</p>}
      <button type="button" class="press" onClick={() => onChange([...stints, NEW_STINT])}>
        Add an absence
      </button>
    </>
  );
};
