import { type Decision, refuse } from "../decision.ts";
import { defined } from "../defined.ts";
import type { Actor } from "../lesson/commands.ts";
import { type CpomsAnswer, type CpomsOfChild, cpomsOf } from "./cpoms-said.ts";
import type { ConcernEvent } from "./events.ts";
import { childrenOf } from "./follow-up-state.ts";
import type { Concern } from "./state.ts";

/**
 * A concern that staff raise about a child or a parent belongs on CPOMS (X3). So does a lesson that was ended,
 * once it is written which of them it is about. What is about an adult at school never does (X2).
 */
export const belongsOnCpoms = ({ about, subjects, details }: Concern): boolean =>
  about === "child" ||
  (about === "ended" && subjects.length === 0 && details.some(({ who }) => who !== undefined));

/** What was said of CPOMS for one of its children. */
export const cpomsOfChild = ({ cpomsOf: said }: Concern, child: string) =>
  said.findLast((one) => one.child === child);

/** Where it names several: those of whom nothing was said yet. Each has an entry of their own in CPOMS. */
export const withoutCpoms = (concern: Concern): readonly string[] =>
  childrenOf(concern).filter((child) => cpomsOfChild(concern, child) === undefined);

export const namesSeveral = (concern: Concern): boolean => childrenOf(concern).length > 1;

/** Closed, and nothing was said of CPOMS, or not of each of its children: the task that stays open. */
export const isCpomsOpen = (concern: Concern): boolean =>
  concern.closed !== undefined &&
  (namesSeveral(concern) ? withoutCpoms(concern).length > 0 : concern.cpoms === undefined) &&
  concern.keeping.erasedAt === undefined &&
  belongsOnCpoms(concern);

/** With both given it would be open which of them holds. */
export const isBoth = ({ cpoms, cpomsNotNeeded }: CpomsAnswer): boolean =>
  cpoms !== undefined && cpomsNotNeeded !== undefined;

/** One reference is one child's: a colleague who reads it in CPOMS finds no other child there. */
export const EACH_BY_ITSELF = refuse(
  "several",
  "This names several children. Note the CPOMS reference of each child by itself.",
);

export const ONE_OF_BOTH = refuse("both", "Give the CPOMS reference or the reason, not both.");

/** The answer was given after closing, or was corrected: the newest one counts. */
export const noteCpoms = (
  concern: Concern,
  command: CpomsOfChild & { readonly by: Actor },
  now: string,
): Decision<ConcernEvent> => {
  const { by, child } = command;
  // The DSL reads CPOMS: what is about an adult at school never goes there (X2).
  if (concern.about === "adult")
    return refuse(
      "adult",
      "A concern about an adult at school does not go onto CPOMS. The DSL reads it there.",
    );
  const said = cpomsOf(command, now, by.id);
  if (said === undefined) return refuse("empty", "Write the CPOMS reference, or why it is not needed there.");
  if (isBoth(command)) return ONE_OF_BOTH;
  if (concern.keeping.erasedAt !== undefined)
    return refuse("erased", "The words of this concern are erased, so nothing can be added to it.");
  if (child !== undefined && !childrenOf(concern).includes(child))
    return refuse("no-pupil", "This concern does not name that child.");
  if (child === undefined && "reference" in said && namesSeveral(concern)) return EACH_BY_ITSELF;
  const text = "reference" in said ? { cpoms: said.reference } : { cpomsNotNeeded: said.notNeeded };
  return {
    events: [
      {
        type: "CpomsNoted",
        at: now,
        data: { by: by.id },
        personal: { byName: by.name, ...text, ...defined({ child }) },
      },
    ],
    say: "reference" in said ? "CPOMS reference noted." : "Noted: not needed in CPOMS.",
  };
};
