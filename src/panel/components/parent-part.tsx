import { useEffect, useRef } from "preact/hooks";
import type { LessonPress } from "../../protocol/lesson/presses.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { CANNOT_STAY, NOT_TOLD, type NotTold } from "../../protocol/words.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { inTwo } from "../parent-words.ts";
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

/**
 * One-to-one: what to do now about the parent, the words to say, and the press that lets a recording begin (S4, S5). It
 * stands above the list: it must not be looked for.
 */
export const ParentPart = ({ view: { parent }, store, busy }: Props) => {
  const section = useRef<HTMLElement>(null);
  const tells = parent?.words !== undefined;
  // The list may have been scrolled: what is to be said or done now comes into sight.
  const now = parent?.words ?? parent?.forFamily;
  useEffect(() => {
    if (now) section.current?.scrollIntoView({ block: "start" });
  }, [now]);
  // The words themselves say what comes first, and at 280 px they and the answers must fit.
  const rest = parent === undefined || tells ? "" : inTwo(parent.sentence)[1];
  if (rest === "" && !tells) return null;
  const button = (press: LessonPress, words: string) => (
    <PressButton key={words} busy={busy.has(keyOf(press))} onPress={() => void store.press(press)}>
      {words}
    </PressButton>
  );
  return (
    <section ref={section} aria-label="The parent" class="parent">
      {rest === "" ? null : <p>{rest}</p>}
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
    </section>
  );
};
