import { useState } from "preact/hooks";
import type { FoundListView } from "../../protocol/screen/found-list.ts";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";

type Source = { readonly id: string; readonly name: string };
type Sources = {
  readonly classes: readonly Source[];
  readonly groups: readonly Source[];
  readonly classesNot?: string;
  readonly groupsNot?: string;
};

/** What was taken, to be looked at before it is kept. `from`: the class, whose teachers keep the list, too. */
export type Taken = FoundListView & { readonly from?: string };

type Props = { readonly api: Api; readonly onTaken: (taken: Taken) => void };

const sayOf = (problem: unknown): string => {
  if (!(problem instanceof ApiError)) throw problem;
  return problem.say;
};

/** Begins a list from a class, or from a group that one is in: nothing is kept by it. */
export const SourceChooser = ({ api, onTaken }: Props) => {
  const [sources, setSources] = useState<Sources>();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const tried = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await work();
    } catch (problem) {
      setTrouble(sayOf(problem));
    } finally {
      setBusy(false);
    }
  };
  const open = () => tried(async () => setSources(await api.get<Sources>("/api/class-sources")));
  const take = (of: "class" | "group", { id, name }: Source) =>
    tried(async () => {
      const { found } = await api.post<{ found: FoundListView }>("/api/class-sources", { [of]: id, name });
      setSources(undefined);
      onTaken({ ...found, ...(of === "class" ? { from: id } : {}) });
    });
  return (
    <div class="sources">
      <PressButton
        busy={busy}
        expanded={sources !== undefined}
        onPress={() => (sources === undefined ? void open() : setSources(undefined))}
      >
        Take it from a class or a group
      </PressButton>
      {trouble === undefined ? null : (
        <p role="alert" class="warning">
          {trouble}
        </p>
      )}
      {sources === undefined ? null : (
        <>
          <Choices
            title="Classes"
            none="No class was found."
            not={sources.classesNot}
            of={sources.classes}
            busy={busy}
            onChosen={(one) => void take("class", one)}
          />
          <Choices
            title="Groups that you are in"
            none="You are in no other group."
            not={sources.groupsNot}
            of={sources.groups}
            busy={busy}
            onChosen={(one) => void take("group", one)}
          />
        </>
      )}
    </div>
  );
};

type ChoicesProps = {
  readonly title: string;
  readonly none: string;
  readonly not: string | undefined;
  readonly of: readonly Source[];
  readonly busy: boolean;
  readonly onChosen: (source: Source) => void;
};

const Choices = ({ title, none, not, of, busy, onChosen }: ChoicesProps) => (
  <>
    <h3>{title}</h3>
    {not === undefined ? null : <p class="warning">{not}</p>}
    {of.length === 0 && not === undefined ? <p>{none}</p> : null}
    <ul class="plain-list">
      {of.map((one) => (
        <li key={one.id}>
          <PressButton wide busy={busy} onPress={() => onChosen(one)}>
            {one.name}
          </PressButton>
        </li>
      ))}
    </ul>
  </>
);
