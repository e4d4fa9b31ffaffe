import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../../app-links.ts";
import type { PersonView } from "../../control/shapes.ts";
import type { Hosted } from "../host/context.ts";
import { TeamsHost } from "../host/teams-host.ts";
import { PeoplePicker } from "./people-picker.tsx";

type Props = {
  readonly title: string;
  readonly hosted: Hosted;
  /** The people of the school, for Teams' own list. */
  readonly people: readonly PersonView[];
  /** Whether the application runs. */
  readonly up: boolean;
  readonly onLink: (link: string) => string | undefined;
};

/** A page of Lesson Guard in a frame, hosted as Teams hosts it. Keyed by person and page. */
export const AppFrame = ({ title, hosted, people, up, onLink }: Props) => {
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
      people={people}
      onReady={() => {
        ready.current = true;
      }}
      onLink={onLink}
    />
  );
};

type Picking = {
  readonly title: string;
  readonly onPicked: (person: PersonView | undefined) => void;
};

const HostedFrame = (props: {
  readonly title: string;
  readonly hosted: Hosted;
  readonly people: readonly PersonView[];
  readonly onReady: () => void;
  readonly onLink: (link: string) => string | undefined;
}) => {
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<TeamsHost>(undefined);
  const latest = useRef(props);
  const [picking, setPicking] = useState<Picking>();
  latest.current = props;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new TeamsHost(element, latest.current.hosted, {
      ready: () => latest.current.onReady(),
      open: (link) => latest.current.onLink(link),
      pick: (asked) =>
        new Promise((resolve) => {
          setPicking({
            title: asked,
            onPicked: (person) => {
              setPicking(undefined);
              resolve(person);
            },
          });
        }),
    });
    host.current = made;
    // A link that the page opens in a new window leads into Teams: here that is this page.
    const follow = (event: MouseEvent): void => {
      const link = closestLink(event.target);
      if (link === undefined) return;
      event.preventDefault();
      latest.current.onLink(link);
    };
    const listen = (): void => element.contentDocument?.addEventListener("click", follow);
    element.addEventListener("load", listen);
    element.src = addressOf(latest.current.hosted.place);
    return () => {
      element.removeEventListener("load", listen);
      made.close();
    };
  }, []);
  useEffect(() => host.current?.update(props.hosted));
  return (
    <>
      <iframe ref={frame} class="side-frame" title={props.title} />
      {picking === undefined ? null : <PeoplePicker {...picking} people={props.people} />}
    </>
  );
};

/** In a frame elements are of its own window's kind. */
const closestLink = (target: EventTarget | null): string | undefined => {
  const link = (target as Partial<Element> | null)?.closest?.("a[target='_blank']");
  const href = link?.getAttribute("href") ?? "";
  return href.startsWith("https://teams.microsoft.com/") ? href : undefined;
};
