import { useState } from "preact/hooks";
import type { UnansweredView } from "../../protocol/screen/unanswered.ts";
import type { Api } from "../api.ts";
import { CopyNames } from "../components/copy-names.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";

const keepersIn = (keptBy: readonly string[]): string =>
  keptBy.length === 0
    ? "No member of staff keeps this list now."
    : `${keptBy.join(", ")} can copy the names.`;

/** How far the question of permission is, list by list (P1): asked for anew each time it is opened. */
export const PermissionAsked = ({ api }: { readonly api: Api }) => {
  const [lists, setLists] = useState<readonly UnansweredView[]>();
  const { said, ask } = useOneAtATime();
  const load = async (): Promise<void> => {
    const answer = await ask(() => api.get<{ lists: readonly UnansweredView[] }>("/api/record/permission"));
    if (answer !== undefined) setLists(answer.lists);
  };
  return (
    <details
      class="own-cover"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void load();
      }}
    >
      <summary>Permission not answered yet</summary>
      {lists?.length === 0 ? <p>The school has no list of families yet.</p> : null}
      {lists?.map(({ class: id, name, keptBy, words, text }) => (
        <section key={id} class="detail" aria-label={name}>
          <p>
            <strong>{name}</strong>
          </p>
          <p>{words}</p>
          {text === undefined ? <p>{keepersIn(keptBy)}</p> : <CopyNames label="For the office" text={text} />}
        </section>
      ))}
      <SaidLine said={said} />
    </details>
  );
};
