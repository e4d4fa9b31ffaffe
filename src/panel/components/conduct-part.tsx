import { PURPOSES, type Purpose } from "../../protocol/lesson/conduct-words.ts";
import type { LessonPress } from "../../protocol/lesson/presses.ts";
import type { ConductView } from "../../protocol/screen/conduct-view.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import type { LessonStore } from "../lesson-store.ts";
import { KIND_WORDS } from "../wording.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  /** Whether a press waits for its answer. */
  readonly busy: boolean;
};

const PURPOSE_WORDS: { readonly [P in Purpose]: string } = {
  "hear reading": "To hear reading",
  pastoral: "Pastoral",
  other: "Another reason",
};

/**
 * What staff are asked of the lesson and of themselves: what kind it is now, what a one-to-one is for and with whom,
 * their background, and whether the adults are still there (S3, S1, B2).
 */
export const ConductPart = ({ view, store, busy }: Props) => {
  const { conduct } = view;
  if (conduct?.kinds === undefined) return null;
  const press = (one: LessonPress): void => void store.press(one);
  const button = (one: LessonPress, words: string, look?: "primary" | "quiet") => (
    <PressButton key={words} look={look} busy={busy} onPress={() => press(one)}>
      {words}
    </PressButton>
  );
  const isAhead = view.phase === "planned" || view.phase === "arrival";
  // Once families are there, names come first: what was to be done before is folded.
  const isInside = view.counts.here > 0 || view.unknown.some(({ place }) => place === "in");
  const background =
    isAhead && conduct.background !== undefined && conduct.background.checkedAt === undefined ? (
      <section aria-label="Your background">
        <p>
          Look at what can be seen behind you, or blur it. Share one window, not your screen: this panel has
          names.
        </p>
        <div class="actions">{button({ press: "background-checked" }, "My background is checked")}</div>
      </section>
    ) : null;
  const oneToOne =
    conduct.oneToOne === undefined ? null : (
      <OneToOne of={conduct.oneToOne} isAhead={isAhead} busy={busy} onPress={press} />
    );
  const isAnswered =
    conduct.oneToOne !== undefined && !asksPurpose(conduct.oneToOne) && !asksChild(conduct.oneToOne);
  const folded = [
    ...(isInside && background !== null ? ["your background"] : []),
    ...(isInside && isAnswered ? ["what it is for"] : []),
    ...(view.kind === undefined ? [] : [`kind: ${KIND_WORDS[view.kind]}`]),
  ].join("; ");
  return (
    <>
      {conduct.asks === undefined ? null : (
        <KindAgain view={view} asks={conduct.asks} kinds={conduct.kinds} button={button} />
      )}
      {conduct.recheck === undefined ? null : (
        <section aria-label="Adults again" class="parent">
          <p role="status">{conduct.recheck}</p>
          <div class="actions">
            {button({ press: "adults-still-there" }, "Adults still there", "primary")}
          </div>
        </section>
      )}
      {isInside && isAnswered ? null : oneToOne}
      {isInside ? null : background}
      {isAhead && view.kind !== undefined ? (
        <details class="group">
          <summary>{`${folded.charAt(0).toUpperCase()}${folded.slice(1)}`}</summary>
          {isInside ? background : null}
          {isInside && isAnswered ? oneToOne : null}
          <div class="actions">
            {conduct.kinds.map((kind) =>
              button({ press: "choose-kind", kind }, `Change to: ${KIND_WORDS[kind]}`),
            )}
          </div>
        </details>
      ) : null}
    </>
  );
};

type Button = (press: LessonPress, words: string, look?: "primary" | "quiet") => preact.JSX.Element;

const KindAgain = ({
  view,
  asks,
  kinds,
  button,
}: {
  readonly view: LessonView;
  readonly asks: NonNullable<ConductView["asks"]>;
  readonly kinds: NonNullable<ConductView["kinds"]>;
  readonly button: Button;
}) => (
  <section aria-labelledby="kind-again" class="parent">
    <h2 id="kind-again">{asks.title}</h2>
    <p role="status">{asks.sentence}</p>
    <div class="actions">
      {asks.children === undefined
        ? kinds
            .filter((kind) => asks.why !== "one child" || kind === "one-to-one")
            .map((kind) => button({ press: "choose-kind", kind }, `Now: ${KIND_WORDS[kind]}`))
        : button(
            { press: "choose-child", pupil: asks.children.inside.pupil },
            `With ${asks.children.inside.name}`,
          )}
      {button(
        { press: "keep-kind" },
        `Still: ${asks.children?.chosen ?? (view.kind === undefined ? "" : KIND_WORDS[view.kind])}`,
      )}
    </div>
  </section>
);

type OneToOneView = NonNullable<ConductView["oneToOne"]>;

const asksPurpose = ({ purpose }: OneToOneView): boolean => purpose === undefined;
const asksChild = ({ children, child }: OneToOneView): boolean => children.length > 0 && child === undefined;

const OneToOne = ({
  of,
  isAhead,
  busy,
  onPress,
}: {
  readonly of: OneToOneView;
  readonly isAhead: boolean;
  readonly busy: boolean;
  readonly onPress: (press: LessonPress) => void;
}) => {
  if (!isAhead && !asksPurpose(of) && !asksChild(of)) return null;
  return (
    <section aria-label="The one-to-one">
      <fieldset class="actions">
        <legend>What is it for?</legend>
        {PURPOSES.map((purpose) => (
          <PressButton
            key={purpose}
            look={purpose === of.purpose ? "primary" : undefined}
            label={purpose === of.purpose ? `${PURPOSE_WORDS[purpose]}, chosen` : undefined}
            busy={busy}
            onPress={() => onPress({ press: "choose-purpose", purpose })}
          >
            {PURPOSE_WORDS[purpose]}
          </PressButton>
        ))}
      </fieldset>
      {of.children.length === 0 ? null : (
        <label class="field">
          <span>With which child?</span>
          <select
            value={of.child ?? ""}
            onChange={({ currentTarget }) => {
              if (currentTarget.value !== "") onPress({ press: "choose-child", pupil: currentTarget.value });
            }}
          >
            <option value="">Choose the child</option>
            {of.children.map(({ pupil, name }) => (
              <option key={pupil} value={pupil} selected={pupil === of.child}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
};
