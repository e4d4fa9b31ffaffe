import { rightWord } from "../../protocol/lesson/conduct-words.ts";
import type { ByHandPupil, ByHandView } from "../../protocol/screen/by-hand-view.ts";
import { EXCEPTIONS } from "../../protocol/words.ts";
import { PressButton } from "../components/press-button.tsx";
import { keyOf } from "../lesson-store.ts";
import { EXCEPTION_WORDS } from "../wording.ts";
import type { useByHand } from "./use-by-hand.ts";

type Press = ReturnType<typeof useByHand>["press"];
type Busy = ReadonlySet<string>;

type Props = { readonly view: ByHandView; readonly busy: Busy; readonly press: Press };

/** The three checks for each child of the register, by the eyes of staff. */
export const ByHandPupils = ({ view, busy, press }: Props) => (
  <section aria-labelledby="children">
    <h2 id="children">Checklist</h2>
    {view.parent === undefined ? null : (
      <div class="choices">
        <p>{view.parent.words}</p>
        {(
          [
            ["parent-stays", "The parent stays"],
            ["parent-cannot-stay", "The parent cannot stay"],
            ...(view.parent.answered ? [["parent-left", "The parent has left"] as const] : []),
          ] as const
        ).map(([name, title]) => (
          <PressButton
            key={name}
            busy={busy.has(keyOf({ press: name }))}
            onPress={() => void press({ press: name })}
          >
            {title}
          </PressButton>
        ))}
      </div>
    )}
    <p>
      For each child: a grown-up is with them, they are in a family room, and the name shown is one you know.
    </p>
    <p class="quiet">{view.counts}</p>
    {view.undo === undefined ? null : (
      <PressButton
        icon="undo"
        look="quiet"
        onPress={() => void press({ press: "undo-press", of: view.undo?.of ?? "" })}
      >
        {view.undo.words}
      </PressButton>
    )}
    <ul class="by-hand-pupils">
      {view.pupils.map((one) => (
        <Row key={one.pupil} row={one} busy={busy} press={press} />
      ))}
    </ul>
  </section>
);

const Row = ({
  row,
  busy,
  press,
}: {
  readonly row: ByHandPupil;
  readonly busy: Busy;
  readonly press: Press;
}) => {
  const { pupil, name, words, checked, refused, exceptions } = row;
  const check = { press: "check-pupil", pupil } as const;
  return (
    <li>
      <p>
        <strong>{name}</strong> <span class="quiet">{words}</span>
      </p>
      {refused === undefined ? null : <p class="warning">{refused}</p>}
      {exceptions.map(({ reason, step, say }) => (
        <div key={reason} class="by-hand-amiss">
          <p class="warning">{EXCEPTION_WORDS[reason]}</p>
          <p>{step}</p>
          <p>{`Say: “${say}”`}</p>
          <PressButton
            label={`${rightWord(reason)}, ${name}: ${EXCEPTION_WORDS[reason]}`}
            onPress={() => void press({ press: "put-right", pupil, reason })}
          >
            {rightWord(reason)}
          </PressButton>
        </div>
      ))}
      <div class="choices">
        {checked || refused !== undefined ? null : (
          <PressButton
            label={`All three seen: ${name}`}
            busy={busy.has(keyOf(check))}
            onPress={() => void press(check)}
          >
            All three seen
          </PressButton>
        )}
        <details>
          <summary aria-label={`Something is not right: ${name}`}>Something is not right</summary>
          <div class="choices">
            {EXCEPTIONS.filter((reason) => !exceptions.some((one) => one.reason === reason)).map((reason) => (
              <PressButton
                key={reason}
                look="quiet"
                label={`${EXCEPTION_WORDS[reason]}: ${name}`}
                onPress={() => void press({ press: "note-exception", pupil, reason })}
              >
                {EXCEPTION_WORDS[reason]}
              </PressButton>
            ))}
          </div>
        </details>
      </div>
    </li>
  );
};
