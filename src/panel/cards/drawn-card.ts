import { type Action, AdaptiveCard, ExecuteAction, GlobalSettings, HostConfig } from "adaptivecards";
import { hostConfig } from "./host-config.ts";

/** A button of a card: its verb, and its element. */
export type CardButton = { readonly verb: string; readonly element: HTMLElement };

export type DrawnCard = { readonly element: HTMLElement; readonly buttons: readonly CardButton[] };

// Cards of Lesson Guard hold no markdown: a star is a star.
AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};
// The keyboard does not stop at the card, but at its buttons.
GlobalSettings.setTabIndexAtCardRoot = false;

/** The library writes its layout on each element; card.css has the layout of a narrow panel. */
const unset = (element: Element | null, property: string): void => {
  if (element instanceof HTMLElement) element.style.removeProperty(property);
};

/**
 * An Adaptive Card as the panel draws it: Microsoft's library, our buttons.
 * @param onPress with the verb of the button
 * @returns undefined where the library can draw nothing
 */
export const drawCard = (card: object, onPress: (verb: string) => void): DrawnCard | undefined => {
  const face = new AdaptiveCard();
  face.hostConfig = new HostConfig(hostConfig);
  face.onExecuteAction = (action) => {
    if (action instanceof ExecuteAction) onPress(action.verb);
  };
  face.parse(card);
  const element = face.render();
  if (element === undefined) return undefined;
  unset(element, "padding");
  unset(element, "display");
  const actions = Array.from({ length: face.getActionCount() }, (_, index) => face.getActionAt(index));
  return { element, buttons: actions.flatMap(asButton) };
};

const asButton = (action: Action | undefined): readonly CardButton[] => {
  if (!(action instanceof ExecuteAction) || action.renderedElement === undefined) return [];
  const element = action.renderedElement;
  element.dataset["verb"] = action.verb;
  element.classList.add("press", ...(action.style === "positive" ? ["press-primary"] : []));
  // It repeats the button's own text.
  element.removeAttribute("title");
  unset(element, "flex");
  unset(element.firstElementChild, "white-space");
  return [{ verb: action.verb, element }];
};
