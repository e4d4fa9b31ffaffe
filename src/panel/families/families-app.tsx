import { useCallback, useEffect, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { type Api, ApiError } from "../api.ts";
import { NotOpen } from "../components/not-open.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useAgain } from "../components/use-again.ts";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { tellHostReady } from "../host.ts";
import { SelectField } from "../settings/field.tsx";
import { ClassPage } from "./class-page.tsx";
import { ListForm } from "./list-form.tsx";
import type { MadeLink } from "./use-class.ts";

type Named = Pick<ClassView, "class" | "name">;

/** The lists of families that a member of staff keeps. @param subPage of a link: "list/family", to be open at first */
export const FamiliesApp = ({
  api,
  subPage = "",
}: {
  readonly api: Api;
  readonly subPage?: string | undefined;
}) => {
  const [ofList, ofFamily] = subPage.split("/");
  const [lists, setLists] = useState<readonly Named[]>();
  const [view, setView] = useState<ClassView>();
  const [made, setMade] = useState<readonly MadeLink[]>([]);
  const [error, setError] = useState<ApiError>();
  const { busy, said, say, ask, hush } = useOneAtATime();

  const tried = useCallback(async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setError(undefined);
    } catch (problem) {
      if (!(problem instanceof ApiError)) {
        throw problem;
      }
      setError(problem);
    } finally {
      tellHostReady();
    }
  }, []);

  const show = useCallback(
    async (id: string): Promise<void> => {
      const answer = await api.get<{ view: ClassView; notes?: readonly MadeLink[] }>(
        `/api/classes/${encodeURIComponent(id)}?links=yes`,
      );
      setMade(answer.notes ?? []);
      setView(answer.view);
    },
    [api],
  );
  const open = useCallback((id: string) => tried(() => show(id)), [show, tried]);
  const load = useCallback(
    () =>
      tried(async () => {
        const { classes } = await api.get<{ classes: readonly Named[] }>("/api/classes");
        setLists(classes);
        const first = classes.find((one) => one.class === ofList) ?? classes[0];
        if (first !== undefined) await show(first.class);
      }),
    [api, tried, show, ofList],
  );
  useEffect(() => void load(), [load]);
  useAgain(lists === undefined ? error : undefined, load);

  const keep = async (list: object): Promise<void> => {
    const answer = await ask(() => api.post<{ say: string; view: ClassView }>("/api/classes", list));
    if (answer === undefined) return;
    const { view: kept } = answer;
    say(answer.say);
    setMade([]);
    setView(kept);
    setLists((before = []) => [...before.filter((one) => one.class !== kept.class), kept]);
  };

  if (lists === undefined) {
    return (
      <NotOpen
        api={api}
        load={load}
        error={error}
        opening="Opening your lists of families."
        title="Families are for staff"
        sentence="Your account is not in the staff group."
      />
    );
  }
  return (
    <main class="families">
      {error === undefined ? null : (
        <p role="alert" class="warning">
          {error.say}
        </p>
      )}
      <h1>Families</h1>
      <SaidLine said={said} />
      {lists.length < 2 ? null : (
        <SelectField
          label="List"
          error={undefined}
          value={view?.class ?? ""}
          onChange={(id) => {
            hush();
            void open(id);
          }}
          options={lists.map(({ class: value, name }) => ({ value, title: name }))}
        />
      )}
      {view === undefined ? (
        <>
          <p>
            A list of a class gives each adult a link of their own: to what the school asks, to the question
            of permission, and to the lesson at its time. Only you see the lists that you keep.
          </p>
          <ListForm api={api} busy={busy} onKeep={(list) => void keep(list)} />
        </>
      ) : (
        <>
          <ClassPage key={view.class} api={api} view={view} made={made} open={ofFamily} />
          <details class="group">
            <summary>Another list</summary>
            <ListForm key={lists.length} api={api} busy={busy} onKeep={(list) => void keep(list)} />
          </details>
        </>
      )}
    </main>
  );
};
