import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  GlobalSettings,
  HostConfig,
  OpenUrlAction,
  SubmitAction,
} from "adaptivecards";
import { useEffect, useRef } from "preact/hooks";
import { hostConfig } from "./host-config.ts";

/** A press on a card's button. */
export type CardPress = {
  readonly verb: string;
  readonly actionId?: string;
  /** The action's data with what was typed into the card. */
  readonly data: object;
};

type Props = {
  readonly card: unknown;
  readonly onPress: (press: CardPress) => void;
  readonly onOpen: (link: string) => void;
};

// As in Teams: what does not fit, or is marked secondary, stands behind the last button.
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
// Cards of Lesson Guard hold no markdown: a star is a star.
AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

/** An Adaptive Card as Teams draws it. Drawn again only when its content changes, so that focus stays. */
export const CardFace = ({ card, onPress, onOpen }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const presses = useRef({ onPress, onOpen });
  presses.current = { onPress, onOpen };
  const text = JSON.stringify(card);
  useEffect(() => {
    const face = new AdaptiveCard();
    face.hostConfig = new HostConfig(hostConfig);
    face.onExecuteAction = (action) => {
      if (action instanceof OpenUrlAction) presses.current.onOpen(action.url ?? "");
      else presses.current.onPress(pressOf(action));
    };
    face.parse(JSON.parse(text));
    const drawn = face.render();
    if (drawn) place.current?.replaceChildren(drawn);
  }, [text]);
  return <div class="card" ref={place} />;
};

/** Older clients send the verb among the data. */
const verbIn = (data: object): string => ("verb" in data && typeof data.verb === "string" ? data.verb : "");

const pressOf = (action: Action): CardPress => {
  const data = action instanceof ExecuteAction || action instanceof SubmitAction ? (action.data ?? {}) : {};
  const verb = action instanceof ExecuteAction ? action.verb : verbIn(data);
  return { verb, data, ...(action.id === undefined ? {} : { actionId: action.id }) };
};
