import { PressButton } from "./press-button.tsx";
import type { Told } from "./use-told.ts";

type Props = { readonly told: Told; readonly title: string };

/** "Not this person": chosen before the press. */
export const LeaveOut = ({ told: { preview, without, leaveOut }, title }: Props) => {
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
