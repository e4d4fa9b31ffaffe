import { useState } from "preact/hooks";
import type { View } from "../view.ts";

const APP = "Lesson Guard";

/** What Teams finds under Apps for a person who does not have the app. */
export const AppsSearch = ({ view: { state, person } }: { readonly view: View }) => {
  const [asked, setAsked] = useState("");
  const wanted = asked.trim().toLowerCase();
  const isFound = APP.toLowerCase().includes(wanted) && state.tenant.mayAdd.includes(person.id);
  return (
    <div class="apps-search">
      <label>
        Apps › Search{" "}
        <input type="search" value={asked} onInput={({ currentTarget }) => setAsked(currentTarget.value)} />
      </label>
      <p role="status">
        {wanted === ""
          ? ""
          : isFound
            ? `Built for your org: ${APP}. ${person.name} may add it.`
            : `Teams finds no app “${asked.trim()}” for ${person.name}.`}
      </p>
    </div>
  );
};
