import type { ComponentProps } from "preact";
import type { After } from "./after.tsx";
import type { ConcernLines } from "./concern-lines.tsx";
import { useLaterParts } from "./use-later-parts.ts";

type Props = ComponentProps<typeof After> & Pick<ComponentProps<typeof ConcernLines>, "onOpen">;

/**
 * The reader's own concerns, what staff are asked of the lesson, and the lesson as the record has it. It loads after
 * the buttons that keep children safe.
 */
export const AfterPart = ({ onOpen, ...props }: Props) => {
  const part = useLaterParts();
  return typeof part === "string" ? null : (
    <>
      <part.ConcernLines concerns={props.view.concerns} onOpen={onOpen} />
      <part.After {...props} />
    </>
  );
};
