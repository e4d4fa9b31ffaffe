import { dutiesOf } from "../../../src/protocol/lesson/duties.ts";
import { type MeetingOptions, NOTHING_OPENED } from "../../../src/protocol/lesson/options.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import {
  askFace,
  type CardFace,
  checklistFace,
  progressFace,
} from "../../../src/protocol/screen/card-faces.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";
import type { Duty } from "../../../src/protocol/work/duty.ts";
import type { Links } from "../../../src/teams/cards/links.ts";
import { noticeCard } from "../../../src/teams/cards/notice-card.ts";
import { fc } from "../../support/properties.ts";
import { type Step, take } from "./steps.ts";
import { guest, MET, roster, Story, TEACHER, user } from "./story.ts";

const LINKS = { panel: () => "" } as unknown as Links;
export const around = (now: string) => ({ now, timeZone: "UTC", phone: "" });

/** What each card of a lesson would show now, drawn apart from the code that finds outdated cards. */
export const drawn = (lesson: Lesson, now: string): Readonly<Record<string, CardFace>> => ({
  ...Object.fromEntries(
    Object.keys(lesson.checklists).map((staff) => [
      `send-checklist ${staff}`,
      checklistFace(lesson, around(now)),
    ]),
  ),
  ...(lesson.kindAskedAt === undefined ? {} : { "ask-kind": askFace(lesson, around(now)) }),
  ...(lesson.end === undefined
    ? {}
    : { [`send-progress ${lesson.end.askedAt}`]: progressFace(lesson, undefined, around(now)) }),
  ...Object.fromEntries(
    noticesOf(lesson, "UTC").flatMap((notice) =>
      lesson.staff.map(({ person }) => [
        `tell-staff ${person} ${notice.about} ${notice.at}`,
        // From the card itself: something missing in its face would not be found outdated.
        {
          ...noticeFace(lesson, notice, "UTC"),
          lines: [JSON.stringify(noticeCard(noticeFace(lesson, notice, "UTC"), lesson, LINKS))],
        },
      ]),
    ),
  ),
});

export const kindOf = ({ work }: Duty): string => {
  if (work.kind === "send-checklist") return `send-checklist ${work.staff}`;
  return work.kind === "tell-staff" ? `tell-staff ${work.staff} ${work.about} ${work.at}` : work.kind;
};

/** Each step with the lesson before and after it, and the outgoing work it called for. */
export const told = (
  all: readonly Step[],
  story = new Story().after(MET),
): readonly { before: Lesson; after: Lesson; now: string; duties: readonly Duty[] }[] =>
  all.map((one) => {
    const { lesson: before, events } = story;
    const known = events.length;
    take(story, one);
    const duties = dutiesOf(before, story.lesson, story.events.slice(known)).flat();
    return { before, after: story.lesson, now: story.now, duties };
  });

export const STEP_MS = 1000;

export const notSent = (lesson: Lesson, card: string): boolean =>
  lesson.checklists[card.replace("send-checklist ", "")] === "not sent";

const FAMILY = guest("r-amara", "Amara Okafor (Guest)");
const ASKED = optionsFor({ kind: "class", phase: "arrival", opened: NOTHING_OPENED }) as MeetingOptions;
/** What staff are told of in the room, and what ends it. */
export const inRoom = fc.constantFrom<Step>(
  { report: roster(user("r-teacher", TEACHER), FAMILY) },
  { report: roster(FAMILY) },
  { report: roster(user("r-teacher", TEACHER), { ...FAMILY, recording: true }) },
  {
    report: roster(user("r-teacher", TEACHER), {
      id: "r-app",
      identity: "application",
      shown: "Notes",
      place: "in",
    }),
  },
  { report: { report: "person-left", person: "r-amara" } },
  { report: { report: "alone-due" } },
  { report: { report: "call-lost", call: "call1", code: 0, subcode: 1 } },
  { report: { report: "call-not-read", call: "call1" } },
  { report: { report: "options-not-read" } },
  { report: { report: "meeting-ended" } },
  ...[ASKED, { ...ASKED, lobbyScope: "everyone" as const }].flatMap((seen): readonly Step[] => [
    { report: { report: "options-drifted", asked: ASKED, seen } },
    { report: { report: "options-seen", asked: ASKED, seen, coOrganisersSet: false } },
  ]),
  { wait: 20_000 },
  { wait: 20_000 },
  ...(["pause", "resume", "end-for-all", "undo-end"] as const).map((press) => ({
    by: TEACHER,
    press: { press },
  })),
);
