import type { ComponentProps } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ConcernView, LessonView } from "../../protocol/screen/view.ts";
import { type Api, ApiError } from "../api.ts";
import type { ConcernDetails } from "../concern-details.ts";
import { type Draft, EMPTY_DRAFT } from "../draft.ts";
import { ABOUT_WORDS, officeLine, timeOf } from "../wording.ts";
import { ConcernForm } from "./concern-form.tsx";
import { ConcernState } from "./concern-state.tsx";
import { PressButton } from "./press-button.tsx";
import { useKeptDraft } from "./use-kept-draft.ts";

type Props = {
  readonly concern: ConcernView;
  readonly view: Pick<LessonView, "phone"> &
    Pick<ComponentProps<typeof ConcernForm>, "pupils"> & {
      readonly staffHere: ComponentProps<typeof ConcernForm>["staff"];
    };
  readonly api: Api;
  readonly draft: Draft | undefined;
  readonly onDraft: (draft: Draft) => void;
  readonly onConcern: (concern: ConcernView) => void;
  readonly onBack: () => void;
  /** Details are on their way: the answer to the raising is outdated. */
  readonly onSend: () => void;
};

/** A concern just raised: where it went, how far it is, and a form for details. Sending clears the form. */
export const ConcernScreen = ({
  concern,
  view,
  api,
  draft = EMPTY_DRAFT,
  onDraft,
  onConcern,
  onBack,
  onSend,
}: Props) => {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string>();
  const title = useRef<HTMLHeadingElement>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  useEffect(() => title.current?.focus(), [concern.ref]);
  // What was sent may stand above the form by then, and push it down.
  useEffect(() => {
    if (said !== undefined) answer.current?.scrollIntoView({ block: "nearest" });
  }, [said]);
  const { sent } = useKeptDraft(api, concern.ref, draft, onDraft);
  const send = async (details: ConcernDetails): Promise<void> => {
    if (busy) {
      setSaid("Sent already. Waiting for the answer.");
      return;
    }
    setBusy(true);
    setSaid(undefined);
    onSend();
    try {
      const added = await api.post<{ say: string; concern: ConcernView }>(
        `/api/concerns/${encodeURIComponent(concern.ref)}/details`,
        details,
      );
      sent();
      onDraft(EMPTY_DRAFT);
      onConcern(added.concern);
      setSaid(added.say);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setSaid(`${error.words} Your words are still here. ${officeLine(view.phone)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="concern" aria-labelledby="concern-title">
      <PressButton look="quiet" onPress={onBack}>
        Back to the lesson
      </PressButton>
      <h2 id="concern-title" ref={title} tabIndex={-1}>
        {ABOUT_WORDS[concern.about]}
      </h2>
      <p class="quiet">{`Reference ${concern.ref}, raised ${timeOf(concern.raisedAt)}`}</p>
      <p class="route">{concern.routeSentence}</p>
      <ConcernState concern={concern} />
      {concern.state === "undone" ? null : (
        <ConcernForm
          concern={concern}
          pupils={view.pupils}
          staff={view.staffHere}
          draft={draft}
          onDraft={onDraft}
          busy={busy}
          onSend={(details) => void send(details)}
        >
          <p ref={answer} role="status" class={said === undefined ? "said-room" : "said"}>
            {said}
          </p>
        </ConcernForm>
      )}
      <p class="small">{officeLine(view.phone)}</p>
    </section>
  );
};
