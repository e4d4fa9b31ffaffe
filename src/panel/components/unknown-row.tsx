import { useEffect, useRef, useState } from "preact/hooks";
import type { Offer, UnknownPerson } from "../../protocol/screen/unknown-person.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { bringIntoSight } from "../into-sight.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { unknownLabel } from "../row-words.ts";
import { PLACE_WORDS } from "../wording.ts";
import { PressButton } from "./press-button.tsx";
import { PupilPicker } from "./pupil-picker.tsx";
import { RefusedLine } from "./refused-line.tsx";

type Props = {
  readonly person: UnknownPerson;
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly onOpen: (row: string, open: boolean) => void;
};

/** A person whom the register does not know: a name match is a suggestion that staff confirm (C4, C6). */
export const UnknownRow = ({ person, view, store, busy, onOpen }: Props) => {
  const [open, setOpen] = useState<"nothing" | "picker" | "stranger">("nothing");
  useEffect(() => () => onOpen(person.person, false), [onOpen, person.person]);
  const below = useRef<HTMLDivElement>(null);
  // What the press has opened is the next step: it must not be looked for.
  useEffect(() => {
    const { current: opened } = below;
    if (open === "nothing" || opened === null) return;
    const [first] = opened.children;
    bringIntoSight(opened, first instanceof HTMLElement ? first : opened);
    opened.querySelector<HTMLElement>("[tabindex='-1']")?.focus({ preventScroll: true });
  }, [open]);
  const show = (what: typeof open): void => {
    setOpen(what);
    onOpen(person.person, what !== "nothing");
  };
  const toggle = (what: "picker" | "stranger"): void => show(open === what ? "nothing" : what);
  const may = (offer: Offer): boolean => person.offers.includes(offer);
  const removal = { press: "remove", person: person.person } as const;
  const recognise = (as: Recognition): void => {
    show("nothing");
    void store.press({ press: "recognise", person: person.person, ...as });
  };
  const remove = async (): Promise<void> => {
    show("nothing");
    const known = await store.press({ press: "recognise", person: person.person, as: "stranger" });
    if (known) {
      await store.press(removal);
    }
  };
  const notHere = person.notHere ?? [];
  const sending = [...busy].some((key) => key.includes(JSON.stringify(person.person)));
  return (
    <li class="row row-unknown" data-row={person.person} tabIndex={-1} aria-busy={sending}>
      <p class="row-name">
        <strong>{`“${person.shown}”`}</strong>{" "}
        <span class="quiet">
          {PLACE_WORDS[person.place]}
          {person.later === true ? ", left for later" : ""}
          {notHere.length === 0 ? "" : `. ${NOT_HERE}`}
        </span>
      </p>
      {person.refused !== undefined ? (
        <RefusedLine device={person.refused} store={store} busy={busy} />
      ) : person.warning === undefined ? null : (
        <p class="warning">{person.warning}</p>
      )}
      <fieldset class="choices" aria-label={unknownLabel(person)} hidden={person.offers.length === 0}>
        {person.suggestions.map(({ pupil, name }) => (
          <PressButton
            key={pupil}
            busy={busy.has(
              keyOf({ press: "recognise", person: person.person, as: "pupils", pupils: [pupil] }),
            )}
            onPress={() => recognise({ as: "pupils", pupils: [pupil] })}
          >
            {name}
          </PressButton>
        ))}
        {may("pupil") && person.together !== undefined ? (
          <PressButton
            label={`${bothWord(person.together.length)}: ${person.suggestions.map(({ name }) => name).join(" and ")}`}
            onPress={() => recognise({ as: "pupils", pupils: person.together ?? [] })}
          >
            {bothWord(person.together.length)}
          </PressButton>
        ) : null}
        {may("pupil")
          ? notHere.map(({ pupil, name }) => (
              <PressButton key={pupil} onPress={() => recognise({ as: "pupils", pupils: [pupil] })}>
                {name}
              </PressButton>
            ))
          : null}
        {may("pupil") ? (
          <PressButton look="quiet" expanded={open === "picker"} onPress={() => toggle("picker")}>
            {person.notExpected === true
              ? "Expected after all…"
              : person.suggestions.length + notHere.length === 0
                ? "Choose a pupil…"
                : "Someone else…"}
          </PressButton>
        ) : null}
        {may("stranger") && may("remove") ? (
          <PressButton look="quiet" expanded={open === "stranger"} onPress={() => toggle("stranger")}>
            Stranger
          </PressButton>
        ) : may("stranger") ? (
          <PressButton look="quiet" onPress={() => recognise({ as: "stranger" })}>
            Stranger
          </PressButton>
        ) : may("remove") ? (
          <PressButton look="danger" onPress={() => void store.press(removal)}>
            Remove
          </PressButton>
        ) : null}
        {may("later") ? (
          <PressButton look="quiet" onPress={() => recognise({ as: "later" })}>
            Not known yet
          </PressButton>
        ) : null}
      </fieldset>
      {person.byHand === undefined ? null : <p class="small">{person.byHand}</p>}
      {open === "picker" && may("pupil") ? (
        <div ref={below}>
          <PupilPicker pupils={view.pupils} onChosen={(pupils) => recognise({ as: "pupils", pupils })} />
        </div>
      ) : null}
      {open === "stranger" && may("remove") ? (
        <div ref={below} class="choices">
          <p class="say" tabIndex={-1}>
            {`Remove takes “${person.shown}” out of the lesson. Note only leaves them in.`}
          </p>
          <PressButton look="danger" onPress={() => void remove()}>
            Remove
          </PressButton>
          <PressButton look="quiet" onPress={() => recognise({ as: "stranger" })}>
            Note only
          </PressButton>
        </div>
      ) : null}
    </li>
  );
};

const bothWord = (many: number): string => (many === 2 ? "Both" : `All ${many}`);

/** Who stands on the buttons, where the name itself says nothing. */
const NOT_HERE = "Not here yet:";

type Recognition =
  | { readonly as: "pupils"; readonly pupils: readonly string[] }
  | { readonly as: "stranger" | "later" };
