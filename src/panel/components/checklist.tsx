import "../styles/card.css";
import "../styles/check-rows.css";
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { UnknownPerson } from "../../protocol/screen/unknown-person.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { arrange, type Group } from "../arrangement.ts";
import type { Draft } from "../draft.ts";
import type { LessonStore } from "../lesson-store.ts";
import { type Noted, stayingOf } from "../noted.ts";
import { groupTitle, settledWords } from "../row-words.ts";
import { count } from "../wording.ts";
import { AboveCue } from "./above-cue.tsx";
import { AsOf } from "./as-of.tsx";
import { ChecklistCard } from "./checklist-card.tsx";
import { CountsLine } from "./counts-line.tsx";
import { LeftPart } from "./left-part.tsx";
import { ParentPart } from "./parent-part.tsx";
import { PupilRow } from "./pupil-row.tsx";
import { RowGroup } from "./row-group.tsx";
import { Screenshots } from "./screenshots.tsx";
import { SettledRow } from "./settled-row.tsx";
import { UnknownRow } from "./unknown-row.tsx";
import { useHeldList } from "./use-held-list.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useLetters } from "./use-letters.ts";
import { useStepAfterCard } from "./use-step-after-card.ts";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Tells the DSL now, with these words begun. */
  readonly onConcern: (draft: Draft) => void;
  readonly api: Api;
};

/** At the start of arrival no one reads a long list of pupils who are not here. */
const FOLD_ABOVE = 8;

/** The register as a checklist: odd rows first, the rest folded; it never moves under a finger. */
export const Checklist = ({ view, store, busy, scroller, onConcern, api }: Props) => {
  const [noted, setNoted] = useState<Noted>();
  const fresh = arrange(view, stayingOf(noted));
  const { list, shown, changes, show, rowOpened } = useHeldList(view, scroller, stayingOf(noted));
  const settled = useLastKnown(view);
  useLetters(list);
  useKeptFocus(list);
  const cardPressed = useStepAfterCard(list, view.version, changes === 0 && busy.size === 0);
  const row = (id: string) => {
    const person = view.unknown.find((one) => one.person === id);
    if (person !== undefined) {
      return <UnknownRow key={id} person={person} view={view} store={store} busy={busy} onOpen={rowOpened} />;
    }
    const pupil = view.pupils.find((one) => one.pupil === id);
    if (pupil !== undefined) {
      return (
        <PupilRow
          key={id}
          pupil={pupil}
          view={view}
          store={store}
          busy={busy}
          onOpen={rowOpened}
          noted={id === noted?.pupil ? noted : undefined}
          onNoted={setNoted}
          onConcern={onConcern}
          api={api}
        />
      );
    }
    return <SettledRow key={id} row={id} words={settledWords(id, settled.get(id), view.pupils)} />;
  };
  const group = (name: Group, { folded = false, cells = false } = {}) =>
    shown[name].length === 0 ? null : (
      <RowGroup title={groupTitle(name, fresh, view)} folded={folded} cells={cells && view.mayCheck}>
        {shown[name].map(row)}
      </RowGroup>
    );
  return (
    <section aria-label="Register">
      <AboveCue view={view} list={list} scroller={scroller} />
      <AsOf at={view.counts.asOf} />
      <div class="checklist-top">
        <CountsLine counts={view.counts} />
        <p class="changes" role="status">
          {changes === 0 ? null : (
            <button type="button" class="press press-quiet" onClick={show}>
              {`${count(changes, "change")} – show`}
            </button>
          )}
        </p>
      </div>
      <div ref={list} class="checklist">
        <ParentPart view={view} store={store} busy={busy} />
        {group("to sort out")}
        {group("still inside")}
        {group("kept waiting")}
        <div
          class="card-place"
          onClickCapture={() => {
            setNoted(undefined);
            cardPressed();
          }}
        >
          <ChecklistCard view={view} store={store} busy={busy} />
        </div>
        {group("not here", {
          folded: view.counts.expected > FOLD_ABOVE && shown["not here"].length > FOLD_ABOVE,
        })}
        {group("waiting", { folded: true })}
        {group("to check", { cells: true })}
        {group("fine", { folded: true, cells: true })}
        <LeftPart view={view} store={store} busy={busy} />
        {isEnded(view) ? null : <Screenshots view={view} store={store} busy={busy.size > 0} />}
      </div>
    </section>
  );
};

/** What a row that has left the view last showed, so that it can stay in its place for a moment. */
const useLastKnown = (view: LessonView): ReadonlyMap<string, string> => {
  const known = useRef(new Map<string, string>());
  const words = (one: UnknownPerson): [string, string] => [one.person, one.shown];
  known.current = new Map([...[...known.current].slice(-50), ...view.unknown.map(words)]);
  return known.current;
};
