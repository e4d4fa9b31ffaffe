import { useId, useState } from "preact/hooks";
import type { PupilRow } from "../../protocol/screen/view.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly pupils: readonly PupilRow[];
  readonly onChosen: (pupils: readonly string[]) => void;
};

/** Picks one pupil, or several on one device (siblings). Those not yet here come first. */
export const PupilPicker = ({ pupils, onChosen }: Props) => {
  const [filter, setFilter] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const id = useId();
  const wanted = filter.trim().toLocaleLowerCase("en-GB");
  const found = [...pupils]
    .filter(({ pupil, name }) => chosen.includes(pupil) || name.toLocaleLowerCase("en-GB").includes(wanted))
    .sort((a, b) => Number(a.place !== "not here") - Number(b.place !== "not here"));
  const names = pupils.filter(({ pupil }) => chosen.includes(pupil)).map(({ name }) => name);
  return (
    <div class="picker">
      <label for={id}>Find a pupil</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={filter}
        onInput={({ currentTarget }) => setFilter(currentTarget.value)}
      />
      <PressButton look="primary" wide off={chosen.length === 0} onPress={() => onChosen(chosen)}>
        {chosen.length === 0 ? "Choose below" : `Confirm ${names.join(" and ")}`}
      </PressButton>
      <ul class="picker-list">
        {found.map(({ pupil, name }) => (
          <li key={pupil}>
            <label class="tick">
              <input
                type="checkbox"
                checked={chosen.includes(pupil)}
                onChange={() =>
                  setChosen(
                    chosen.includes(pupil) ? chosen.filter((one) => one !== pupil) : [...chosen, pupil],
                  )
                }
              />
              <span>{name}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p>No pupil of that name on the register.</p> : null}
    </div>
  );
};
