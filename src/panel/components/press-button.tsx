import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type Props = {
  readonly children?: ComponentChildren;
  readonly onPress: () => void;
  readonly busy?: boolean;
  /** Kept in its place though it does nothing at present. */
  readonly off?: boolean;
  readonly look?: "primary" | "danger" | "quiet" | undefined;
  readonly label?: string | undefined;
  readonly wide?: boolean;
  readonly expanded?: boolean;
  readonly icon?: IconName;
  /** What it presses, where the page lays it out by that. */
  readonly verb?: string;
};

/**
 * A button that stays where it is and keeps its focus: while its press is on the way it is busy, and a
 * second press is answered instead of being sent twice.
 */
export const PressButton = ({
  children,
  onPress,
  busy,
  off,
  look,
  label,
  wide,
  expanded,
  icon,
  verb,
}: Props) => {
  const classes = ["press", look === undefined ? "" : `press-${look}`, wide === true ? "press-wide" : ""];
  return (
    <button
      type="button"
      data-verb={verb}
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
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
};
