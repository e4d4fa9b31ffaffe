import { useState } from "preact/hooks";
import { defined } from "../../protocol/defined.ts";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { HomeLook } from "../components/home-look.tsx";
import { PressButton } from "../components/press-button.tsx";
import { TextArea } from "../components/text-area.tsx";
import { TextField } from "../components/text-field.tsx";
import { SelectField } from "../settings/field.tsx";
import { dayAndTimeOf } from "../wording.ts";

type Send = (act: "follow-up" | "hand-over", body: object) => Promise<boolean>;

type Props = {
  readonly api: Api;
  /** Whom to phone is shown beside it; absent of a concern about an adult. */
  readonly home?: string;
  readonly followUp: NonNullable<ConcernView["followUp"]>;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onSend: Send;
};

/** What was done about a concern, one entry after the other; whose it is; what is to come. */
export const FollowUp = ({ api, home, followUp, open, busy, onSend }: Props) => {
  const { actions, owner, reminder, children } = followUp;
  return (
    <section>
      <h2>Actions</h2>
      <p>
        {owner === undefined ? "No one has it yet." : owner.you ? "You have it." : `${owner.name} has it.`}
      </p>
      {reminder === undefined ? null : (
        <p>
          <strong>{reminder.due ? "Reminder due: " : "Reminder: "}</strong>
          {`${dayWords(reminder.on)}${reminder.what === undefined ? "" : `, ${reminder.what}`}`}
        </p>
      )}
      {actions.length === 0 ? <p class="quiet">No action has been noted yet.</p> : null}
      <ol class="timeline">
        {actions.map(({ at, by, action, why }) => (
          <li key={`${at} ${by} ${action}`}>
            <time dateTime={at}>{dayAndTimeOf(at)}</time>
            <span class="as-written">
              {`${by}: ${action}`}
              {why === undefined ? null : <span class="quiet">{` Why: ${why}`}</span>}
            </span>
          </li>
        ))}
      </ol>
      {home === undefined
        ? null
        : children.map((child) => (
            <div key={child} class="choices">
              <p>{child}</p>
              <HomeLook
                api={api}
                path={home}
                name={child}
                body={(pupil) => ({ child, ...defined({ pupil }) })}
              />
            </div>
          ))}
      <NoteAction adult={home === undefined} busy={busy} onSend={onSend} />
      {open ? (
        <>
          <HandOver followUp={followUp} busy={busy} onSend={onSend} />
          <SetReminder standing={reminder !== undefined} busy={busy} onSend={onSend} />
        </>
      ) : null}
      <LinkChild followUp={followUp} busy={busy} onSend={onSend} />
    </section>
  );
};

const dayWords = (day: string): string =>
  new Date(`${day}T12:00:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });

type Form = { readonly busy: boolean; readonly onSend: Send };

const FOR_EXAMPLE = {
  child: "Rang mother 11:10. Referred to children’s social care.",
  adult: "Rang the LADO 11:10. Told the chair of governors.",
};

const NoteAction = ({ adult, busy, onSend }: Form & { readonly adult: boolean }) => {
  const [action, setAction] = useState("");
  const [why, setWhy] = useState("");
  const send = async (): Promise<void> => {
    const words = why.trim() === "" ? {} : { why: why.trim() };
    if (
      action.trim() !== "" &&
      (await onSend("follow-up", { do: "note-action", action: action.trim(), ...words }))
    ) {
      setAction("");
      setWhy("");
    }
  };
  return (
    <form
      class="said-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        label="What was done or decided"
        hint={`For example: ${adult ? FOR_EXAMPLE.adult : FOR_EXAMPLE.child}`}
        rows={2}
        longest={4000}
        value={action}
        onChange={setAction}
      />
      <TextField label="Why" longest={4000} value={why} onChange={setWhy} />
      <button type="submit" class="press press-primary" aria-busy={busy} aria-disabled={action.trim() === ""}>
        Note this action
      </button>
    </form>
  );
};

type Offered = Form & { readonly followUp: Props["followUp"] };

const HandOver = ({ followUp: { colleagues = [], owner }, busy, onSend }: Offered) => {
  const [to, setTo] = useState("");
  const others = colleagues.filter(({ name }) => owner === undefined || name !== owner.name || owner.you);
  if (others.length === 0) return null;
  return (
    <details class="group">
      <summary>Hand over to a colleague</summary>
      <SelectField
        label="To"
        error={undefined}
        value={to}
        options={[
          { value: "", title: "Choose a colleague" },
          ...others.map(({ id, name }) => ({ value: id, title: name })),
        ]}
        onChange={setTo}
      />
      <p class="hint">They are told in their own chat, and have this concern from then on.</p>
      <PressButton
        busy={busy}
        onPress={() => {
          if (to !== "") void onSend("hand-over", { to });
        }}
      >
        Hand over
      </PressButton>
    </details>
  );
};

const SetReminder = ({ standing, busy, onSend }: Form & { readonly standing: boolean }) => {
  const [on, setOn] = useState("");
  const [what, setWhat] = useState("");
  const send = async (): Promise<void> => {
    const words = what.trim() === "" ? {} : { what: what.trim() };
    if (on !== "" && (await onSend("follow-up", { do: "set-reminder", on, ...words }))) {
      setOn("");
      setWhat("");
    }
  };
  return (
    <details class="group">
      <summary>Reminder</summary>
      <form
        class="said-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label class="field">
          <span>Remind on</span>
          <input type="date" value={on} onInput={({ currentTarget }) => setOn(currentTarget.value)} />
        </label>
        <TextField label="Of what" longest={400} value={what} onChange={setWhat} />
        <p class="hint">
          The message on that morning names no child and holds none of these words. It comes each morning
          until an action is noted.
        </p>
        <button type="submit" class="press" aria-busy={busy} aria-disabled={on === ""}>
          Set the reminder
        </button>
      </form>
      {standing ? (
        <PressButton
          look="quiet"
          busy={busy}
          onPress={() => void onSend("follow-up", { do: "set-reminder" })}
        >
          Take the reminder away
        </PressButton>
      ) : null}
    </details>
  );
};

const LinkChild = ({ followUp: { children }, busy, onSend }: Offered) => {
  const [child, setChild] = useState("");
  const send = async (): Promise<void> => {
    if (child.trim() !== "" && (await onSend("follow-up", { do: "link-child", child: child.trim() })))
      setChild("");
  };
  return (
    <details class="group">
      <summary>{children.length === 0 ? "Link a child" : `Children: ${children.join(", ")}`}</summary>
      <form
        class="said-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label="The child’s full name, as on the register"
          longest={80}
          value={child}
          onChange={setChild}
        />
        <button type="submit" class="press" aria-busy={busy} aria-disabled={child.trim() === ""}>
          Link this child
        </button>
      </form>
    </details>
  );
};
