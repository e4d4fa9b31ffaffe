import { defined } from "../defined.ts";
import type { JsonObject } from "../fact.ts";
import type { About } from "../who/route.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import { type Cpoms, type CpomsOfChild, cpomsOf } from "./cpoms-said.ts";
import type { ConcernEvent } from "./events.ts";
import { childrenOf, evolveFollowUp, type FollowUp, NOTHING_DONE } from "./follow-up-state.ts";
import { type ConcernKeeping, evolveConcernKeeping, KEPT_AS_RAISED } from "./keeping-state.ts";
import { ESCALATE_AFTER_MS, type EscalationStep } from "./step.ts";

export type Delivery = {
  readonly target: Target;
  /** Which telling it belongs to: 1 for the first, more for each escalation. */
  readonly step: number;
  readonly state: "asked" | "told" | "not told";
  readonly at: string;
  readonly reason?: string;
  /** The card as it was sent; drawn again since, it may say more by now. */
  readonly card?: JsonObject;
  /** Teams refused it: others are told at once, and it is tried all the same. */
  readonly final?: true;
  /** It was sent before, and Teams did not say whether it took it: it may be there twice. */
  readonly again?: true;
};

/** One entry of what was written; its fields are those of the fact. */
export type Detail = {
  readonly at: string;
  readonly by: string;
  /** When the page was drawn that it was sent from: one that is sent once more adds nothing. Of families alone. */
  readonly drawn?: string;
} & Written;

type Written = Omit<NonNullable<Extract<ConcernEvent, { type: "DetailAdded" }>["personal"]>, "byName">;

/** One escalation: no one had taken it, so more people were told. */
export type Step = {
  readonly step: number;
  readonly whom: EscalationStep;
  readonly why: "not seen" | "handed on";
  readonly at: string;
  readonly afterMs: number;
};

export type Concern = {
  readonly version: number;
  readonly ref: string;
  readonly about: About;
  readonly lesson: string;
  readonly label: string;
  readonly oneToOne?: true;
  readonly raisedAt: string;
  readonly raisedBy: string;
  /** Everyone it is said to be about, in the order in which they were named. */
  readonly subjects: readonly string[];
  /** "Not this person": never told of it, and not taken for one it is about. */
  readonly leftOut: readonly string[];
  /** No one is told of it yet: until then it can be taken back. */
  readonly held?: { readonly targets: readonly Target[]; readonly until: string };
  readonly takenBackAt?: string;
  readonly reaches: "dsl" | "headteacher" | "nobody";
  readonly escalateAfterMs: number;
  /** Raised while no holder of a role could be looked up: no one was told then. */
  readonly nobodyKnown?: true;
  /** When telling began, where that was not at once. */
  readonly begunAt?: string;
  /** When more people came to be told because the person it is about was named. */
  readonly widenedAt?: string;
  readonly press?: string;
  readonly lessonStaff: readonly string[];
  readonly deliveries: readonly Delivery[];
  readonly steps: readonly Step[];
  readonly handedOn: readonly { readonly by: string; readonly at: string; readonly step: number }[];
  readonly escalationEndedAt?: string;
  readonly acknowledged: readonly { readonly by: string; readonly at: string }[];
  readonly details: readonly Detail[];
  readonly closed?: {
    readonly at: string;
    readonly by: string;
    readonly decision: string;
    readonly reason: string;
  };
  /** What was said of CPOMS last, at closing or after it (X3). */
  readonly cpoms?: Cpoms;
  /** For each child that it has named, what was said last is last. */
  readonly cpomsOf: readonly (Cpoms & { readonly child: string })[];
  readonly keeping: ConcernKeeping;
  readonly followUp: FollowUp;
  /** Every text written in it that is not erased, also where later words took its place. */
  readonly texts: readonly string[];
  readonly names: Readonly<Record<string, string>>;
};

export const NO_CONCERN: Concern = {
  version: 0,
  ref: "",
  about: "child",
  lesson: "",
  label: "",
  raisedAt: "",
  raisedBy: "",
  subjects: [],
  leftOut: [],
  reaches: "nobody",
  escalateAfterMs: ESCALATE_AFTER_MS,
  lessonStaff: [],
  deliveries: [],
  steps: [],
  handedOn: [],
  acknowledged: [],
  details: [],
  cpomsOf: [],
  keeping: KEPT_AS_RAISED,
  followUp: NOTHING_DONE,
  texts: [],
  names: {},
};

const asked = (targets: readonly Target[], at: string, step = 1): readonly Delivery[] =>
  targets.map((target) => ({ target, step, state: "asked", at }));

const delivered = (
  concern: Concern,
  { target, step = 1 }: { readonly target: Target; readonly step?: number },
  change: Omit<Delivery, "target" | "step">,
): readonly Delivery[] =>
  concern.deliveries.map((one) =>
    one.step === step && sameTarget(one.target, target)
      ? { target: one.target, step, ...(one.again ? { again: true } : {}), ...change }
      : one,
  );

const sentUnanswered = (
  { deliveries }: Concern,
  { target, step = 1 }: { readonly target: Target; readonly step?: number },
): readonly Delivery[] =>
  deliveries.map((one) =>
    one.step === step && sameTarget(one.target, target) ? { ...one, again: true } : one,
  );

/** A route that reached no one reaches those it was widened to; one that reached the DSL goes on doing so. */
const widened = (before: Concern["reaches"], targets: readonly Target[]): Concern["reaches"] =>
  before !== "nobody" ? before : (targets.find((one) => one.to === "person")?.as ?? "dsl");

const changed = (concern: Concern, event: ConcernEvent): Partial<Concern> => {
  const { at } = event;
  switch (event.type) {
    case "ConcernRaised": {
      const { ref, about, lesson, label, by, targets, reaches } = event.data;
      const { escalateAfterMs = ESCALATE_AFTER_MS, lessonStaff = [], press, nobodyKnown } = event.data;
      const { leftOut = [], undoUntil, oneToOne } = event.data;
      return {
        ...defined({ oneToOne }),
        leftOut,
        ...defined({ nobodyKnown, press }),
        ref,
        about,
        lesson,
        label,
        raisedAt: at,
        raisedBy: by,
        reaches,
        escalateAfterMs,
        lessonStaff,
        ...(undoUntil === undefined
          ? { deliveries: asked(targets, at) }
          : { held: { targets, until: undoUntil } }),
      };
    }
    case "TellingBegan":
      return { deliveries: asked(event.data.targets, at), begunAt: at };
    case "TakenBack":
      return { takenBackAt: at };
    case "RouteWidened":
      return {
        reaches: widened(concern.reaches, event.data.targets),
        deliveries: [...concern.deliveries, ...asked(event.data.targets, at)],
        ...(isSearchedAgain(event) ? { widenedAt: at } : {}),
      };
    case "SubjectNamed":
      return { subjects: [...concern.subjects, event.data.subject] };
    case "Escalated": {
      const { targets, rung: whom, ...step } = event.data;
      return {
        reaches: targets.length === 0 ? concern.reaches : widened(concern.reaches, targets),
        deliveries: [...concern.deliveries, ...asked(targets, at, step.step)],
        steps: [...concern.steps, { ...step, whom, at }],
      };
    }
    case "HandedOn":
      return { handedOn: [...concern.handedOn, { by: event.data.by, at, step: event.data.step }] };
    case "EscalationEnded":
      return { escalationEndedAt: at };
    case "Told":
      return {
        deliveries: delivered(concern, event.data, {
          state: "told",
          at,
          ...defined({ card: event.personal?.card }),
        }),
      };
    case "SentUnanswered":
      return { deliveries: sentUnanswered(concern, event.data) };
    case "NotTold":
      return {
        deliveries: delivered(concern, event.data, {
          state: "not told",
          at,
          reason: event.data.reason,
          ...(event.data.final ? { final: true } : {}),
        }),
      };
    case "Acknowledged":
      return { acknowledged: [...concern.acknowledged, { by: event.data.by, at }] };
    case "DetailAdded": {
      const { byName: _name, ...written } = event.personal ?? { byName: "", words: "(erased)" };
      return { details: [...concern.details, { at, ...event.data, ...written }] };
    }
    case "ConcernClosed": {
      const { decision, reason, ...said } = event.personal ?? { decision: "(erased)", reason: "(erased)" };
      const cpoms = cpomsOf(said, at, event.data.by);
      return {
        closed: { at, by: event.data.by, decision, reason },
        ...saidOfCpoms(concern, cpoms),
      };
    }
    case "CpomsNoted": {
      const { child, ...said }: CpomsOfChild = event.personal ?? { cpoms: "(erased)" };
      return saidOfCpoms(concern, cpomsOf(said, at, event.data.by), child);
    }
    case "ActionNoted":
    case "HandedOver":
    case "ReminderSet":
    case "ChildLinked":
      return { followUp: evolveFollowUp(concern.followUp, event) };
    case "ConcernExported":
    case "LessonKept":
    case "PersonalErased":
    case "ConcernHeld":
    case "ConcernHoldLifted":
    case "ConcernReviewed":
      return { keeping: evolveConcernKeeping(concern.keeping, event) };
    default:
      // A fact of a later version.
      return {};
  }
};

/** Without a child it is said of all that the concern names at that moment: of one who is linked later it says nothing. */
const saidOfCpoms = (concern: Concern, cpoms: Cpoms | undefined, child?: string): Partial<Concern> => {
  if (cpoms === undefined) return {};
  const children = child === undefined ? childrenOf(concern) : [child];
  return { cpoms, cpomsOf: [...concern.cpomsOf, ...children.map((one) => ({ ...cpoms, child: one }))] };
};

/** The person it is about has been named, and now people can be told who could not be before. */
const isSearchedAgain = (event: ConcernEvent): boolean =>
  event.type === "RouteWidened" && event.data.why === "subject named";

/** The concern after one more event. */
export const evolveConcern = (concern: Concern, event: ConcernEvent): Concern => {
  const named: { byName?: string } | undefined =
    event.personal !== undefined && "byName" in event.personal ? event.personal : undefined;
  const by = "by" in event.data ? event.data.by : undefined;
  const names = {
    ...concern.names,
    ...(by !== undefined && named?.byName ? { [by]: named.byName } : {}),
    ...(event.type === "HandedOver" && event.personal ? { [event.data.to]: event.personal.toName } : {}),
  };
  const { escalationEndedAt: _ended, ...searching } = concern;
  const { held: _held, ...begun } = concern;
  const before = isSearchedAgain(event)
    ? searching
    : event.type === "TellingBegan" || event.type === "TakenBack"
      ? begun
      : concern;
  const texts = [...concern.texts, ...writtenIn(event)];
  return { ...before, ...changed(concern, event), texts, names, version: concern.version + 1 };
};

/** Names of those who pressed, and what Lesson Guard itself wrote. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(["byName", "toName", "card"]);

/** The texts an event holds, without the name of its writer. */
const writtenIn = ({ personal }: ConcernEvent): readonly string[] =>
  Object.entries(personal ?? {}).flatMap(([name, value]) => (NOT_WRITTEN.has(name) ? [] : textsIn(value)));

/** The texts in a value, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
