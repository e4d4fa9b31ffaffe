import { useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { unansweredIn, unansweredText, unansweredWords } from "../../protocol/screen/unanswered.ts";
import type { Api } from "../api.ts";
import { CopyNames } from "../components/copy-names.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { AllLinks } from "./all-links.tsx";
import { FamilyPart } from "./family-part.tsx";
import { LessonPart } from "./lesson-part.tsx";
import { ListForm } from "./list-form.tsx";
import { type MadeLink, useClass } from "./use-class.ts";

/** `open`: a family that is open at first. */
type Props = {
  readonly api: Api;
  readonly view: ClassView;
  readonly made: readonly MadeLink[];
  readonly open: string | undefined;
};

/** One list: who has answered, each family, the lesson they come to. */
export const ClassPage = ({ api, view: first, made, open }: Props) => {
  const control = useClass(api, first, made);
  const { view, said, busy } = control;
  const [onlyOpen, setOnlyOpen] = useState(false);
  const unanswered = unansweredIn(view);
  const shown = onlyOpen ? unanswered : view.families;
  return (
    <>
      <h2>{view.name}</h2>
      <p>{unansweredWords(view)}</p>
      <SaidLine said={said} />
      <LessonPart api={api} control={control} />
      <AllLinks control={control} />
      <h3>Children</h3>
      <label class="tick">
        <input type="checkbox" checked={onlyOpen} onChange={() => setOnlyOpen(!onlyOpen)} />
        <span>{`Not answered yet (${unanswered.length} of ${view.families.length})`}</span>
      </label>
      {onlyOpen && unanswered.length > 0 ? (
        <CopyNames label="For the office" text={unansweredText(view)} />
      ) : null}
      {onlyOpen && unanswered.length === 0 ? <p>Every adult on this list has answered.</p> : null}
      {shown.map((family) => (
        <FamilyPart key={family.family} family={family} control={control} isOpen={family.family === open} />
      ))}
      <details class="group">
        <summary>Change the list</summary>
        <p class="hint">
          A child who is no longer on it keeps their own record. Adults are added, never taken off.
        </p>
        <ListForm
          key={view.families.length}
          api={api}
          view={view}
          busy={busy}
          onKeep={(list) => void control.press({ do: "keep", list })}
        />
      </details>
    </>
  );
};
