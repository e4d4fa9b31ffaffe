import { useRef } from "preact/hooks";
import { PressButton } from "./press-button.tsx";
import type { Told } from "./use-told.ts";

type Props = { readonly told: Told; readonly unknown: string };

/** Who is told, by name, and "not this person": before the press. */
export function ToldLine({ told: { preview, without, leaveOut }, unknown }: Props) {
  const left = useRef("");
  if (without !== undefined) {
    return (
      <>
        <p class="small">{`${preview?.sentence ?? unknown} ${left.current} is left out.`}</p>
        <PressButton look="quiet" onPress={() => leaveOut(undefined)}>
          {`Tell ${left.current} after all`}
        </PressButton>
      </>
    );
  }
  return (
    <>
      <p class="small">{preview?.sentence ?? unknown}</p>
      {(preview?.people ?? []).map(({ person, name }) => (
        <PressButton
          key={person}
          look="quiet"
          onPress={() => {
            left.current = name;
            leaveOut(person);
          }}
        >
          {`Leave out ${name}`}
        </PressButton>
      ))}
    </>
  );
}
