import { defined } from "../../protocol/defined.ts";
import type { Attested } from "../../protocol/holders/attested.ts";
import { isReady, type Line, type State, stateOf } from "../preflight/line.ts";
import { notSeenBy, type Said, withWord } from "./attest.ts";
import { lateWords, onlyAwaits } from "./last-seen.ts";
import { POLICY_MARK } from "./meeting-policy.ts";
import { connectLines } from "./power-shell.ts";
import type { Cmdlets, SetUpValues, StepId } from "./step.ts";
import { setUpSteps } from "./steps.ts";
import type { Line as Attestable, SetUpView, StepView } from "./view.ts";

/** What a look found, and when (ISO). */
export type Seen = {
  readonly at: string;
  /** The settings that it looked with. */
  readonly mark?: string;
  readonly lines: readonly Line[];
  /** The version of the sign-in token of the last person who looked. */
  readonly tokenVersion?: string;
  /** When a look could last read the chat of a meeting (ISO). */
  readonly chatRead?: string;
};

/**
 * What of the newest look may be shown as the state of now: nothing, where the record went back to a copy since.
 * @param stepsBack when the record went back (ISO), in any order
 */
export const seenSince = (
  seen: Seen | undefined,
  stepsBack: readonly { readonly at: string }[],
): { readonly seen?: Seen; readonly wentBackAt?: string } => {
  const wentBackAt = stepsBack
    .map(({ at }) => at)
    .sort()
    .at(-1);
  if (wentBackAt === undefined || (seen !== undefined && seen.at > wentBackAt)) return defined({ seen });
  return { wentBackAt };
};

const CONSENT = "consent:";

type InPart = {
  /** The line of what was seen, and whose it is. */
  readonly seen: readonly [of: string, line: string];
  readonly unseen: string;
  readonly rest: Attested;
};

/** Steps of which only a part can be seen. */
const SEEN_IN_PART: { readonly [Step in StepId]?: InPart } = {
  staff: {
    seen: ["Staff", "chats:staff"],
    unseen: "Who else may have it cannot be read",
    rest: "availability",
  },
  removal: {
    seen: ["Removing people", "rehearsed:removed"],
    unseen: "The meeting policy cannot be read",
    rest: "policy",
  },
};

/** The steps with the school's own values, each with its state by the newest look. */
export const setUpView = (
  values: SetUpValues,
  seen: Seen | undefined,
  said: Said = {},
  now = seen?.at ?? "",
): SetUpView => {
  const looked = seen?.lines ?? [];
  const things = { policy: { mark: POLICY_MARK }, staff: { group: values.groups.staff ?? "" } };
  const lines = looked.map((line) => withWord(line, looked, said, now, things));
  const policy = said.policy?.of;
  const all = setUpSteps({ ...values, given: givenBy(lines), meetingPolicy: policy });
  const steps = all.map(({ cmdlets, ...step }): StepView => {
    const own = lines.filter((line) => line.step === step.id);
    const seenAs = stateOf(own);
    // What only a person can see is not done before one has looked.
    const state = seenAs === "green" && toLookAt(own).length > 0 ? "grey" : seenAs;
    return {
      ...step,
      state,
      ...defined({ stateSays: stateWords(step.id, state, own) }),
      lines: own,
      cmdlets: cmdlets.map((one) => ({ ...one, connect: signInTo(one, values) })),
    };
  });
  return {
    ready: isReady(lines),
    notSeen: notSeenBy(said, now, looked),
    ...(seen === undefined ? {} : { at: seen.at }),
    ...(onlyAwaits(lines, true) ? { awaits: true as const } : {}),
    ...defined({ next: nextOf(steps) }),
    steps,
    others: lines.filter(({ step }) => step === undefined),
  };
};

const signInTo = ({ module, also }: Cmdlets, values: SetUpValues): string =>
  [module, ...(also === undefined ? [] : [also])].flatMap((one) => connectLines(one, values)).join("\n");

const REHEARSAL: StepId = "rehearsal";

/** All that is left of it is shown by a rehearsal alone: nothing more can be done at this step before that. */
const waitsForRehearsal = (step: StepId, own: readonly Attestable[]): boolean => {
  if (toLookAt(own).length > 0) return false;
  const left = own.filter(({ state, optional }) => state !== "green" && !(optional && state === "grey"));
  return (
    step !== REHEARSAL &&
    left.length > 0 &&
    left.every(({ id, state }) => state === "grey" && id.startsWith("rehearsed:"))
  );
};

const stateWords = (step: StepId, state: State, own: readonly Attestable[]): string | undefined => {
  const late = lateWords(own);
  if (late !== undefined) return late;
  if (waitsForRehearsal(step, own)) return "Step 8 shows whether it works";
  const looks = toLookAt(own);
  if (state === "grey" && looks.length > 0) return `Look yourself: ${looks.map(lowerFirst).join(", ")}`;
  const part = state === "green" ? SEEN_IN_PART[step] : undefined;
  if (part === undefined) return undefined;
  const [of, line] = part.seen;
  const says = own.find(({ id }) => id === line)?.says ?? "";
  return `${of}: ${says}. ${part.unseen}: ${wordOn(part.rest, own)}`;
};

/** Names of what a person is asked to look at, and has not said yet. */
const toLookAt = (own: readonly Attestable[]): readonly string[] =>
  own.flatMap(({ name, state, attest }) =>
    state === "grey" && attest !== undefined && attest.said === undefined ? [name] : [],
  );

const nextOf = (steps: readonly StepView[]): StepId | undefined =>
  steps.find(
    ({ id, state, lines }) => state !== "green" && !waitsForRehearsal(id, lines) && !onlyAwaits(lines),
  )?.id;

/** Permissions that the newest look has seen. */
const givenBy = (lines: readonly Line[]): readonly string[] =>
  lines.flatMap(({ id, state, last }) =>
    (last?.state ?? state) === "green" && id.startsWith(CONSENT) ? [id.slice(CONSENT.length)] : [],
  );

/** By whose word it is right, or that no one has said so. */
const wordOn = (what: Attested, own: readonly Attestable[]): string => {
  const said = own.find(({ attest }) => attest?.what === what)?.attest?.said;
  return said === undefined ? "look at it once" : lowerFirst(said);
};

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
