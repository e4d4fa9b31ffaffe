import { useState } from "preact/hooks";
import type { ButtonName, PlainPress } from "../../protocol/lesson/presses.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import type { LessonState } from "../lesson-state.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { SignOutNote } from "./notice-page.tsx";
import { PressButton } from "./press-button.tsx";
import { SaidLine } from "./said-line.tsx";
import { type Held, TellHead } from "./tell-head.tsx";
import { ToldLine, ToldOfBoth } from "./told-line.tsx";
import { UndoLine } from "./undo-line.tsx";
import { useLaterParts } from "./use-later-parts.ts";
import { useTold } from "./use-told.ts";

type Props = {
  /** The screen may be shared: no name, and nothing of what was answered but that it failed. */
  readonly blank: boolean;
  readonly store: LessonStore;
  readonly state: LessonState;
  readonly api: Api;
  readonly held: Held | undefined;
  /** @param without the person who is left out of it */
  readonly onRaise: (about: "child" | "adult", without: string | undefined) => void;
  readonly onUndo: (ref: string) => void;
};

const TAKEN = "Noted. Show the panel to see how far it is.";

/** The buttons that never move, and who is told. The others unfold above them. */
export const Bar = ({ blank, store, state, api, held, onRaise, onUndo }: Props) => {
  const { view, busy, said } = state;
  const [more, setMore] = useState(false);
  const child = useTold(
    api,
    view.lesson,
    "child",
    !blank && view.kind !== undefined && view.kind !== "not a lesson",
  );
  const adult = useTold(api, view.lesson, "adult", !blank);
  const shown = blank && said?.tone === "plain" ? { ...said, text: TAKEN } : said;
  const steady = steadyPress(view);
  const part = useLaterParts();
  return (
    <footer class="bar">
      <div class={isLong(shown?.text) ? "bar-said bar-said-long" : "bar-said"}>
        <SaidLine said={shown} />
        <UndoLine view={view} store={store} busy={busy} older={false} />
      </div>
      {more && !blank && typeof part !== "string" ? (
        <part.More store={store} state={state} child={child} adult={adult} ends={offers(view, "end-for-all")}>
          <SignOutNote />
        </part.More>
      ) : null}
      {typeof part === "string" ? null : <part.ParentBar view={view} store={store} busy={busy} />}
      {blank ? null : (
        <div class="bar-told">
          <div>
            <ToldOfBoth told={child} ends={offers(view, "end-for-all")} />
            <div class={adult.preview?.now ? "told-on-button" : undefined}>
              <ToldLine told={adult} button="Tell the headteacher now" />
            </div>
          </div>
          <PressButton icon="more" look="quiet" expanded={more} onPress={() => setMore(!more)}>
            More
          </PressButton>
        </div>
      )}
      <div class="bar-row bar-concern">
        <PressButton
          icon="tell"
          busy={busy.has("raise-child")}
          onPress={() => {
            onRaise("child", child.without?.person);
            child.leaveOut(undefined);
          }}
        >
          Tell the DSL now
        </PressButton>
        <TellHead
          told={adult}
          store={store}
          busy={busy}
          held={held}
          onRaise={(without) => onRaise("adult", without)}
          onUndo={onUndo}
        />
      </div>
      <div class="bar-row bar-doors">
        <PressButton
          icon={STEADY_ICONS[steady]}
          verb={steady}
          off={!offers(view, steady)}
          busy={busy.has(keyOf({ press: steady }))}
          onPress={() => void store.press({ press: steady })}
        >
          {STEADY_WORDS[steady]}
        </PressButton>
        <PressButton
          icon="end"
          look="danger"
          off={!offers(view, "end-for-all")}
          busy={busy.has(keyOf({ press: "end-for-all" }))}
          onPress={() => void store.press({ press: "end-for-all" })}
        >
          <EndForAll />
        </PressButton>
      </div>
    </footer>
  );
};

/** A word leaves room for the way back beside it: "Noted." */
const isLong = (text = ""): boolean => text.length > 9;

/** Told apart from the ordinary end of a lesson: this one alerts. */
export const EndForAll = () => (
  <span>
    End for all <span class="press-also">and tell the DSL</span>
  </span>
);

type Steady = Extract<PlainPress, "pause" | "resume" | "undo-end">;
const STEADY_WORDS: { readonly [S in Steady]: string } = {
  pause: "Pause",
  resume: "Resume",
  "undo-end": "Undo",
};

const STEADY_ICONS = { pause: "pause", resume: "resume", "undo-end": "undo" } as const;

/** The button in the first place: Resume is where Pause was, and never where End for all is. */
const steadyPress = (view: LessonView): Steady => {
  if (offers(view, "undo-end")) {
    return "undo-end";
  }
  return offers(view, "resume") ? "resume" : "pause";
};

const offers = (view: LessonView, press: ButtonName): boolean =>
  view.presses.some((one) => one.press === press);
