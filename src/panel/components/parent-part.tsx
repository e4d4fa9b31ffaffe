import { useEffect, useRef } from "preact/hooks";
import type { LessonPress } from "../../protocol/lesson/presses.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { CANNOT_STAY, NOT_TOLD, type NotTold } from "../../protocol/words.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

const NOT_TOLD_WORDS: { readonly [Why in NotTold]: string } = {
  objects: "The parent objects",
  "not reached": "The parent was not reached",
};

const ANSWERS = ["parent-stays", "parent-cannot-stay"] as const;

/**
 * One-to-one: the question to the parent and its answer, the words to say, and the press that lets a recording begin
 * (S4, S5). It stands above the list: it must not be looked for.
 */
export const ParentPart = ({ view, store, busy }: Props) => {
  const { parent } = view;
  const answers = ANSWERS.flatMap((press) => view.presses.filter((one) => one.press === press));
  const section = useRef<HTMLElement>(null);
  const asks = answers.some(({ where }) => where === "first");
  const tells = parent?.words !== undefined;
  // The press before it was further down: what is to be asked or said now comes into sight.
  useEffect(() => {
    if (asks || tells) section.current?.scrollIntoView({ block: "start" });
  }, [asks, tells]);
  if (parent === undefined && answers.length === 0) return null;
  const button = (press: LessonPress, words: string) => (
    <PressButton key={words} busy={busy.has(keyOf(press))} onPress={() => void store.press(press)}>
      {words}
    </PressButton>
  );
  return (
    <section ref={section} aria-label="The parent" class="parent">
      {parent === undefined ? (
        <p class="row-name">Does the parent stay in the room?</p>
      ) : (
        <Sentence of={parent} />
      )}
      {parent?.words === undefined ? null : (
        <>
          <p class="small" id="parent-words">
            Say to the parent:
          </p>
          <blockquote aria-labelledby="parent-words">{parent.words}</blockquote>
          <fieldset class="actions">
            <legend>I have told the parent. Why they cannot stay:</legend>
            {CANNOT_STAY.map((reason) => button({ press: "parent-told", reason }, `Told: ${reason}`))}
          </fieldset>
          <fieldset class="actions">
            <legend>Or no recording:</legend>
            {NOT_TOLD.map((why) => button({ press: "parent-not-told", why }, NOT_TOLD_WORDS[why]))}
          </fieldset>
        </>
      )}
      {answers.length === 0 ? null : (
        <div class="actions">
          {answers.map(({ press, title }) => button({ press } as LessonPress, title))}
        </div>
      )}
    </section>
  );
};

/** What is so stands out; what to do about it is read after it. */
const Sentence = ({ of: { sentence } }: { readonly of: NonNullable<LessonView["parent"]> }) => {
  const end = sentence.indexOf(". ") + 1;
  return end === 0 ? (
    <p>
      <strong>{sentence}</strong>
    </p>
  ) : (
    <p>
      <strong>{sentence.slice(0, end)}</strong>
      {sentence.slice(end)}
    </p>
  );
};
