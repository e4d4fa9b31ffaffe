import { useId, useState } from "preact/hooks";
import type { Cover, Hours, Stint } from "../../protocol/who/cover.ts";
import { Field, ListField } from "./field.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";

const USUAL_HOURS: Hours = { days: [1, 2, 3, 4, 5], opens: "08:00", closes: "17:00", contacts: [] };

/** Who is asked first when a holder of a role is away, and when no one is at school. */
export const CoverFields = ({ settings, errors, waiting, onChange }: PartProps) => {
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
        Cover gives no one a role: the person who covers must be in the DSL or headteacher group. People who
        are away are still asked when everyone is. A headteacher is set away only once they have approved it.
      </p>
      <WaitingNote of="cover" waiting={waiting} />
      <Stints
        error={errorOf(errors, "cover.stints")}
        stints={cover?.stints ?? []}
        onChange={(stints) => set({ stints })}
      />
      <ListField
        label="Out of hours: whom to ask"
        hint="Object ids from the Entra admin centre, with commas between them. Empty: the same people at all hours."
        error={errorOf(errors, "cover.hours.contacts")}
        value={hours.contacts}
        onChange={(contacts) => change({ contacts })}
      />
      <Field
        label="The school opens at"
        hint="Times are the school’s own, summer and winter. For example 08:00."
        error={errorOf(errors, "cover.hours.opens")}
        value={hours.opens}
        onChange={(opens) => change({ opens: opens.trim() })}
      />
      <Field
        label="The school closes at"
        error={errorOf(errors, "cover.hours.closes")}
        value={hours.closes}
        onChange={(closes) => change({ closes: closes.trim() })}
      />
      <ListField
        label="School days"
        hint="1 is Monday, 7 is Sunday."
        error={errorOf(errors, "cover.hours.days")}
        value={hours.days.map(String)}
        onChange={(days) => change({ days: days.map(Number) })}
      />
    </fieldset>
  );
};

type StintsProps = {
  readonly stints: readonly Stint[];
  readonly error: string | undefined;
  readonly onChange: (stints: readonly Stint[]) => void;
};

/** One line each; the text stays as typed. */
const Stints = ({ stints, error, onChange }: StintsProps) => {
  const id = useId();
  const [text, setText] = useState(stints.map(lineOf).join("\n"));
  return (
    <div class="field">
      <label for={id}>Who is away</label>
      <p id={`${id}-hint`} class="hint">
        A line for each: who is away, who covers, first day, last day. For example: 3f6a…, 9b1c…, 2026-12-01,
        2026-12-05.
      </p>
      <textarea
        id={id}
        rows={4}
        autocomplete="off"
        spellcheck={false}
        value={text}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint${error === undefined ? "" : ` ${id}-error`}`}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          onChange(stintsOf(currentTarget.value));
        }}
      />
      {error === undefined ? null : (
        <p id={`${id}-error`} class="field-error">
          {error}
        </p>
      )}
    </div>
  );
};

const lineOf = ({ away, by, from, until }: Stint): string => [away, by, from, until].join(", ");

/** A missing part of a line is empty, and the check names it. */
const stintsOf = (text: string): readonly Stint[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [away = "", by = "", from = "", until = ""] = line.split(",").map((part) => part.trim());
      return { away, by, from, until };
    });
