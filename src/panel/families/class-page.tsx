import type { ClassView } from "../../protocol/screen/families-view.ts";
import type { Api } from "../api.ts";
import { SaidLine } from "../components/said-line.tsx";
import { AllLinks } from "./all-links.tsx";
import { FamilyPart } from "./family-part.tsx";
import { LessonPart } from "./lesson-part.tsx";
import { ListForm } from "./list-form.tsx";
import { useClass } from "./use-class.ts";

/** `open`: a family that is open at first. */
type Props = { readonly api: Api; readonly view: ClassView; readonly open: string | undefined };

const answeredWords = ({ families, unanswered }: ClassView): string =>
  unanswered === 0
    ? `For each of the ${families.length} children an adult has answered.`
    : `For ${unanswered} of ${families.length} children no adult has answered yet.`;

/** One list: who has answered, each family, the lesson they come to. */
export const ClassPage = ({ api, view: first, open }: Props) => {
  const control = useClass(api, first);
  const { view, said, busy } = control;
  return (
    <>
      <h2>{view.name}</h2>
      <p>{answeredWords(view)}</p>
      <SaidLine said={said} />
      <LessonPart api={api} control={control} />
      <AllLinks control={control} />
      <h3>Children</h3>
      {view.families.map((family) => (
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
