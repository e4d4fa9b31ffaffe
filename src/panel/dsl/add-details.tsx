import { useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { ConcernForm } from "../components/concern-form.tsx";
import { useKeptDraft } from "../components/use-kept-draft.ts";
import type { ConcernDetails } from "../concern-details.ts";
import { EMPTY_DRAFT } from "../draft.ts";

type Props = {
  readonly api: Api;
  readonly concern: ConcernView;
  readonly busy: boolean;
  readonly onSend: (details: ConcernDetails) => Promise<boolean>;
};

/** Adds to a concern. Details that were sent leave the form; those that could not be sent stay. */
export const AddDetails = ({ api, concern, busy, onSend }: Props) => {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const { sent } = useKeptDraft(api, concern.ref, draft, setDraft);
  const send = async (details: ConcernDetails): Promise<void> => {
    if (await onSend(details)) {
      sent();
      setDraft(EMPTY_DRAFT);
    }
  };
  return (
    <details class="group">
      <summary>Add details, or a correction</summary>
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
