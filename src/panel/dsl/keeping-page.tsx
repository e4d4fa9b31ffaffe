import { useCallback, useEffect, useState } from "preact/hooks";
import type { Hold, MadeExport } from "../../protocol/keeping/state.ts";
import type { Api } from "../api.ts";
import { sayOf } from "../said.ts";
import { ChildExport } from "./child-export.tsx";
import { ChildKeeping } from "./child-keeping.tsx";
import { Holds } from "./holds.tsx";
import { LessonFinder } from "./lesson-finder.tsx";
import { MadeExports } from "./made-exports.tsx";
import { PeriodExport } from "./period-export.tsx";
import { SubPage } from "./sub-page.tsx";

type Exported = {
  readonly exports: readonly MadeExport[];
  readonly holds: readonly Hold[];
  /** A sentence for each time the record was restored or went back, the newest first. */
  readonly stepsBack: readonly string[];
};

type Props = { readonly api: Api; readonly isHead: boolean; readonly onBack: () => void };

/** Keeping the school's record: exports to make, and exports made. For the DSL and the headteacher. */
export const KeepingPage = ({ api, isHead, onBack }: Props) => {
  const [kept, setKept] = useState<Exported>();
  const [error, setError] = useState<string>();
  const load = useCallback(async () => {
    try {
      setKept(await api.get<Exported>("/api/exports"));
      setError(undefined);
    } catch (problem) {
      setError(sayOf(problem));
    }
  }, [api]);
  useEffect(() => void load(), [load]);
  const again = (): void => void load();
  return (
    <SubPage title="The school’s record" onBack={onBack}>
      {kept?.stepsBack.map((sentence) => (
        <p key={sentence}>
          <strong>{sentence}</strong>
        </p>
      ))}
      <p>Each export is recorded: who made it, when, and what it is for.</p>
      <LessonFinder api={api} onMade={again} />
      <section>
        <h2>More than one lesson</h2>
        <ChildExport api={api} onMade={again} />
        <PeriodExport api={api} of="sample" onMade={again} />
        {isHead ? <PeriodExport api={api} of="terms" onMade={again} /> : null}
        <PeriodExport api={api} of="record" onMade={again} />
      </section>
      {error === undefined ? null : <p role="alert">{error}</p>}
      {kept === undefined ? null : (
        <>
          <section>
            <h2>Legal hold, and erasing</h2>
            <p>
              Lessons are deleted when the time in the school’s settings is over. Lessons under a legal hold
              are kept.
            </p>
            <ChildKeeping api={api} onDone={again} />
          </section>
          <Holds api={api} holds={kept.holds} onDone={again} />
          <MadeExports exports={kept.exports} />
        </>
      )}
    </SubPage>
  );
};
