import type { Rule } from "./rule.ts";

export const C6: Rule = {
  title: "Names are shown",
  says: "The name of the parent or the child is shown.",
  keptBy: ["family"],
  does: "Compares each name with the register and suggests whose device it is: also by a short form, another spelling, an initial, or a grown-up named by the child. Names that fit no child, more than one, or only by the surname, come first. A name that staff have settled, such as a parent's own, is suggested for that child again from week to week. Staff say whose device it is, and the record keeps what was shown, whom staff took it for, and who said so. A device that shows the name of a member of staff, or of Lesson Guard, and is neither is pointed out, also where the name only looks the same.",
  cannot:
    "A guest can type any name, so a name that fits is only a suggestion: staff look and listen. A family changes its name in Teams itself.",
  shows: ["panel", "staff card", "family page", "family card", "lesson export"],
  proof: [
    "RegisterSet",
    "PersonArrived",
    "PersonRenamed",
    "PersonRecognised",
    "ExceptionNoted",
    "ExceptionPutRight",
    "PressUndone",
    "FamilyCardPosted",
    "FamilyCardNotPosted",
  ],
  exception: "name not shown",
  state: { is: "kept" },
};
