import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../../app-links.ts";
import type { Hosted } from "../host/context.ts";
import { TeamsHost } from "../host/teams-host.ts";

type Props = {
  readonly title: string;
  readonly hosted: Hosted;
  /** Whether the application runs. */
  readonly up: boolean;
  readonly onLink: (link: string) => string | undefined;
};

/** A page of Lesson Guard in a frame, hosted as Teams hosts it. Keyed by person and page. */
export const AppFrame = ({ title, hosted, up, onLink }: Props) => {
  const [attempt, setAttempt] = useState(0);
  const ready = useRef(false);
  const wasUp = useRef(up);
  useEffect(() => {
    // A page that failed to load while the application was down is loaded again once it is back.
    if (up && !wasUp.current && !ready.current) setAttempt((before) => before + 1);
    wasUp.current = up;
  }, [up]);
  if (!up && !ready.current) {
    return (
      <p class="side-empty" role="status">
        Lesson Guard is down. This page opens once it is back.
      </p>
    );
  }
  return (
    <HostedFrame
      key={attempt}
      title={title}
      hosted={hosted}
      onReady={() => {
        ready.current = true;
      }}
      onLink={onLink}
    />
  );
};

const HostedFrame = (props: {
  readonly title: string;
  readonly hosted: Hosted;
  readonly onReady: () => void;
  readonly onLink: (link: string) => string | undefined;
}) => {
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<TeamsHost>(undefined);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new TeamsHost(element, latest.current.hosted, {
      ready: () => latest.current.onReady(),
      open: (link) => latest.current.onLink(link),
    });
    host.current = made;
    element.src = addressOf(latest.current.hosted.place);
    return () => made.close();
  }, []);
  useEffect(() => host.current?.update(props.hosted));
  return <iframe ref={frame} class="side-frame" title={props.title} />;
};
