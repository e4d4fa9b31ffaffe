import { belongsOnCpoms, cpomsOfChild, isCpomsOpen, namesSeveral } from "../concern/cpoms.ts";
import type { Cpoms } from "../concern/cpoms-said.ts";
import { isWanted } from "../concern/escalation.ts";
import { childrenOf } from "../concern/follow-up-state.ts";
import { mayHandOn } from "../concern/handing-on.ts";
import type { Reading } from "../concern/reading.ts";
import { reviewOn } from "../concern/review.ts";
import type { Concern, Delivery, Step } from "../concern/state.ts";
import { longUntold } from "../concern/untold.ts";
import { defined } from "../defined.ts";
import { FORM_WORDS } from "../export/form.ts";
import { purposeWords } from "../export/purpose.ts";
import { isOfFamily } from "../families/raiser.ts";
import { clockTime } from "../time/clock-time.ts";
import { dayOf } from "../time/school-days.ts";
import { sameTarget, type Target } from "../work/duty.ts";
import type { CpomsSaid } from "./cpoms-view.ts";
import { followUpLines, followUpView } from "./follow-up-view.ts";
import { concernLine, type ViewContext } from "./lesson-view.ts";
import { concernNotSent } from "./nothing-sent.ts";
import { inList, type NameOf, wentTo } from "./route-words.ts";
import type { ConcernView } from "./view.ts";

/**
 * What a card and a list call a concern: plain, without saying who it is about.
 * @param when "then" where it may be over by the time it is read
 */
export const plainKind = ({ about, oneToOne, raisedBy }: Concern, when: "now" | "then"): string => {
  switch (about) {
    case "ended":
      return "End for all was pressed in a lesson.";
    case "alone":
      return `${oneToOne === true ? `A child ${when === "now" ? "is" : "was"}` : `Pupils ${when === "now" ? "are" : "were"}`} in a lesson without staff. Teams was asked to pause it.`;
    case "adult":
      return "A concern about an adult at school.";
    case "child":
      return isOfFamily(raisedBy)
        ? "A concern came through the page for families."
        : "A concern was raised in a lesson.";
  }
};

/** The newest message to each target: earlier ones were withdrawn for it. */
const newest = (deliveries: readonly Delivery[]): readonly Delivery[] =>
  deliveries.filter(
    (one) => !deliveries.some((other) => other.step > one.step && sameTarget(other.target, one.target)),
  );

const stepLine = (step: Step): string => {
  if (step.why === "handed on") return "It was handed on: more people are told.";
  return step.whom === "again"
    ? "No one had taken it: everyone is told again."
    : "No one had taken it: more people are told.";
};

const WAY = { person: "own chat", feed: "activity feed", mail: "e-mail" } as const;

/** "DSL channel"; "Dr M Evans, headteacher, own chat". */
export const toWords = (target: Target, nameOf: NameOf): string => {
  if (target.to === "channel") return "DSL channel";
  const role = target.as === "dsl" ? "DSL" : "headteacher";
  const name = nameOf(target.person);
  const who = name === undefined ? `${role.charAt(0).toUpperCase()}${role.slice(1)}` : `${name}, ${role}`;
  return `${who}, ${WAY[target.to]}`;
};

const deliveryLine = (
  concern: Concern,
  one: Delivery,
  { timeZone, nameOf = () => undefined }: ViewContext,
): ConcernView["deliveries"][number] => {
  const time = clockTime(one.at, timeZone);
  const refused = one.final === true ? "" : " Still trying.";
  const sentence =
    one.state === "told"
      ? `Sent ${time}${one.again ? ", again: Teams had not confirmed the first" : ""}.`
      : one.state === "asked"
        ? isWanted(concern, one)
          ? `Sending since ${time}. Not confirmed yet.`
          : "Not sent: it was not needed any more."
        : `Not sent${one.target.to === "mail" ? "" : ": Teams has not accepted it"}.${refused}`;
  return { to: toWords(one.target, nameOf), state: one.state, at: one.at, sentence };
};

const keptLines = (concern: Concern, name: (id: string) => string): ConcernView["timeline"] => {
  const { exports, lessonKeptAt, hold, lifted, reviews } = concern.keeping;
  return [
    ...exports.map(({ at, by, form, purpose, words }) => {
      const why = purposeWords({ kind: purpose, ...defined({ words }) });
      return { at, sentence: `${name(by)} exported it as ${FORM_WORDS[form]}. ${why}.` };
    }),
    ...(hold === undefined
      ? []
      : [{ at: hold.at, sentence: `${name(hold.by)} placed a legal hold: ${hold.reason}` }]),
    ...lifted.map(({ at, by }) => ({ at, sentence: `${name(by)} lifted the hold.` })),
    ...reviews.map(({ at, by, outcome, reason }) => ({
      at,
      sentence: `${name(by)} reviewed it: ${outcome === "keep" ? "kept" : "erased"}. ${reason}`,
    })),
    ...(lessonKeptAt === undefined
      ? []
      : [{ at: lessonKeptAt, sentence: "The lesson expired. What was recorded of it is kept here." }]),
  ];
};

const keptFor = (
  concern: Concern,
  { now, timeZone, retention }: ViewContext,
  name: (id: string) => string,
): NonNullable<ConcernView["keeping"]> => {
  const { hold, erasedAt } = concern.keeping;
  const day = reviewOn(concern, retention);
  return {
    reviewOn: day,
    due: erasedAt === undefined && day <= dayOf(now, timeZone),
    ...(hold === undefined ? {} : { held: { at: hold.at, by: name(hold.by), reason: hold.reason } }),
    ...defined({ erasedAt }),
  };
};

const closedFor = (
  closed: NonNullable<Concern["closed"]>,
  you: "raiser" | "recipient",
  name: (id: string) => string,
): NonNullable<ConcernView["closed"]> =>
  you === "recipient"
    ? { ...closed, by: name(closed.by) }
    : { at: closed.at, by: name(closed.by), decision: "", reason: "" };

const saidOf = (cpoms: Cpoms, name: (id: string) => string): CpomsSaid => {
  const said = { at: cpoms.at, by: name(cpoms.by) };
  return "reference" in cpoms
    ? { ...said, state: "done", reference: cpoms.reference }
    : { ...said, state: "not needed", reason: cpoms.notNeeded };
};

const cpomsFor = (concern: Concern, name: (id: string) => string): Pick<ConcernView, "cpoms"> => {
  const { cpoms, closed } = concern;
  if (namesSeveral(concern) && (cpoms !== undefined || belongsOnCpoms(concern))) {
    const of = childrenOf(concern).map((child) => {
      const said = cpomsOfChild(concern, child);
      return { child, ...(said === undefined ? {} : { said: saidOf(said, name) }) };
    });
    return { cpoms: { state: "each", of, open: of.some(({ said }) => said === undefined) } };
  }
  if (cpoms !== undefined) return { cpoms: saidOf(cpoms, name) };
  if (isCpomsOpen(concern)) return { cpoms: { state: "not yet" } };
  return closed === undefined && belongsOnCpoms(concern) ? { cpoms: { state: "asked at closing" } } : {};
};

/** What was said of CPOMS after closing; what was said at closing is in the closing's own line. */
const cpomsLine = ({ cpoms, closed }: Concern, name: (id: string) => string): ConcernView["timeline"] =>
  cpoms === undefined || cpoms.at === closed?.at
    ? []
    : [
        {
          at: cpoms.at,
          sentence: `${name(cpoms.by)} noted ${"reference" in cpoms ? "the CPOMS reference" : "why CPOMS is not needed"}.`,
        },
      ];

const NOBODY_THEN =
  "No one could be told of this when it was raised. A headteacher who has no part in it can read it now.";

/** No one could be told at first: a person who reads it as recipient, or took it, came to it later. */
const routeIn = (
  concern: Concern,
  you: "raiser" | "recipient",
  { timeZone, phone, nameOf }: ViewContext,
): string => {
  const { about, reaches, deliveries, acknowledged, raisedBy, raisedAt, takenBackAt, held, names } = concern;
  if (takenBackAt !== undefined) return `Undone ${clockTime(takenBackAt, timeZone)}. No one was told.`;
  if (reaches === "nobody" && (you === "recipient" || acknowledged.length > 0)) return NOBODY_THEN;
  if (you === "recipient")
    return `Raised to you by ${names[raisedBy] ?? "a member of staff"}, ${clockTime(raisedAt, timeZone)}.`;
  const targets = held?.targets ?? deliveries.map(({ target }) => target);
  return wentTo({ targets, reaches }, about, phone, nameOf);
};

/** The person it was to tell is reading it here: they are not sent to the telephone. */
const notSentToYou = (concern: Concern, { now }: ViewContext): string | undefined =>
  longUntold(concern, now) === undefined
    ? undefined
    : "Teams has not accepted the last message about this. You can take it here: press I have it.";

/**
 * One concern as its raiser or a recipient reads it: with full names and words, because the record is opened
 * after sign-in. The raiser reads the receipt and their own words. What the recipients wrote and decided, and who
 * has read it, is for the recipients alone.
 */
export const concernView = (
  concern: Concern,
  you: "raiser" | "recipient",
  around: ViewContext,
  reader?: string,
  readings: readonly Reading[] = [],
): ConcernView => {
  const { nameOf = () => undefined } = around;
  const name = (id: string): string => concern.names[id] ?? "Staff";
  const line = concernLine(concern, around);
  const notSent = you === "raiser" ? concernNotSent(concern, around) : notSentToYou(concern, around);
  const timeline = [
    { at: concern.raisedAt, sentence: `${name(concern.raisedBy)} raised it: ${plainKind(concern, "then")}` },
    // Only those who were told read who was left out, because they have to tell that person in another way, if at all.
    ...(you === "recipient" && concern.leftOut.length > 0
      ? [
          {
            at: concern.raisedAt,
            sentence: `${name(concern.raisedBy)} left out ${inList(concern.leftOut.map((id) => nameOf(id) ?? "one person"))}.`,
          },
        ]
      : []),
    ...(concern.takenBackAt === undefined
      ? []
      : [{ at: concern.takenBackAt, sentence: `${name(concern.raisedBy)} undid it. No one was told.` }]),
    ...concern.deliveries.map((one) => {
      const { to, sentence } = deliveryLine(concern, one, around);
      return { at: one.at, sentence: `${to}: ${sentence}` };
    }),
    ...concern.steps.map((step) => ({ at: step.at, sentence: stepLine(step) })),
    ...concern.handedOn.map((one) => ({ at: one.at, sentence: `${name(one.by)} cannot take it now.` })),
    ...(concern.escalationEndedAt === undefined
      ? []
      : [{ at: concern.escalationEndedAt, sentence: "No one took it. No more messages are sent." }]),
    ...concern.acknowledged.map((one) => ({ at: one.at, sentence: `${name(one.by)} has it.` })),
    ...concern.details.map((one) => ({ at: one.at, sentence: `${name(one.by)} added to the record.` })),
    ...(concern.closed === undefined
      ? []
      : [{ at: concern.closed.at, sentence: `${name(concern.closed.by)} closed it.` }]),
    // What is done with the record is for the recipients, who keep it.
    ...(you === "recipient"
      ? [...followUpLines(concern, name), ...cpomsLine(concern, name), ...keptLines(concern, name)]
      : []),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return {
    ref: concern.ref,
    about: concern.about,
    plain: plainKind(concern, "then"),
    lesson: concern.lesson,
    lessonLabel: concern.label,
    raisedAt: concern.raisedAt,
    raisedBy: name(concern.raisedBy),
    you,
    youHaveIt: concern.acknowledged.some((one) => one.by === reader),
    youMayHandOn:
      you === "recipient" && reader !== undefined && mayHandOn(concern, reader, around.readsChannel === true),
    ...defined({ notSent }),
    routeSentence: routeIn(concern, you, around),
    ...(you === "raiser" && concern.held !== undefined ? { undoUntil: concern.held.until } : {}),
    state: concern.closed === undefined ? line.state : "closed",
    deliveries: newest(concern.deliveries).map((one) => deliveryLine(concern, one, around)),
    seen: concern.acknowledged.map((one) => ({ by: name(one.by), at: one.at })),
    details: concern.details
      .filter(({ by }) => you === "recipient" || by === concern.raisedBy)
      .map(({ by, ...rest }) => ({ ...rest, by: name(by) })),
    timeline,
    ...(you === "raiser"
      ? {}
      : {
          reads: readings.map(({ byName, at, surface, child }) => ({
            by: byName,
            at,
            surface,
            ...defined({ child }),
          })),
        }),
    ...(you === "recipient"
      ? {
          keeping: keptFor(concern, around, name),
          ...cpomsFor(concern, name),
          followUp: followUpView(concern, around, name, reader),
        }
      : {}),
    ...(concern.closed === undefined ? {} : { closed: closedFor(concern.closed, you, name) }),
  };
};
