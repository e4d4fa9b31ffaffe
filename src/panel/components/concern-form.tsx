import type { ConcernView, LessonView, PupilRow } from "../../protocol/screen/view.ts";
import { CONCERN_KINDS, type ConcernDetails, detailsOf, isEmpty } from "../concern-details.ts";
import type { Draft } from "../draft.ts";
import { RadioGroup } from "./radio-group.tsx";
import { TextField } from "./text-field.tsx";

type Props = {
  readonly concern: ConcernView;
  readonly pupils: readonly PupilRow[];
  readonly staff: LessonView["staffHere"];
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly busy: boolean;
  readonly onSend: (details: ConcernDetails) => void;
};

/** Who, what kind, words, and whether the DSL knows in person. Nothing here is required. */
export const ConcernForm = ({ concern, pupils, staff, draft, onDraft, busy, onSend }: Props) => {
  const about = concern.about === "adult" ? "adult" : "child";
  const recipient = about === "adult" ? "the headteacher" : "the DSL";
  const set = (change: Partial<Draft>): void => onDraft({ ...draft, ...change });
  const names = [
    ...pupils.filter(({ pupil }) => draft.pupils.includes(pupil)),
    ...staff.filter(({ person }) => person === draft.subject),
  ].map(({ name }) => name);
  const details = detailsOf(draft, names, recipient);
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
                    onChange={() =>
                      set({
                        pupils: draft.pupils.includes(pupil)
                          ? draft.pupils.filter((one) => one !== pupil)
                          : [...draft.pupils, pupil],
                      })
                    }
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
      <RadioGroup
        title="What kind"
        name="kind"
        options={CONCERN_KINDS[about]}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
      />
      <label class="field">
        <span>Words</span>
        <span class="hint">
          Write what you saw and heard. Use the child’s own words. Do not ask leading questions.
        </span>
        <textarea
          rows={5}
          maxLength={20_000}
          autocomplete="off"
          value={draft.words}
          onInput={({ currentTarget }) => set({ words: currentTarget.value })}
        />
      </label>
      <RadioGroup
        title={`Have you told ${recipient} in person?`}
        name="in-person"
        options={["yes", "not yet"]}
        value={draft.inPerson}
        onChange={(inPerson) => set({ inPerson: inPerson === "yes" ? "yes" : "not yet" })}
      />
      <button
        type="submit"
        class="press press-primary press-wide"
        aria-busy={busy}
        aria-disabled={isEmpty(details)}
      >
        {`Send to ${recipient}`}
      </button>
      <p class="small">Your words leave this screen when they are sent.</p>
    </form>
  );
};
