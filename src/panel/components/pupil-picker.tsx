import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { PupilRow } from "../../protocol/screen/view.ts";
import { beginWith } from "../letters.ts";
import { Avatar } from "./avatar.tsx";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly pupils: readonly PupilRow[];
  readonly onChosen: (pupils: readonly string[]) => void;
};

/**
 * One press on a name; several for siblings on one device. Those not yet here come first, and the first letters of
 * either name find one, with Enter for the first.
 */
export const PupilPicker = ({ pupils, onChosen }: Props) => {
  const [filter, setFilter] = useState("");
  const [several, setSeveral] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // On a touch screen the keyboard would cover the names.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, []);
  const found = [...pupils]
    .filter(({ pupil, name }) => chosen.includes(pupil) || beginWith(name, filter))
    .sort((a, b) => Number(a.place !== "not here") - Number(b.place !== "not here"));
  const names = pupils.filter(({ pupil }) => chosen.includes(pupil)).map(({ name }) => name);
  const toggle = (pupil: string): void =>
    setChosen(chosen.includes(pupil) ? chosen.filter((one) => one !== pupil) : [...chosen, pupil]);
  const first = found[0];
  return (
    <div class="picker">
      <label for={id}>Find a pupil</label>
      <input
        id={id}
        ref={field}
        type="text"
        autocomplete="off"
        value={filter}
        onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        onKeyDown={({ key }) => {
          if (key === "Enter" && first !== undefined && filter !== "" && !several) onChosen([first.pupil]);
        }}
      />
      <label class="tick">
        <input type="checkbox" checked={several} onChange={() => setSeveral(!several)} />
        <span>Several on this device</span>
      </label>
      {several ? (
        <PressButton look="primary" wide off={chosen.length === 0} onPress={() => onChosen(chosen)}>
          {chosen.length === 0 ? "Choose below" : `Confirm ${names.join(" and ")}`}
        </PressButton>
      ) : null}
      <ul class="picker-list">
        {found.map(({ pupil, name }) => (
          <li key={pupil}>
            {several ? (
              <label class="tick">
                <input type="checkbox" checked={chosen.includes(pupil)} onChange={() => toggle(pupil)} />
                <span>{name}</span>
              </label>
            ) : (
              <button type="button" class="row-button picker-name" onClick={() => onChosen([pupil])}>
                <Avatar name={name} />
                <span class="row-button-name">{name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p>No pupil of that name on the register.</p> : null}
    </div>
  );
};
