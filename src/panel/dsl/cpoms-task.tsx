import { useState } from "preact/hooks";
import type { CpomsOfOne, CpomsSaid } from "../../protocol/screen/cpoms-view.ts";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { dayAndTimeOf } from "../wording.ts";
import { CpomsCopy } from "./cpoms-copy.tsx";
import { CpomsField, cpomsBody, NO_CPOMS } from "./cpoms-field.tsx";

type Said = { readonly cpoms?: string; readonly cpomsNotNeeded?: string; readonly child?: string };

type Props = {
  readonly api: Api;
  readonly reference: string;
  readonly cpoms: ConcernView["cpoms"];
  readonly busy: boolean;
  readonly onSend: (said: Said) => void;
};

/**
 * The answer about CPOMS; if the concern was closed without it, the task that stays open until it is given (X3). Where
 * it names several children each has a text and a reference of their own.
 */
export const CpomsTask = ({ api, reference, cpoms, busy, onSend }: Props) => {
  if (cpoms === undefined || cpoms.state === "asked at closing") return null;
  if (cpoms.state === "each")
    return (
      <section>
        <h2>{cpoms.open ? "CPOMS: not yet" : "CPOMS"}</h2>
        <p>This names several children. Write an entry for each, then add its reference here.</p>
        {cpoms.of.map((one) => (
          <OfChild
            key={one.child}
            api={api}
            reference={reference}
            one={one}
            busy={busy}
            onSend={(said) => onSend({ ...said, child: one.child })}
          />
        ))}
      </section>
    );
  if ("at" in cpoms)
    return (
      <section>
        <h2>CPOMS</h2>
        <SaidLines said={cpoms} />
      </section>
    );
  return (
    <section>
      <h2>CPOMS: not yet</h2>
      <p>Write this concern into CPOMS, then add the reference here. Or write why it is not needed there.</p>
      <CpomsForm busy={busy} onSend={onSend} />
    </section>
  );
};

const SaidLines = ({ said }: { readonly said: CpomsSaid }) => (
  <>
    <p>
      {said.state === "done" ? `CPOMS reference: ${said.reference}` : `Not needed in CPOMS: ${said.reason}`}
    </p>
    <p class="quiet">{`${said.by}, ${dayAndTimeOf(said.at)}`}</p>
  </>
);

type OfChildProps = Omit<Props, "cpoms"> & { readonly one: CpomsOfOne };

const OfChild = ({ api, reference, one: { child, said }, busy, onSend }: OfChildProps) => (
  <section aria-label={`CPOMS, ${child}`}>
    <h3>{child}</h3>
    {said === undefined ? (
      <>
        <CpomsCopy api={api} reference={reference} child={child} />
        <CpomsForm busy={busy} onSend={onSend} />
      </>
    ) : (
      <SaidLines said={said} />
    )}
  </section>
);

const CpomsForm = ({ busy, onSend }: Pick<Props, "busy" | "onSend">) => {
  const [draft, setDraft] = useState(NO_CPOMS);
  const [wrong, setWrong] = useState<string>();
  const send = (): void => {
    const body = cpomsBody(draft);
    if (typeof body === "string") setWrong(body);
    else if (Object.keys(body).length === 0)
      setWrong("Write the CPOMS reference, or why it is not needed there.");
    else {
      setWrong(undefined);
      onSend(body);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CpomsField draft={draft} onDraft={setDraft} />
      {wrong === undefined ? null : (
        <p role="alert" class="warning">
          {wrong}
        </p>
      )}
      <button type="submit" class="press press-primary" aria-busy={busy}>
        Add to the record
      </button>
    </form>
  );
};
