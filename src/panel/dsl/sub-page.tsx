import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { PressButton } from "../components/press-button.tsx";

type Props = {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ComponentChildren;
};

/** What is opened from the page Record: a button to go back, and a title where a screen reader starts. */
export const SubPage = ({ title, onBack, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article class="sub-page">
      <div class="record-back">
        <PressButton look="quiet" onPress={onBack}>
          Back to Record
        </PressButton>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </article>
  );
};
