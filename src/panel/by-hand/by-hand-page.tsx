import { useEffect } from "preact/hooks";
import type { ByHandView } from "../../protocol/screen/by-hand-view.ts";
import type { Api } from "../api.ts";
import { ConcernLines } from "../components/concern-lines.tsx";
import { ConcernScreen } from "../components/concern-screen.tsx";
import { LeaveOut } from "../components/leave-out.tsx";
import { NotOpen } from "../components/not-open.tsx";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { TellHead } from "../components/tell-head.tsx";
import { ToldLine } from "../components/told-line.tsx";
import { useConcern } from "../components/use-concern.ts";
import { useTold } from "../components/use-told.ts";
import { tellHostReady } from "../host.ts";
import { keyOf } from "../lesson-store.ts";
import { dayAndTimeOf, officeLine, timeOf } from "../wording.ts";
import { ByHandPupils } from "./by-hand-pupils.tsx";
import { InZoom } from "./in-zoom.tsx";
import { useByHand } from "./use-by-hand.ts";

type Props = { readonly api: Api; readonly lesson: string; readonly onBack: () => void };

/** A lesson in Zoom, kept by hand: the checklist, what to press in Zoom, and whom to tell. */
export const ByHandPage = ({ api, lesson, onBack }: Props) => {
  const { view, error, said, busy, press, refresh, concerns } = useByHand(api, lesson);
  const control = useConcern(api, concerns);
  const child = useTold(api, lesson, "child", view !== undefined);
  const adult = useTold(api, lesson, "adult", view !== undefined);
  const known = view !== undefined || error !== undefined;
  const { refresh: lookAgain } = control;
  // With each answer about the lesson: who has been told of the concern on the screen, and who has seen it.
  useEffect(() => {
    if (view !== undefined) void lookAgain();
  }, [view, lookAgain]);
  useEffect(() => {
    if (known) tellHostReady();
  }, [known]);
  if (view === undefined || error?.status === 403 || error?.status === 404)
    return (
      <NotOpen
        api={api}
        load={refresh}
        error={error}
        opening="Opening the lesson."
        title="This lesson is for its staff"
        sentence="Your account has no part in it."
      />
    );
  const { concern } = control;
  const late =
    error === undefined ? null : (
      <p role="status" class="warning">{`Not up to date since ${timeOf(view.now)}. ${error.words}`}</p>
    );
  if (concern !== undefined)
    return (
      <main class="by-hand">
        <h1>{view.title}</h1>
        {late}
        <SaidLine said={said} />
        <ConcernScreen
          concern={concern}
          view={view}
          api={api}
          draft={control.draft}
          onDraft={control.setDraft}
          onConcern={control.setConcern}
          onBack={() => {
            control.setConcern(undefined);
            void refresh();
          }}
          onSend={() => undefined}
        />
      </main>
    );
  const held = view.concerns.flatMap(({ ref, about, undoUntil }) =>
    about === "adult" && undoUntil !== undefined ? [{ ref, undoUntil }] : [],
  )[0];
  return (
    <main class="by-hand">
      <PressButton look="quiet" onPress={onBack}>
        All my lessons in Zoom
      </PressButton>
      <h1>{view.title}</h1>
      <p>
        {view.label}{" "}
        <span class={view.standing.state === "not done" ? "tag tag-late" : "tag"}>{view.standing.words}</span>
      </p>
      <p class="warning">{view.cannot}</p>
      {late}
      <div class="by-hand-tell">
        <PressButton
          icon="tell"
          look="danger"
          wide
          busy={busy.has("raise-child")}
          onPress={() => void control.raise("child", child.without?.person)}
        >
          Tell the DSL now
        </PressButton>
        <TellHead
          told={adult}
          store={concerns}
          busy={busy}
          held={held}
          onRaise={(without) => void control.raise("adult", without)}
          onUndo={(ref) => void control.takeBack(ref)}
        />
      </div>
      <ToldLine told={child} button="Tell the DSL now" />
      <ToldLine told={adult} button="Tell the headteacher now" />
      <p class="small">{`In danger now: phone 999. ${officeLine(view.phone)}`}</p>
      <SaidLine said={said} />
      <ConcernLines concerns={view.concerns} onOpen={(ref) => void control.open(ref)} />
      {view.ask === undefined ? null : <p class="by-hand-ask">{view.ask}</p>}
      <OnOrOver view={view} busy={busy} press={press} />
      {view.phase !== "live" ? null : (
        <>
          <InZoom view={view} busy={busy} press={press} />
          <ByHandPupils view={view} busy={busy} press={press} />
        </>
      )}
      <details class="group">
        <summary>Leave a person out of what you tell</summary>
        <LeaveOut told={child} title="Tell the DSL now" />
        <LeaveOut told={adult} title="Tell the headteacher now" />
      </details>
    </main>
  );
};

type OnProps = {
  readonly view: ByHandView;
  readonly busy: ReadonlySet<string>;
  readonly press: ReturnType<typeof useByHand>["press"];
};

/** That it is on, and that it is over: a person says so, and can take it back in the same place. */
const OnOrOver = ({ view: { phase, beginsFrom, takesPlaceAgain }, busy, press }: OnProps) => {
  const begin = { press: "begin-by-hand" } as const;
  const over = { press: "over-by-hand" } as const;
  const overWords = phase === "planned" ? "It does not take place" : "It is over";
  const goOnWords = takesPlaceAgain ? "It takes place after all" : "It is not over: go on";
  const beginWords = phase === "planned" ? "Begin the lesson" : goOnWords;
  return (
    <div class="choices">
      {beginsFrom !== undefined ? (
        <p>{`You can begin it from ${dayAndTimeOf(beginsFrom)}.`}</p>
      ) : phase === "live" ? null : (
        <PressButton
          look={phase === "planned" ? "primary" : undefined}
          wide
          busy={busy.has(keyOf(begin))}
          onPress={() => void press(begin)}
        >
          {beginWords}
        </PressButton>
      )}
      {phase === "over" ? null : (
        <PressButton wide busy={busy.has(keyOf(over))} onPress={() => void press(over)}>
          {overWords}
        </PressButton>
      )}
    </div>
  );
};
