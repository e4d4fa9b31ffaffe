import type { Proof } from "../../protocol/screen/view.ts";

const SHAPES: {
  readonly [S in Exclude<Proof["state"], "none">]: { readonly body: string; readonly mark: string };
} = {
  asked: { body: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z", mark: "M8 4.5V8l2.5 2" },
  proven: { body: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z", mark: "m5 8.2 2.1 2.1L11 6" },
  "not proven": { body: "M8 1.8 15 14H1L8 1.8Z", mark: "M8 6.2v3.4m0 1.6v.9" },
  "your turn": {
    body: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
    mark: "M5 8h6M8.5 5.5 11 8l-2.5 2.5",
  },
  refused: {
    body: "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2l3.7-3.7Z",
    mark: "m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4",
  },
};

/** A shape for each state; a screen reader reads the word beside it. */
export const ProofIcon = ({ state }: { readonly state: keyof typeof SHAPES }) => {
  const { body, mark } = SHAPES[state];
  return (
    <svg
      class={`icon icon-${state.replace(" ", "-")}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <path class="icon-body" d={body} />
      <path class="icon-mark" d={mark} />
    </svg>
  );
};
