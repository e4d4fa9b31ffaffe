import type { StaffPart } from "./events.ts";
import type { Lesson } from "./state.ts";

type StaffKnown = {
  readonly came: readonly StaffPart[];
  /** Of the meeting, and not seen inside. Before it is over they may still come. */
  readonly notSeen: readonly StaffPart[];
};

/** A meeting names its staff before it begins: who of them came, Teams shows. */
export const staffCame = ({ staff, people }: Pick<Lesson, "staff" | "people">): StaffKnown => {
  const inside = new Set(
    Object.values(people).flatMap(({ userId, cameIn }) =>
      userId !== undefined && cameIn === true ? [userId] : [],
    ),
  );
  return {
    came: staff.filter(({ person }) => inside.has(person)),
    notSeen: staff.filter(({ person }) => !inside.has(person)),
  };
};

/** The names of those who came; of the others of a lesson in which no one was seen: none. @param unnamed for no name */
export const namesOfStaffCame = (
  lesson: Pick<Lesson, "staff" | "people" | "staffNames">,
  unnamed = "Staff",
): readonly string[] => staffCame(lesson).came.map(({ person }) => lesson.staffNames[person] ?? unnamed);
