import { useEffect, useRef, useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { Field } from "./field.tsx";
import { GROUP_ID, GroupNote, useGroup } from "./group-note.tsx";
import { GroupSearch } from "./group-search.tsx";

type Props = {
  readonly api: Api;
  readonly label: string;
  readonly error: string | undefined;
  /** The id of the group, or what is being written of a name. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A group by its name, and who is in it. Another is found by name or pasted by id; until then the old one can be kept. */
export const GroupField = ({ api, label, error, value, onChange }: Props) => {
  const looked = useGroup(api, value);
  const [saved] = useState(value);
  const [old, setOld] = useState<{ readonly id: string; readonly name: string }>();
  const all = useRef<HTMLDivElement>(null);
  const isLooking = value === saved && GROUP_ID.test(value) && looked === undefined;
  const name = error === undefined ? (looked?.name ?? "") : "";
  const isNamed = error === undefined && (isLooking || name !== "");
  // Field and name take each other's place, and the keyboard goes on there: once the name is known, if it is looked up.
  useEffect(() => {
    if (old !== undefined && document.activeElement === document.body)
      all.current?.querySelector<HTMLElement>(":is(input,button)")?.focus();
  }, [isNamed, isLooking, old]);
  return (
    <div ref={all}>
      {isNamed ? (
        <fieldset class="field">
          <legend>{label}</legend>
          <div class="chosen">
            <span>{isLooking ? "Looking up the group…" : name}</span>
            {isLooking ? null : (
              <PressButton
                look="quiet"
                label={`Choose another: ${label}`}
                onPress={() => {
                  setOld({ id: value, name });
                  onChange("");
                }}
              >
                Choose another
              </PressButton>
            )}
          </div>
        </fieldset>
      ) : (
        <Field label={label} error={error} value={value} onChange={onChange} />
      )}
      {isNamed || old === undefined ? null : (
        <PressButton look="quiet" onPress={() => onChange(old.id)}>
          {`Keep ${old.name}`}
        </PressButton>
      )}
      <GroupSearch api={api} written={value} onChoose={onChange} />
      <GroupNote looked={looked} />
    </div>
  );
};
