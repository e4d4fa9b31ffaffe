import type { Decision } from "../decision.ts";
import { routeFor } from "../who/route.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import type { ConcernCommand } from "./commands.ts";
import { byMail } from "./escalation.ts";
import type { ConcernEvent } from "./events.ts";
import type { Concern } from "./state.ts";

type Decided = Decision<ConcernEvent>;

const NOTHING: Decided = { events: [], say: "" };

const deliveryOf = (concern: Concern, target: Target, step?: number) =>
  concern.deliveries.find(
    (one) => sameTarget(one.target, target) && (step === undefined || one.step === step),
  );

/** Step 1 is written without its number, as in the first version of the event. */
const atStep = (step: number) => (step === 1 ? {} : { step });

export const told = (
  concern: Concern,
  { target, step = 1, card }: Extract<ConcernCommand, { do: "told" }>,
  now: string,
): Decided => {
  const delivery = deliveryOf(concern, target, step);
  return delivery === undefined || delivery.state === "told"
    ? NOTHING
    : {
        events: [
          {
            type: "Told",
            at: now,
            data: { target, ...atStep(step) },
            ...(card === undefined ? {} : { personal: { card } }),
          },
        ],
        say: "",
      };
};

/** Recorded once for each message: what is sent from then on says that it may be a second copy. */
export const unanswered = (
  concern: Concern,
  { target, step = 1 }: Extract<ConcernCommand, { do: "unanswered" }>,
  now: string,
): Decided => {
  const delivery = deliveryOf(concern, target, step);
  return delivery === undefined || delivery.state === "told" || delivery.again === true
    ? NOTHING
    : { events: [{ type: "SentUnanswered", at: now, data: { target, ...atStep(step) } }], say: "" };
};

export const notTold = (
  concern: Concern,
  command: Extract<ConcernCommand, { do: "not-told" }>,
  now: string,
): Decided => {
  const { target, step = 1, reason, final, holders, ways = [] } = command;
  const delivery = deliveryOf(concern, target, step);
  if (delivery === undefined || delivery.state === "told") return NOTHING;
  // Teams has refused it already: that it is late as well is no news.
  if (delivery.final === true || (delivery.reason === reason && !final)) return NOTHING;
  const events: ConcernEvent[] = [
    { type: "NotTold", at: now, data: { target, reason, final, ...atStep(step) } },
  ];
  if (concern.closed !== undefined || concern.acknowledged.length > 0) return { events, say: "" };
  // A channel that cannot be reached must not end the alert: each holder of the role is told in person. Where
  // Teams itself is away, or refuses the chat too, they get an e-mail as well.
  const { about, raisedBy: reporter, subjects, leftOut } = concern;
  const route = routeFor({ about, reporter, subjects, leftOut, lessonStaff: [], channel: false }, holders);
  const persons = target.to === "channel" ? route.targets : [target];
  const more = [
    ...persons.filter((one) => deliveryOf(concern, one) === undefined),
    ...(final && target.to === "channel" ? [] : byMail(concern, persons, ways)),
  ];
  if (more.length > 0)
    events.push({ type: "RouteWidened", at: now, data: { targets: more, why: "not told" } });
  return { events, say: "" };
};
