import type { ComponentChildren } from "preact";

type Props = {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  readonly busy?: boolean;
  /** Kept in its place though it does nothing at present. */
  readonly off?: boolean;
  readonly look?: "primary" | "danger" | "quiet" | undefined;
  readonly label?: string | undefined;
  readonly wide?: boolean;
  readonly expanded?: boolean;
};

/**
 * A button that stays where it is and keeps its focus: while its press is on the way it is busy, and a
 * second press is answered instead of being sent twice.
 */
export const PressButton = ({ children, onPress, busy, off, look, label, wide, expanded }: Props) => {
  const classes = ["press", look === undefined ? "" : `press-${look}`, wide === true ? "press-wide" : ""];
  return (
    <button
      type="button"
      class={classes.filter((name) => name !== "").join(" ")}
      aria-busy={busy === true}
      aria-disabled={off === true}
      aria-label={label}
      aria-expanded={expanded}
      onClick={() => {
        if (off !== true) {
          onPress();
        }
      }}
    >
      {children}
    </button>
  );
};
