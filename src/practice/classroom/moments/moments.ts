import { arrivals } from "./arrivals.ts";
import { endings, inLesson } from "./in-lesson.ts";
import type { Moment } from "./moment.ts";
import { oneToOne } from "./one-to-one.ts";
import { troubles } from "./troubles.ts";

/** "What happens next", in the order a trainer would take. */
export const moments: readonly { readonly title: string; readonly moments: readonly Moment[] }[] = [
  { title: "Arriving", moments: arrivals },
  { title: "In the lesson", moments: inLesson },
  { title: "One-to-one", moments: oneToOne },
  { title: "When things break", moments: troubles },
  { title: "Ending", moments: endings },
];
