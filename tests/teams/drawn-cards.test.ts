import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NO_CONCERN } from "../../src/protocol/concern/state.ts";
import { TOLD } from "../../src/protocol/holders/events.ts";
import type { Proposal } from "../../src/protocol/holders/state.ts";
import { cardsOf } from "../../src/protocol/lesson/card-duties.ts";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { alertCard, raisedCard } from "../../src/teams/cards/alert-card.ts";
import { askSchoolCard, schoolChosenCard } from "../../src/teams/cards/ask-school-card.ts";
import { type Card, card, heading, press } from "../../src/teams/cards/build.ts";
import { familyCard } from "../../src/teams/cards/family-card.ts";
import { concernReminderCard, handedOverCard } from "../../src/teams/cards/follow-up-card.ts";
import { checklistPart, lessonCard } from "../../src/teams/cards/lesson-card.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { notProtectedCard, organiserNotStaffCard } from "../../src/teams/cards/not-protected-card.ts";
import { noticeCard } from "../../src/teams/cards/notice-card.ts";
import { organiserCard } from "../../src/teams/cards/organiser-card.ts";
import { madeCard, proposalCard } from "../../src/teams/cards/proposal-card.ts";
import { recordingReminderCard } from "../../src/teams/cards/recording-card.ts";
import { rehearsalCard, rehearsalSeenCard } from "../../src/teams/cards/rehearsal-card.ts";
import { setUpCard } from "../../src/teams/cards/set-up-card.ts";
import { signInEndsCard } from "../../src/teams/cards/sign-in-ends-card.ts";
import { togetherCard } from "../../src/teams/cards/together-card.ts";
import { tomorrowCard } from "../../src/teams/cards/tomorrow-card.ts";
import { ConcernStory, DSL, raising } from "../protocol/concern/story.ts";
import { steps, take } from "../protocol/lesson/steps.ts";
import { arrival, planned, type Story, withCameras } from "../protocol/lesson/story.ts";
import { drawable } from "../support/drawable.ts";
import { fc, runs } from "../support/properties.ts";

const URL = "https://teams.example/l/entity";
const LINKS = linksTo("app", "tenant");
const AROUND = { timeZone: "Europe/London", phone: "01234 567890", recordUrl: URL };

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
const CARDS: Readonly<Record<string, () => readonly Card[]>> = {
  alertCard: () =>
    concerns.flatMap((concern) => [
      alertCard(concern, AROUND),
      alertCard(
        concern,
        {
          ...AROUND,
          lesson: { state: "on", since: [], at: concern.raisedAt },
          after: { first: concern, order: 2 },
          teacher: "Mr Reed",
          joinUrl: URL,
          call: { name: "Miss Hart", url: URL },
          say: "Done.",
        },
        DSL.id,
      ),
    ]),
  raisedCard: () => [raisedCard(child, "Telling the DSL.", URL)],
  askSchoolCard: () => [
    askSchoolCard(
      "m",
      Array.from({ length: 7 }, (_, n) => ({ id: String(n), name: `School ${n}` })),
    ),
  ],
  schoolChosenCard: () => [schoolChosenCard("Oakfield")],
  rehearsalCard: () => [rehearsalCard("rehearsal", "school")],
  rehearsalSeenCard: () => [rehearsalSeenCard()],
  recordingReminderCard: () =>
    [{}, { ask: "Ms Okafor" }].map((more) =>
      recordingReminderCard(
        { label: "One to one, Tuesday 10:00", tasks: ["CPOMS: not yet."], ...more },
        { lesson: { id: "l", chatId: "c" }, links: LINKS },
      ),
    ),
  handedOverCard: () =>
    concerns.map((concern) => handedOverCard(concern, { at: concern.raisedAt, timeZone: "UTC", url: URL })),
  concernReminderCard: () =>
    [true, false].map((reminder) =>
      concernReminderCard(child, { tasks: ["A reminder is due."], reminder, url: URL }),
    ),
  setUpCard: () => [
    setUpCard({ worse: [{ name: "Calls", says: "none" }], mended: [], ready: false }, URL),
    setUpCard({ worse: [], mended: ["Calls"], ready: true }, URL),
  ],
  organiserCard: () => [
    organiserCard({ ready: true }),
    organiserCard({
      ready: false,
      lessons: ["24 November 2026, 09:00"],
      bad: [{ name: "Calls", says: "none", means: "It sees no one." }],
    }),
  ],
  signInEndsCard: () =>
    (["secret", "certificate"] as const).flatMap((of) =>
      [-1, 0, 1, 30].map((days) => signInEndsCard(of, "2027-01-14", days)),
    ),
  familyCard: () => [familyCard()],
  notProtectedCard: () => [notProtectedCard()],
  tomorrowCard: () => [
    tomorrowCard([{ called: "09:00, class", why: "Its Teams options were refused." }]),
    tomorrowCard(["09:00, class", "10:30, one-to-one"].map((called) => ({ called, why: "No register." }))),
  ],
  organiserNotStaffCard: () => [organiserNotStaffCard("at 10:42")],
  madeCard: () =>
    TOLD.map((of) => madeCard({ change: "1", of, from: "", to: "", at: proposal.at }, "Europe/London", URL)),
  proposalCard: () => [proposalCard(proposal, { news: "proposed", asked: true }, "Europe/London", URL)],
  togetherCard: () =>
    [1, 3].map((many) =>
      togetherCard(
        { shown: [child], many, open: many, newestOpen: "ABC234" },
        { timeZone: "Europe/London", recordUrl: () => URL },
        DSL.id,
      ),
    ),
};

/** Every card that stands about a lesson, as it is just now. */
const lessonCards = ({ lesson, now }: Story): readonly Card[] =>
  [...cardsOf(lesson, now).values()].map(({ work, face }) =>
    work.kind === "tell-staff"
      ? noticeCard(face, lesson, LINKS)
      : lessonCard(
          face,
          { lesson: lesson.id, card: "checklist", panelUrl: LINKS.panel(lesson.chatId) },
          "Done.",
        ),
  );

it("the panel's checklist is that of the bot's card, element by element and button by button", () => {
  const of = { lesson: "l1", card: "checklist", panelUrl: URL } as const;
  type Drawn = { readonly body: readonly unknown[]; readonly actions: readonly unknown[] };
  const looks = [planned, arrival, () => withCameras(arrival())].map((start) => {
    const { lesson, now } = start();
    const face = checklistFace(lesson, { now, timeZone: "Europe/London", phone: "" });
    return { face, part: checklistPart(face, of), whole: lessonCard(face, of).card as Drawn };
  });
  expect(looks.map(({ part }) => part !== undefined)).toEqual([false, true, true]);
  for (const { part, whole, face } of looks) {
    if (part === undefined) continue;
    const { body, actions } = part as Drawn;
    expect(drawable(part)).toBeUndefined();
    expect(body).toHaveLength(1 + (face.checks?.length ?? 0));
    expect(actions.length).toBeGreaterThan(0);
    expect(whole.body).toEqual(expect.arrayContaining([...body]));
    expect(whole.actions).toEqual(expect.arrayContaining([...actions]));
  }
});

describe("Microsoft's own library reads every card before it leaves", () => {
  it.each(Object.entries(CARDS))("and can draw the card “%s”", (_name, make) => {
    for (const { card: made } of make()) expect(drawable(made)).toBeUndefined();
  });

  it("no builder is left out", () => {
    const folder = join(__dirname, "../../src/teams/cards");
    const built = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/^export const (\w+Card) =/gm)].map(
        ([, name = ""]) => name,
      ),
    );
    expect(built.toSorted()).toEqual([...Object.keys(CARDS), "lessonCard", "noticeCard"].toSorted());
  });

  it("whatever happens in a lesson and is pressed", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(planned, arrival, () => withCameras(arrival())),
        steps,
        (start, given) => {
          const story = start();
          const look = (): void => {
            for (const { card: made } of lessonCards(story)) {
              seen.add(JSON.stringify(made));
              expect(drawable(made)).toBeUndefined();
            }
          };
          look();
          for (const one of given) take(story, one);
          look();
        },
      ),
      runs(60),
    );
    expect(seen.size).toBeGreaterThan(30);
  });

  it("and would notice one that it cannot read", () => {
    const unknown = card("A", [heading("A")], [press("pause", "Pause", {})]).card as { body: object[] };
    unknown.body.push({ type: "ProgressBar", value: 1 });
    expect(drawable(unknown)).toMatch(/Unknown element type/);
  });
});
