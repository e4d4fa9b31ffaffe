import type { Rule } from "./rule.ts";

export const B5: Rule = {
  title: "A family room",
  says: "Families sit in a common room. If a child is seen in a bedroom, staff switch off that child's camera and ask them to move.",
  keptBy: ["family", "staff"],
  does: "Families are asked for it in the checklist and on the page. The staff's checklist has it as one of its three checks. When a child is seen in a bedroom, staff note “Not a family room” in one press beside the name, two where the list is folded, and read the two steps in order: that camera off, then move. The record keeps when it was noted, when the family was asked, and when they had moved: that can be pressed only while their camera is on again. Where the headteacher has agreed that a family has no other room, staff note it once; then it is not noted again, in this series and in lessons for which the same list of families is used.",
  cannot:
    "The headteacher agrees with the family outside Lesson Guard, which has it by the word of staff. No app can switch off one person's camera in Teams. An organiser does it there, or staff switch off all families' cameras here. Lesson Guard never looks at a picture of a child.",
  shows: ["family card", "family page", "panel", "staff card", "lesson export"],
  proof: [
    "ExceptionNoted",
    "ExceptionFollowed",
    "ExceptionPutRight",
    "RoomAgreed",
    "FamilyRoomAgreed",
    "PressUndone",
    "FamilyCardPosted",
    "FamilyCardNotPosted",
  ],
  exception: "not a family room",
  state: { is: "kept" },
};
