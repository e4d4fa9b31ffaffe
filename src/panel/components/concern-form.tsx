import type { ComponentChildren } from "preact";
import type { ConcernView, LessonView, PupilRow } from "../../protocol/screen/view.ts";
import { CONCERN_KINDS, type ConcernDetails, detailsOf, isEmpty, MOST_KINDS } from "../concern-details.ts";
import type { Draft } from "../draft.ts";
import { TextArea } from "./text-area.tsx";
import { TextField } from "./text-field.tsx";

type Props = {
  readonly concern: ConcernView;
  readonly pupils: readonly Pick<PupilRow, "pupil" | "name">[];
  readonly staff: readonly Pick<LessonView["staffHere"][number], "person" | "name">[];
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly busy: boolean;
  readonly onSend: (details: ConcernDetails) => void;
  /** How the sending went: beside the button, where the person looks. */
  readonly children?: ComponentChildren;
};

const toggled = (all: readonly string[], one: string): readonly string[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

/** What CPOMS asks for: who, when, what kind, facts, words, what was done, who knows. Nothing here is required. */
export const ConcernForm = ({ concern, pupils, staff, draft, onDraft, busy, onSend, children }: Props) => {
  const about = concern.about === "adult" ? "adult" : "child";
  const recipient = about === "adult" ? "the headteacher" : "the DSL";
  const set = (change: Partial<Draft>): void => onDraft({ ...draft, ...change });
  const names = pupils.filter(({ pupil }) => draft.pupils.includes(pupil)).map(({ name }) => name);
  const adults = staff.filter(({ person }) => person === draft.subject).map(({ name }) => name);
  const details = detailsOf(draft, names, adults);
  return (
    <form
      class="concern-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty(details)) {
          onSend(details);
        }
      }}
    >
      <h3>You may add more</h3>
      {about === "child" && pupils.length > 0 ? (
        <details class="group">
          <summary>{names.length === 0 ? "Who: choose pupils" : `Who: ${names.join(", ")}`}</summary>
          <ul class="picker-list">
            {pupils.map(({ pupil, name }) => (
              <li key={pupil}>
                <label class="tick">
                  <input
                    type="checkbox"
                    checked={draft.pupils.includes(pupil)}
                    onChange={() => set({ pupils: toggled(draft.pupils, pupil) })}
                  />
                  <span>{name}</span>
                </label>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {about === "adult" && staff.length > 0 ? (
        <label class="field">
          <span>Which member of staff</span>
          <select
            value={draft.subject}
            onChange={({ currentTarget }) => set({ subject: currentTarget.value })}
          >
            <option value="">Another adult, or not said</option>
            {staff.map(({ person, name }) => (
              <option key={person} value={person} selected={person === draft.subject}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <TextField
        label={about === "adult" && staff.length === 0 ? "Who is it about" : "Another person"}
        value={draft.others}
        onChange={(others) => set({ others })}
      />
      <label class="field">
        <span>When did you notice it?</span>
        <input
          type="datetime-local"
          autocomplete="off"
          value={draft.noticed}
          onInput={({ currentTarget }) => set({ noticed: currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend>{`What kind (up to ${MOST_KINDS})`}</legend>
        {CONCERN_KINDS[about].map((kind) => (
          <label key={kind} class="tick">
            <input
              type="checkbox"
              checked={draft.kinds.includes(kind)}
              disabled={!draft.kinds.includes(kind) && draft.kinds.length >= MOST_KINDS}
              onChange={() => set({ kinds: toggled(draft.kinds, kind) })}
            />
            <span>{kind}</span>
          </label>
        ))}
      </fieldset>
      <TextArea
        label="What you saw and heard"
        hint="Facts only, in the order in which they happened."
        rows={4}
        longest={20_000}
        value={draft.words}
        onChange={(words) => set({ words })}
      />
      {about === "child" ? (
        <TextArea
          label="The child’s own words"
          hint="Word for word. Do not ask leading questions."
          rows={3}
          longest={20_000}
          value={draft.said}
          onChange={(said) => set({ said })}
        />
      ) : null}
      <TextArea
        label="What you have done"
        rows={2}
        longest={4000}
        value={draft.done}
        onChange={(done) => set({ done })}
      />
      <TextField
        label="Whom you have told in person"
        longest={400}
        value={draft.told}
        onChange={(told) => set({ told })}
      />
      <button
        type="submit"
        class="press press-primary press-wide"
        aria-busy={busy}
        aria-disabled={isEmpty(details)}
      >
        {concern.you === "recipient" ? "Add these words" : `Send to ${recipient}`}
      </button>
      {children}
      <p class="small">
        Your words are kept for you until they are sent, also if this page is loaded again. Then they leave
        this screen. To correct what was sent, send the correction: nothing is changed afterwards.
      </p>
    </form>
  );
};
