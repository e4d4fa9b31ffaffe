import type { ComponentProps } from "preact";
import { keyOf } from "../lesson-store.ts";
import { inTwo } from "../parent-words.ts";
import type { ParentPart } from "./parent-part.tsx";
import { PressButton } from "./press-button.tsx";

const PLACES = [
  ["parent-stays", "Stays", "The parent stays"],
  ["parent-cannot-stay", "Cannot stay", "The parent cannot stay"],
  ["parent-left", "Parent has left", "The parent has left"],
] as const;

/**
 * One-to-one: how it stands with the parent, and the answers, beside the buttons that keep children safe (S4). Each has
 * a place of its own: none comes to where another was pressed.
 */
export const ParentBar = ({ view, store, busy }: ComponentProps<typeof ParentPart>) => {
  const isOffered = (press: string): boolean => view.presses.some((one) => one.press === press);
  if (!PLACES.some(([press]) => isOffered(press))) return null;
  const state =
    view.blank === true
      ? "The parent"
      : view.parent === undefined
        ? "Does the parent stay in the room?"
        : inTwo(view.parent.sentence)[0];
  const answer = async (press: (typeof PLACES)[number][0]): Promise<void> => {
    // What to say then stands in the panel, and needs the room.
    if ((await store.press({ press })) && press === "parent-cannot-stay") store.say("Noted.");
  };
  return (
    <fieldset class="bar-parent">
      <legend>{state}</legend>
      <div class="bar-row">
        {PLACES.map(([press, words, title]) => (
          <PressButton
            key={press}
            label={title}
            off={!isOffered(press)}
            busy={busy.has(keyOf({ press }))}
            onPress={() => void answer(press)}
          >
            {words}
          </PressButton>
        ))}
      </div>
    </fieldset>
  );
};
