import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ConcernView, LessonView } from "../../protocol/screen/view.ts";
import { alarmsOf } from "../alarms.ts";
import type { Api } from "../api.ts";
import { endUnderWay } from "../end-under-way.ts";
import type { LessonStore } from "../lesson-store.ts";
import { EVERYTHING, followLive } from "../live.ts";
import { whenSecondTapHeld } from "../second-tap.ts";
import { AfterPart } from "./after-part.tsx";
import { Alarms } from "./alarms.tsx";
import { AsOf } from "./as-of.tsx";
import { Bar } from "./bar.tsx";
import { signInAnd } from "./cannot-show.tsx";
import { ConcernPart } from "./concern-part.tsx";
import { Ending } from "./ending.tsx";
import { Header } from "./header.tsx";
import { HiddenPage } from "./hidden-page.tsx";
import { KindPart } from "./kind-part.tsx";
import { ProtectOnly } from "./protect-only.tsx";
import { RegisterPart } from "./register-part.tsx";
import { RegisterRows } from "./register-rows.tsx";
import { StartNotice } from "./start-notice.tsx";
import { Status } from "./status.tsx";
import type { Held } from "./tell-head.tsx";
import { useAgain } from "./use-again.ts";
import { useConcern } from "./use-concern.ts";
import { useStore } from "./use-store.ts";

type Props = {
  readonly api: Api;
  readonly store: LessonStore;
  /** Asks again from the start whether this person may see a lesson here. */
  readonly onBeginAgain: () => Promise<void>;
  /** After a press: Teams may ask the person something. */
  readonly onSignIn: () => Promise<void>;
};

/** The side panel of a member of staff, from top to bottom. */
export const LessonScreen = ({ api, store, onBeginAgain, onSignIn }: Props) => {
  const state = useStore(store);
  const { view, busy, asOf, gone } = state;
  const [hidden, setHidden] = useState(false);
  const hide = useCallback(
    (now: boolean) => {
      setHidden(now);
      store.blank = now;
      void store.refresh();
    },
    [store],
  );
  const scroller = useRef<HTMLElement>(null);
  const concern = useConcern(api, store);
  useEffect(() => whenSecondTapHeld(document, (words) => store.say(words)), [store]);
  // A view that was sent to a blanked panel lacks all that matters: it is no lesson to show.
  const blank = hidden || view.blank === true;
  useHideKey(() => hide(!blank));
  useLive(api, store, concern.refresh);
  useAgain(gone, onBeginAgain);
  if (gone?.code === "protect-only") return <ProtectOnly error={gone} store={store} />;
  if (gone !== undefined) {
    return <StartNotice error={gone} onRetry={() => void onBeginAgain()} onSignIn={() => void onSignIn()} />;
  }
  // An end is on top of every screen, a blanked one too.
  const isEnding = endUnderWay(view) !== undefined;
  const alarms = alarmsOf(state);
  const asksKind = view.presses.some(({ press }) => press === "choose-kind");
  const isLesson = view.kind !== undefined && view.kind !== "not a lesson";
  const isOn = view.phase !== "planned" && view.phase !== "over";
  const hasRegister = view.pupils.length > 0;
  // Staff may notice that the register is missing, or is another class's, only once the children are there.
  const takesRegister = isLesson && view.phase !== "shut" && view.phase !== "over";
  return (
    <div class={isEnding ? "panel panel-ending" : "panel"}>
      <div class="top">
        {blank && !(isEnding && view.blank === true) ? null : (
          <Header view={view} asOf={asOf} onHide={() => hide(true)} />
        )}
        <Ending view={view} asOf={asOf} clock={store.clock} />
        {blank ? null : (
          <Alarms
            alarms={alarms}
            full={isEnding && alarms[0]?.silence !== true ? 0 : 1}
            onSignIn={() => void signInAnd(api, () => store.refresh())}
          />
        )}
      </div>
      {blank ? (
        <HiddenPage onShow={() => hide(false)} />
      ) : (
        <main
          ref={scroller}
          class={asOf === undefined ? "middle" : "middle middle-as-of"}
          tabIndex={isOn ? -1 : 0}
        >
          <AsOf at={asOf} />
          {concern.concern === undefined ? (
            <>
              <AfterPart
                view={view}
                store={store}
                busy={busy.size > 0}
                onOpen={(ref) => void concern.open(ref)}
              />
              {isLesson && view.phase !== "over" && view.end === undefined ? <Status view={view} /> : null}
              {view.kind === "not a lesson" ? (
                <p>This meeting is not a lesson. Lesson Guard does nothing here.</p>
              ) : null}
              {asksKind && (view.phase === "planned" || !isLesson) ? (
                <KindPart view={view} store={store} busy={busy} />
              ) : null}
              {takesRegister && !(isOn && hasRegister) ? (
                <RegisterPart view={view} api={api} store={store} busy={busy} />
              ) : null}
              {isLesson && isOn ? (
                <RegisterRows
                  view={view}
                  store={store}
                  busy={busy}
                  api={api}
                  scroller={scroller}
                  onConcern={(begun) => void concern.raise("child", undefined, begun)}
                />
              ) : null}
              {takesRegister && isOn && hasRegister ? (
                <details class="group">
                  <summary>Another register</summary>
                  <RegisterPart view={view} api={api} store={store} busy={busy} />
                </details>
              ) : null}
              {view.ordinaryEnd === undefined ? null : <p class="small quiet">{view.ordinaryEnd}</p>}
            </>
          ) : (
            <ConcernPart
              key={concern.concern.ref}
              concern={concern.concern}
              view={view}
              api={api}
              draft={concern.draft}
              onDraft={concern.setDraft}
              onConcern={concern.setConcern}
              onBack={() => concern.setConcern(undefined)}
              onSend={() => store.unsay()}
            />
          )}
        </main>
      )}
      <Bar
        blank={blank}
        store={store}
        state={state}
        api={api}
        held={heldOf(view, concern.raised)}
        onRaise={(about, without) => void concern.raise(about, without)}
        onUndo={(ref) => void concern.takeBack(ref)}
      />
    </div>
  );
};

/** A concern that this person has raised and can still take back. */
const heldOf = ({ concerns }: LessonView, raised: ConcernView | undefined): Held | undefined => {
  const [held] = [...(raised === undefined ? [] : [raised]), ...concerns].filter((one) => one.undoUntil);
  return held?.undoUntil === undefined ? undefined : { ref: held.ref, undoUntil: held.undoUntil };
};

/** `h` blanks the panel and shows it again, unless a person is writing. */
const useHideKey = (toggle: () => void): void => {
  const on = useRef(toggle);
  on.current = toggle;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const writing = event.target instanceof Element && event.target.matches("input, textarea, select");
      if (!writing && event.key === "h" && !event.ctrlKey && !event.metaKey && !event.altKey) on.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
};

/** While a lesson is over, news of another lesson may mean that the next of its series has begun. */
const isFollowedBy = (store: LessonStore, topic: string): boolean =>
  store.state.view.phase === "over" && topic.startsWith("lesson:");

const useLive = (api: Api, store: LessonStore, refreshConcern: () => Promise<void>): void => {
  const onConcerns = useRef(refreshConcern);
  onConcerns.current = refreshConcern;
  useEffect(() => {
    const topic = (name: string): void => {
      if (name === "concerns" || name === EVERYTHING) {
        void onConcerns.current();
        void store.refresh();
      } else if (name === `lesson:${store.state.view.lesson}` || isFollowedBy(store, name)) {
        void store.refresh();
      }
    };
    const listener = { topic, standing: (stands: boolean) => store.standing(stands) };
    store.standing(false);
    return followLive(api.tokens, listener);
  }, [api, store]);
};
