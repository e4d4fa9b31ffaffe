import { moreTeachers } from "./people.ts";

/** A meeting in the practice school's calendars. Minutes count from the start of practice. */
export type Planned = {
  readonly id: string;
  readonly subject: string;
  readonly organiser: string;
  readonly invited: readonly string[];
  readonly startsInMinutes: number;
  readonly lastsMinutes: number;
  readonly weekly: boolean;
};

export const timetable: readonly Planned[] = [
  {
    id: "maths",
    subject: "Year 4 maths",
    organiser: "okafor",
    invited: ["hughes", "shah"],
    startsInMinutes: 5,
    lastsMinutes: 45,
    weekly: true,
  },
  {
    id: "phonics",
    subject: "Year 2 phonics",
    organiser: "doyle",
    invited: [],
    startsInMinutes: 10,
    lastsMinutes: 30,
    weekly: true,
  },
  {
    id: "reading",
    subject: "One-to-one reading",
    organiser: "okafor",
    invited: ["hughes"],
    startsInMinutes: 70,
    lastsMinutes: 20,
    weekly: false,
  },
  {
    id: "staff-meeting",
    subject: "Staff meeting",
    organiser: "evans",
    invited: ["okafor", "hughes", "shah", "lowe", "grant", "bell", "khan", "doyle"],
    startsInMinutes: 120,
    lastsMinutes: 60,
    weekly: false,
  },
  ...moreTeachers.map(({ id }) => ({
    id: `of-${id}`,
    subject: "Year 3 reading",
    organiser: id,
    invited: [],
    startsInMinutes: 5,
    lastsMinutes: 45,
    weekly: true,
  })),
];
