import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { ConcernForm } from "../components/concern-form.tsx";
import type { ConcernDetails } from "../concern-details.ts";
import { EMPTY_DRAFT } from "../draft.ts";

type Props = {
  readonly concern: ConcernView;
  readonly busy: boolean;
  readonly onSend: (details: ConcernDetails) => Promise<boolean>;
};

/** Adds to a concern. Details that were sent leave the form; those that could not be sent stay. */
export const AddDetails = ({ concern, busy, onSend }: Props) => {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const send = async (details: ConcernDetails): Promise<void> => {
    if (await onSend(details)) {
      setDraft(EMPTY_DRAFT);
    }
  };
  return (
    <details class="group">
      <summary>Add details</summary>
      <ConcernForm
        concern={concern}
        pupils={[]}
        staff={[]}
        draft={draft}
        onDraft={setDraft}
        busy={busy}
        onSend={(details) => void send(details)}
      />
    </details>
  );
};
