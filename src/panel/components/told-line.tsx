import { PressButton } from "./press-button.tsx";
import type { Told } from "./use-told.ts";

type LineProps = { readonly told: Told; readonly before?: string; readonly unknown: string };

/** Who is told, by name, beside the button that tells them; nothing while there is nothing to say. */
export const ToldLine = ({ told: { preview, without }, before = "", unknown }: LineProps) => {
  const sentence = preview === undefined ? unknown : `${before}${preview.sentence}`;
  if (sentence === "" && without === undefined) {
    return null;
  }
  return (
    <p class="small told-line">
      {sentence} {without === undefined ? null : `${without.name} is left out.`}
    </p>
  );
};

type LeaveOutProps = { readonly told: Told; readonly title: string };

/** "Not this person": chosen before the press. */
export const LeaveOut = ({ told: { preview, without, leaveOut }, title }: LeaveOutProps) => {
  const people = preview?.people ?? [];
  if (people.length === 0 && without === undefined) {
    return null;
  }
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <div class="choices">
        {without === undefined ? (
          people.map((one) => (
            <PressButton key={one.person} look="quiet" onPress={() => leaveOut(one)}>
              {`Leave out ${one.name}`}
            </PressButton>
          ))
        ) : (
          <PressButton look="quiet" onPress={() => leaveOut(undefined)}>
            {`Tell ${without.name} after all`}
          </PressButton>
        )}
      </div>
    </section>
  );
};
