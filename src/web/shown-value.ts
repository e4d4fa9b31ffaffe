import { groupShown } from "../desk/group-check.ts";
import type { People } from "../desk/people.ts";
import type { Guarded, GuardedValue, Told } from "../protocol/holders/events.ts";
import type { Recognise } from "../protocol/holders/school.ts";
import { coverIn, isChannel, isRetention } from "../protocol/holders/state.ts";
import { daysInWords } from "../protocol/time/moments.ts";
import {
  REVIEW_CHILD_YEARS,
  REVIEW_STAFF_YEARS,
  type Retention,
  USUAL_RETENTION,
} from "../protocol/time/retention.ts";
import type { Cover } from "../protocol/who/cover.ts";
import type { FirstTold } from "../protocol/who/route.ts";
import type { Channel } from "../record/index/conversations.ts";

const FIRST: { readonly [value: string]: string | undefined } = {
  both: "DSL and headteacher at once",
  "dsl-first": "DSL first, then headteacher",
  "headteacher-first": "headteacher first, then DSL",
} satisfies { readonly [F in FirstTold]: string };

type Naming = Pick<People, "nameOf" | "inGroup">;

/** As people read it on the pages: the name of a group, of a channel, who is away when. */
export const shownValue = async (
  of: Guarded,
  value: GuardedValue,
  channels: readonly Channel[],
  people: Naming,
): Promise<string> => {
  switch (of) {
    case "phone":
      return typeof value === "string" ? value : "none";
    case "escalation":
      return typeof value === "number" ? count(value, "minute") : "none";
    case "retention":
      return retentionInWords(isRetention(value) ? value : USUAL_RETENTION);
    case "head":
      return typeof value === "string" ? (await people.nameOf(value)) || value : "none";
    case "first":
      return typeof value === "string" ? (FIRST[value] ?? value) : "none";
    case "dsl":
    case "headteacher":
    case "administrators":
      return typeof value === "string" ? groupInWords(value, people) : "none";
    case "channel":
      if (!isChannel(value)) return "none";
      return (
        channels.find(({ channelId }) => channelId === value.channelId)?.name ??
        "a channel that Lesson Guard cannot see now"
      );
    case "cover":
      return value === null ? "none" : coverInWords(coverIn(value), people);
  }
};

const LESSONS: { readonly [rule: string]: string | undefined } = {
  ask: "the organiser is asked",
  titles: "meetings with these words in the title",
  all: "every meeting of staff",
} satisfies { readonly [R in Recognise]: string };

/** The same of a change that was made. @param value as it is written in the settings */
export const shownMade = async (of: Told, value: string, people: Naming): Promise<string> => {
  if (value === "") return "none";
  if (of === "staff") return groupInWords(value, people);
  if (of === "cover") return coverInWords(JSON.parse(value) as Cover, people);
  if (of !== "lessons") return value;
  const [rule = "", ...titles] = value.split(", ");
  const how = LESSONS[rule] ?? rule;
  return rule === "titles" ? `${how}: ${titles.join(", ")}` : how;
};

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? "" : "s"}`;

/** The id alone where the directory cannot say more. */
const groupInWords = async (id: string, people: Pick<People, "inGroup">): Promise<string> => {
  const shown = await groupShown(people, id);
  if ("wrong" in shown) return id;
  return `${shown.group === "" ? id : `“${shown.group}”`}, ${count(shown.people, "member")}`;
};

const retentionInWords = ({ keepYears, schoolYearEnds, ...reviews }: Retention): string => {
  const { reviewChildYears = REVIEW_CHILD_YEARS, reviewStaffYears = REVIEW_STAFF_YEARS } = reviews;
  return `lessons to the end of their school year (${schoolYearEnds}) and ${count(keepYears, "more year")}; concerns reviewed after ${count(reviewChildYears, "year")} (about a child) and ${count(reviewStaffYears, "year")} (about staff)`;
};

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const coverInWords = async (
  { stints = [], hours }: Cover,
  people: Pick<People, "nameOf">,
): Promise<string> => {
  const named = async (id: string): Promise<string> => (await people.nameOf(id)) || id;
  const leave = await Promise.all(
    stints.map(
      async ({ away, by, from, until }) =>
        `${await named(away)} away ${daysInWords(from, until)}, ${await named(by)} covers`,
    ),
  );
  if (hours === undefined) return leave.join("; ") || "none";
  const contacts = await Promise.all(hours.contacts.map(named));
  const days = hours.days.map((day) => DAYS[day - 1] ?? "").join(", ");
  const open = `outside ${days} ${hours.opens}–${hours.closes}: ${contacts.join(", ")}`;
  return [...leave, open].join("; ");
};
