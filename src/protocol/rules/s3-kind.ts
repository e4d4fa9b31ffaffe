import type { Report } from "../lesson/commands.ts";
import type { Kind } from "../words.ts";
import type { Rule } from "./rule.ts";

/**
 * The kind that the school's rule gives a meeting no one has been asked about; it never depends on who came.
 * @returns undefined where the organiser is to be asked
 */
export const kindByRule = (
  report: Extract<Report, { report: "meeting-found" }>,
): { kind: Kind; how: "titles" | "all" } | undefined => {
  if (report.recognise === "all") return { kind: report.defaultKind, how: "all" };
  const title = report.title.toLowerCase();
  const named =
    report.recognise === "titles" && report.titles.some((part) => title.includes(part.toLowerCase()));
  return named ? { kind: report.defaultKind, how: "titles" } : undefined;
};

export const S3: Rule = {
  title: "The kind of lesson",
  says: "Some lessons are one-to-one, for reading or pastoral care. Which kind a lesson is has been chosen before it begins.",
  keptBy: ["staff"],
  does: "Asks the organiser, in their own chat, whether a meeting is a lesson with a class, a group or one pupil; or goes by the school's own rule about titles. It never works the kind out from how many came. Before a one-to-one staff say what it is for and which child it is with; the record keeps who said so. A lesson in a series keeps the kind of the one before, unless that was chosen because of who was inside; and a one-to-one its purpose and child. Where one child of a class or group is inside alone, or a second child, or another child than the one chosen, comes into a one-to-one, the panel asks what kind of lesson it is now; until staff answer it stays what it was. Said to be a one-to-one then, it is with the child who is inside, until staff choose another.",
  cannot: "Only staff know why they meet one pupil alone, and who agreed to it.",
  shows: ["question card", "panel", "staff card", "lesson export"],
  proof: ["KindAsked", "KindChosen", "PurposeChosen", "ChildChosen", "KindKept"],
  state: { is: "kept" },
};
