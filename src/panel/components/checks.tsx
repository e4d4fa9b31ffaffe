import type { ChecklistItem, LessonView } from "../../protocol/screen/view.ts";
import { ProofIcon } from "./proof-icon.tsx";

/** The next step, and below it the three checks, each with how far it has come. Nothing when none is left to do. */
export const Checks = ({ view }: { readonly view: LessonView }) =>
  view.items.length === 0 ? null : (
    <section aria-label="Checklist">
      {view.lead === undefined ? null : (
        <p class="lead">
          <strong>{view.lead}</strong>
        </p>
      )}
      <ul class="checks">
        {view.items.map((item) => (
          <Check key={item.check} item={item} />
        ))}
      </ul>
    </section>
  );

const STATES = {
  done: { word: "Done", icon: "proven" },
  "your turn": { word: "Your turn", icon: "your turn" },
  "not yet": { word: "Not yet", icon: "asked" },
  no: { word: "No", icon: "not proven" },
} as const satisfies {
  readonly [S in ChecklistItem["state"]]: { readonly word: string; readonly icon: string };
};

const Check = ({ item: { title, state, words } }: { readonly item: ChecklistItem }) => {
  const { word, icon } = STATES[state];
  return (
    <li class="proof">
      <ProofIcon state={icon} />
      <p>
        <span class="proof-title">{title}</span> <strong class="proof-word">{word}</strong>{" "}
        <span class="proof-sentence">{words}</span>
      </p>
    </li>
  );
};
