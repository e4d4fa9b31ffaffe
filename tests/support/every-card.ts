import { NOT_SEEN } from "../../src/app/preflight/verdict.ts";
import { NO_CONCERN } from "../../src/protocol/concern/state.ts";
import { TOLD } from "../../src/protocol/holders/events.ts";
import type { Proposal } from "../../src/protocol/holders/state.ts";
import { cardsOf } from "../../src/protocol/lesson/card-duties.ts";
import { alertCard, raisedCard } from "../../src/teams/cards/alert-card.ts";
import { askSchoolCard, schoolChosenCard } from "../../src/teams/cards/ask-school-card.ts";
import type { Card } from "../../src/teams/cards/build.ts";
import { familyCard } from "../../src/teams/cards/family-card.ts";
import {
  concernReminderCard,
  handedOverCard,
  moreWrittenCard,
} from "../../src/teams/cards/follow-up-card.ts";
import { lessonCard } from "../../src/teams/cards/lesson-card.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { notProtectedCard, organiserNotStaffCard } from "../../src/teams/cards/not-protected-card.ts";
import { noticeCard } from "../../src/teams/cards/notice-card.ts";
import { organiserCard } from "../../src/teams/cards/organiser-card.ts";
import { madeCard, noLongerWaitingCard, proposalCard } from "../../src/teams/cards/proposal-card.ts";
import { recordingReminderCard } from "../../src/teams/cards/recording-card.ts";
import { refusalCard } from "../../src/teams/cards/refusal-card.ts";
import { rehearsalCard, rehearsalSeenCard } from "../../src/teams/cards/rehearsal-card.ts";
import { setUpCard } from "../../src/teams/cards/set-up-card.ts";
import { signInEndsCard } from "../../src/teams/cards/sign-in-ends-card.ts";
import { togetherCard } from "../../src/teams/cards/together-card.ts";
import { tomorrowCard } from "../../src/teams/cards/tomorrow-card.ts";
import { ConcernStory, DSL, raising } from "../protocol/concern/story.ts";
import type { Story } from "../protocol/lesson/story.ts";

const PAGE = "https://teams.example/l/entity";
const LINKS = linksTo("app", "tenant");
const AROUND = { timeZone: "Europe/London", phone: "01234 567890", recordUrl: PAGE };

const concerns = (["child", "adult", "ended", "alone"] as const).map(
  (about) => new ConcernStory(raising(about)).concern,
);
const [child = NO_CONCERN] = concerns;

const proposal: Proposal = {
  proposal: "p1",
  of: "phone",
  from: "",
  to: "",
  at: "2026-11-24T10:00:00.000Z",
} as unknown as Proposal;

/** Every card that does not stand about a lesson, in each of its forms. */
export const CARDS: Readonly<Record<string, () => readonly Card[]>> = {
  alertCard: () =>
    concerns.flatMap((concern) => [
      // In the channel.
      alertCard(concern, {
        ...AROUND,
        lesson: { state: "on", since: [], at: concern.raisedAt },
        teacher: "Mr Reed",
        joinUrl: PAGE,
        call: { name: "Miss Hart", url: PAGE },
        ...(concern.about === "alone" ? { others: [{ name: "Mr Bell", url: PAGE }] } : {}),
      }),
      alertCard(
        concern,
        {
          ...AROUND,
          lesson: { state: "on", since: [], at: concern.raisedAt },
          after: { first: concern, order: 2 },
          teacher: "Mr Reed",
          joinUrl: PAGE,
          call: { name: "Miss Hart", url: PAGE },
          say: "You have it.",
        },
        DSL.id,
      ),
    ]),
  raisedCard: () => [raisedCard(child, "Telling the DSL.", PAGE)],
  askSchoolCard: () => [
    askSchoolCard(
      "m",
      Array.from({ length: 7 }, (_, n) => ({ id: String(n), name: `School ${n}` })),
    ),
  ],
  schoolChosenCard: () => [schoolChosenCard("Oakfield")],
  rehearsalCard: () => [rehearsalCard("rehearsal", "school")],
  rehearsalSeenCard: () => [rehearsalSeenCard(), rehearsalSeenCard("over")],
  recordingReminderCard: () =>
    [{}, { ask: "Ms Okafor" }].map((more) =>
      recordingReminderCard(
        { label: "The 10:00 one-to-one lesson, 24 November 2026", tasks: ["CPOMS: not yet."], ...more },
        { lesson: { id: "l", chatId: "c" }, links: LINKS },
      ),
    ),
  moreWrittenCard: () => [moreWrittenCard(child, { at: child.raisedAt, timeZone: "UTC", url: PAGE })],
  handedOverCard: () =>
    concerns.map((concern) => handedOverCard(concern, { at: concern.raisedAt, timeZone: "UTC", url: PAGE })),
  concernReminderCard: () =>
    [true, false].map((reminder) =>
      concernReminderCard(child, { tasks: ["A reminder is due."], reminder, url: PAGE }),
    ),
  refusalCard: () =>
    (["refused", "withdrawn"] as const).flatMap((answer) =>
      [PAGE, { not: "staff" } as const, { not: "reached" } as const].map((reader) =>
        refusalCard({ answer, ref: "4F2A9C", at: "30 November 2026, 10:42" }, reader),
      ),
    ),
  setUpCard: () => [
    setUpCard(
      { worse: [{ name: "Calls", says: "none" }], mended: [], ready: false, notSeen: NOT_SEEN },
      PAGE,
    ),
    setUpCard({ worse: [], mended: ["Calls"], ready: true, notSeen: NOT_SEEN }, PAGE),
  ],
  organiserCard: () => [
    organiserCard({ ready: true }),
    organiserCard({
      ready: false,
      lessons: ["24 November 2026, 09:00"],
      bad: [{ name: "Calls", says: "none", means: "It sees no one." }],
    }),
  ],
  tomorrowCard: () =>
    [1, 2].map((many) =>
      tomorrowCard(
        "2026-11-25",
        [
          { called: "Year 4 maths, 09:00", why: "Teams refused the meeting options." },
          { called: "Year 5 English, 10:00", why: "Lesson Guard is not in its chat." },
        ].slice(0, many),
      ),
    ),
  signInEndsCard: () =>
    (["secret", "certificate"] as const).flatMap((of) =>
      [-1, 0, 1, 30].map((days) => signInEndsCard(of, "2027-01-14", days)),
    ),
  familyCard: () => [familyCard()],
  notProtectedCard: () => [notProtectedCard()],
  organiserNotStaffCard: () => [organiserNotStaffCard("of 24 November 2026, 10:42")],
  madeCard: () =>
    TOLD.map((of) =>
      madeCard(
        { change: "1", of, from: "", to: "", at: proposal.at },
        { as: ["DSL"] },
        "Europe/London",
        PAGE,
      ),
    ),
  noLongerWaitingCard: () => [noLongerWaitingCard(proposal, "Europe/London", PAGE)],
  proposalCard: () => [
    proposalCard(
      proposal,
      { news: "proposed", asked: true, as: ["DSL", "headteacher"] },
      "Europe/London",
      PAGE,
    ),
  ],
  togetherCard: () =>
    [1, 3].map((many) =>
      togetherCard(
        { shown: [child], many, open: many, newestOpen: "ABC234" },
        { timeZone: "Europe/London", recordUrl: () => PAGE },
        DSL.id,
      ),
    ),
};

/** What the answer to a press on an old card says. */
const OVERTAKEN =
  "Nothing was done: this was drawn before the lesson changed. What you see now is up to date. Press again if you still want that.";

/** Every card that stands about a lesson, as it is just now. */
export const lessonCards = ({ lesson, now }: Story): readonly Card[] =>
  [...cardsOf(lesson, now).values()].map(({ work, face }) =>
    work.kind === "tell-staff"
      ? noticeCard(face, lesson, LINKS)
      : lessonCard(
          face,
          { lesson: lesson.id, card: "checklist", panelUrl: LINKS.panel(lesson.chatId) },
          OVERTAKEN,
        ),
  );
