import { useEffect, useRef, useState } from "preact/hooks";
import type { FamilyView } from "../../protocol/screen/families-view.ts";
import { PressButton } from "../components/press-button.tsx";
import { Field, WhenField } from "../settings/field.tsx";
import { AdultPart } from "./adult-part.tsx";
import { isNo, PERMISSION_WORDS } from "./family-words.ts";
import type { ClassControl } from "./use-class.ts";

type Props = {
  readonly family: FamilyView;
  readonly control: ClassControl;
  /** Open at first, and in sight. */
  readonly isOpen: boolean;
};

/** One child with their adults, folded: the line says what is on file for the child. */
export const FamilyPart = ({ family: one, control, isOpen }: Props) => {
  const { family, ref, child, adults, permission, elsewhere, askAgainOn = "" } = one;
  const [name, setName] = useState("");
  const [on, setOn] = useState(askAgainOn);
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isOpen) place.current?.scrollIntoView();
  }, [isOpen]);
  const add = async (): Promise<void> => {
    await control.press({ do: "add-adult", family, name });
    setName("");
  };
  return (
    <details class="group" open={isOpen} ref={place}>
      <summary>
        <span>
          {child}: <span class={isNo(one) ? "refused" : ""}>{PERMISSION_WORDS[permission]}</span>
        </span>
      </summary>
      <p class="quiet">Reference {ref}</p>
      {elsewhere === true ? (
        <p class="warning">
          Permission was refused on another list that has a child of this name. No adult of this child is
          shown the way to a lesson. Ask the school office. If it is another child, write both names here in
          full.
        </p>
      ) : null}
      {adults.length === 0 ? <p>No adult is on the list yet.</p> : null}
      {adults.map((adult) => (
        <AdultPart key={adult.adult} adult={adult} family={family} control={control} />
      ))}
      <Field label="Another adult" error={undefined} value={name} onChange={setName} />
      <PressButton busy={control.busy} off={name.trim() === ""} onPress={() => void add()}>
        Add this adult
      </PressButton>
      <WhenField
        type="date"
        label="Ask for permission again from"
        error={undefined}
        value={on}
        onChange={setOn}
      />
      <PressButton
        busy={control.busy}
        off={on === "" || on === askAgainOn}
        onPress={() => void control.press({ do: "ask-again", family, on })}
      >
        Save this day
      </PressButton>
    </details>
  );
};
