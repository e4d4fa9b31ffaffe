import * as loaded from "adaptivecards/dist/adaptivecards.min.js";
import { asList, asText, at } from "../../fields.ts";

// As Node loads it the library is the default export, as tests load it the module itself.
const library = "default" in loaded ? (loaded.default as typeof loaded) : loaded;

/**
 * Why Teams cannot draw this card, where it cannot: bot cards go up to version 1.5, and are read by Microsoft's own
 * library, which has to know every element, action and value in them.
 */
export const cardTrouble = (card: unknown): string | undefined => {
  if (card === undefined) return undefined;
  const version = asText(at(card, "version")) ?? "";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (at(card, "type") !== "AdaptiveCard") return "attachment is not an AdaptiveCard";
  if (version === "" || major > 1 || minor > 5)
    return `card version ${version || "missing"} is not drawn by Teams`;
  return troublesIn(card)[0];
};

/** Of those that stand first; what is marked secondary stands behind the last button. */
const mostActions = 6;

const troublesIn = (card: unknown): readonly string[] => {
  const { AdaptiveCard, SerializationContext, ValidationEvent, Versions } = library;
  const read = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_5);
  read.parse(card, context);
  const parsed = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n));
  const first = asList(at(card, "actions")).filter((action) => at(action, "mode") !== "secondary");
  return [
    // The library counts those in the overflow among them; Teams does not.
    ...[...parsed, ...read.validateProperties().validationEvents].flatMap(({ event, message }) =>
      event === ValidationEvent.TooManyActions ? [] : [message],
    ),
    ...(first.length > mostActions
      ? [`${first.length} actions stand first; Teams draws ${mostActions}`]
      : []),
  ];
};
