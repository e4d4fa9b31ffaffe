import { useState } from "preact/hooks";
import type { LessonView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import type { LessonStore } from "../lesson-store.ts";
import { count } from "../wording.ts";
import { ClassChooser } from "./class-chooser.tsx";
import { CsvRegister } from "./csv-register.tsx";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly api: Api;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

/** The pupils expected: from the class group, or from a CSV file with a preview. */
export const RegisterSetup = ({ view, api, store, busy }: Props) => {
  const [way, setWay] = useState<"none" | "class" | "csv">("none");
  const set = async (register: unknown): Promise<void> => {
    if (await store.setRegister(register)) {
      setWay("none");
    }
  };
  // In a one-to-one only the chosen child is expected, and the others stay on it.
  const all = view.conduct?.oneToOne?.children.length ?? 0;
  const path = `/api/lessons/${encodeURIComponent(view.lesson)}`;
  return (
    <section aria-labelledby="register-title">
      <h2 id="register-title">Register</h2>
      <p>
        {view.pupils.length === 0
          ? "No register yet. Without a register, names cannot be matched."
          : all > view.pupils.length
            ? `${count(all, "pupil")} on the register, ${view.pupils.length} expected.`
            : `${count(view.pupils.length, "pupil")} on the register.`}
      </p>
      <div class="actions">
        <PressButton expanded={way === "class"} onPress={() => setWay(way === "class" ? "none" : "class")}>
          From a class
        </PressButton>
        <PressButton expanded={way === "csv"} onPress={() => setWay(way === "csv" ? "none" : "csv")}>
          From a CSV file
        </PressButton>
      </div>
      {way === "class" ? (
        <ClassChooser
          api={api}
          path={path}
          busy={busy.has("register")}
          onChosen={(id) => void set({ source: "class", class: id })}
        />
      ) : null}
      {way === "csv" ? (
        <CsvRegister
          api={api}
          path={path}
          busy={busy.has("register")}
          onChosen={(pupils) => void set({ source: "csv", pupils })}
        />
      ) : null}
      {view.pupils.length === 0 ? null : (
        <details class="group">
          <summary>See the names</summary>
          <ul class="plain-list">
            {view.pupils.map(({ pupil, name, noPermission }) => (
              <li key={pupil}>
                {name}
                {noPermission === true ? ": permission refused" : ""}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
