import type { Checklist } from "../../protocol/lesson/checklist.ts";
import type { EndStep, PressButton, Proof, Standing } from "../../protocol/screen/view.ts";
import type { Phase } from "../../protocol/words.ts";
import { type Card, card, facts, heading, line, open, press, quiet } from "./build.ts";

export type ChecklistCardModel = {
  readonly lesson: string;
  readonly label: string;
  readonly phase: Phase;
  readonly standing: Standing;
  readonly checklist: Checklist;
  readonly doors: Proof;
  readonly quiet?: Proof;
  readonly notYet?: string;
  readonly call: Proof;
  /** What to press first while an end is under way. */
  readonly instruction?: string;
  readonly panelUrl: string;
  /** What the last press was answered. */
  readonly say?: string;
};

/** The staff checklist: counts and actions, never a pupil's name (names are in the panel only). */
export const checklistCard = (model: ChecklistCardModel): Card => {
  const { counts, looksFor, presses } = model.checklist;
  const begun = model.phase === "arrival" || model.phase === "live" || model.phase === "paused";
  const title = `${capital(model.label)}: ${lower(model.standing.words)}`;
  return card(
    title,
    [
      heading(title),
      ...(model.say === undefined || model.say === "" ? [] : [line(model.say)]),
      ...(model.notYet === undefined ? [] : [line(model.notYet)]),
      ...(begun
        ? [
            facts([
              ["Here", `${counts.here} of ${counts.expected}`],
              ["Checked", String(counts.checked)],
              ["Exceptions", String(counts.exceptions)],
              ["To sort out", String(counts.unknown)],
              ["In the lobby", String(counts.waiting)],
            ]),
          ]
        : []),
      ...(model.phase === "arrival" ? [quiet(`Look for: ${looksFor.map(lower).join("; ")}.`)] : []),
      ...(model.instruction === undefined ? [] : [line(model.instruction)]),
      line(
        model.instruction === undefined ? model.doors.sentence : (model.doors.fact ?? model.doors.sentence),
      ),
      ...(begun && model.quiet?.state === "not proven" ? [line(model.quiet.sentence)] : []),
      ...(begun && model.call.state !== "proven" ? [line(model.call.sentence)] : []),
    ],
    presses.map((one) => action(one, model)),
  );
};

/** Ending for all, step by step, in the presser's own chat: it outlives the panel. */
export const progressCard = (
  label: string,
  lesson: string,
  end: {
    readonly steps: readonly EndStep[];
    readonly undo: boolean;
    /** What to press first; "" once the meeting is over. */
    readonly instruction: string;
  },
): Card => {
  const title = `Ending ${label} for all`;
  return card(
    title,
    [
      heading(title),
      ...(end.instruction === "" ? [] : [line(end.instruction)]),
      ...end.steps.map((step) => line(`${step.title}: ${step.proof.sentence}`)),
    ],
    end.undo ? [press("undo-end", "Undo", { lesson })] : [],
  );
};

export const undoneCard = (label: string): Card => {
  const title = `Ending ${label} was undone`;
  return card(title, [heading(title), line("Everyone stayed. The DSL was not told.")]);
};

const action = (one: PressButton, model: ChecklistCardModel) =>
  one.press === "open-panel"
    ? open(model.panelUrl, one.title, one.where)
    : press(one.press, one.title, { lesson: model.lesson }, one.where);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
