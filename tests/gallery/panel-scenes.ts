import { blankView } from "../../src/protocol/screen/blank-view.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { EXCEPTIONS } from "../../src/protocol/words.ts";
import type { Answer, Arrived } from "../panel/support/school-server.ts";
import { guest } from "../protocol/lesson/story.ts";
import { type ConcernName, concernOf, readBy } from "./concerns.ts";
import {
  CHILDREN,
  drifted,
  endedOrdinarily,
  exceptions,
  HOUR_MS,
  leftAsChanged,
  notRecorded,
  oneRoom,
  overOf,
  parentStays,
  paused,
  recorded,
  smallGroup,
  TWO,
  twoDevices,
} from "./panel-lessons.ts";
import {
  alone,
  arrived,
  cannotStay,
  checked,
  leftAlone,
  live,
  met,
  panelOf,
  parentTold,
  recordedAndOver,
} from "./played.ts";
import type { Scene, Scenes } from "./scene.ts";

const TELLS = {
  child: {
    sentence:
      "Goes to the DSL channel (Mrs Dale and Mr Shah) and Mrs Lowe. If no one takes it: after 3 minutes Mrs Dale in chat, after 6 Mr Shah in chat, then all of them again until one does.",
    now: "the DSL channel (Mrs Dale and Mr Shah) and Mrs Lowe",
    people: [
      { person: "dsl", name: "Mrs Dale" },
      { person: "head", name: "Mrs Lowe" },
    ],
  },
  adult: {
    sentence:
      "Goes to Mrs Lowe. If no one takes it: after 3 minutes Mr Grant, then all of them again until one does. No DSL and no other member of staff can see that it exists.",
    now: "Mrs Lowe",
    next: "; if not taken in 3 minutes, Mr Grant",
    people: [{ person: "head", name: "Mrs Lowe" }],
  },
} as const;

/** What the server answers about this lesson, and of the concern that is open. */
const served =
  (view: LessonView, concern?: ConcernName) =>
  ({ path, search = "" }: Arrived & { readonly search?: string }): Answer | undefined => {
    if (path.endsWith("/route")) return { body: search.includes("adult") ? TELLS.adult : TELLS.child };
    if (path.startsWith("/api/concerns") && concern !== undefined)
      return { body: { say: "Told.", concern: readBy("raiser", concern) } };
    return path.endsWith("/press") ? undefined : { body: { view } };
  };

const scene = (says: string, view: LessonView, more: Partial<Scene> = {}): Scene => ({
  says,
  view,
  answers: served(view),
  until: "Tell the headteacher now about an adult: Mrs Lowe",
  ...more,
});

const withConcern = (says: string, concern: ConcernName, more: Partial<Scene> = {}): Scene => {
  const view = panelOf(checked(), [concernOf(concern)]);
  return scene(says, view, { answers: served(view, concern), ...more });
};

const refused =
  (status: number, code: string, say: string) =>
  ({ path }: Arrived): Answer | undefined =>
    path.startsWith("/api/") ? { status, body: { error: { code, say } } } : undefined;

const withDevicesOpen = async (panel: Parameters<NonNullable<Scene["play"]>>[0]): Promise<void> => {
  await panel.getByRole("button", { name: "Someone else…" }).first().click();
};

const everyException = () =>
  EXCEPTIONS.reduce((story, reason, n) => story.note(CHILDREN[n] ?? "", reason), live());

/** One is left for later; one is not expected, and still inside. */
const sortedOtherwise = () => {
  const story = arrived().class("in", false, guest("r-x", "xx_dark_xx"), guest("r-y", "Tablet"));
  story.press({ press: "recognise", person: "r-y", recognition: { as: "later" } });
  story.press({ press: "recognise", person: "r-x", recognition: { as: "stranger" } });
  return story;
};

/** Checked singly, then gone, then there again on another device. */
const cameBack = () => {
  const story = live();
  for (const pupil of ["maya-singh", "leo-fitzgerald"])
    story.wait(1000).press({ press: "check-pupil", pupil });
  const still = Object.values(story.lesson.people).filter(
    ({ id, source }) => source === "call" && id !== "r-maya-singh",
  );
  return story.people(...still).people(...still, guest("r-again", "Maya Singh"));
};

/** The side panel of a member of staff, state by state. */
export const PANEL = {
  "not-asked": scene("A meeting that no one has called a lesson", panelOf(met())),
  "not-a-lesson": scene("A meeting that is not a lesson", panelOf(met("not a lesson"))),
  "planned-no-register": scene(
    "A class is planned and has no register",
    panelOf(met("class", false).confirmed()),
  ),
  planned: scene("A class is planned", panelOf(met("class").confirmed())),
  "planned-asked": scene("Teams has not answered about the lobby yet", panelOf(met("class"))),
  "planned-alone": scene("A one-to-one is planned", panelOf(met("one-to-one").confirmed())),
  "not-protected": scene(
    "A channel meeting, which Lesson Guard cannot protect",
    panelOf(met("class", true, false)),
  ),
  "bot-in-lobby": scene(
    "The lesson has begun, and Lesson Guard waits in the lobby",
    panelOf(met("class").confirmed().begun().after({ report: "call-waiting", call: "call1" })),
  ),
  "bot-joining": scene(
    "Lesson Guard joins",
    panelOf(met("class").confirmed().begun().after({ report: "call-joining", call: "call1" })),
  ),
  "families-wait": scene(
    "The families wait in the lobby",
    panelOf(met("class").confirmed().begun().inCall().class("lobby")),
  ),
  names: scene("Four names to sort out", panelOf(arrived())),
  "names-open": scene("A pupil is chosen for a device", panelOf(arrived()), { play: withDevicesOpen }),
  "names-sorted": scene("All names are sorted out; cameras are still off", panelOf(arrived().sorted())),
  checks: scene("Cameras are on: the three checks", panelOf(live())),
  exceptions: scene("Three things are not right", panelOf(exceptions())),
  "two-devices": scene("A second device, and a guest with the assistant's name", panelOf(twoDevices())),
  "every-exception": scene("Each thing that can be not right", panelOf(everyException())),
  "one-room": scene("A family has no other room, agreed with the headteacher", panelOf(oneRoom())),
  "sorted-otherwise": scene(
    "A name left for later, and a person who is not expected",
    panelOf(sortedOtherwise()),
  ),
  "came-back": scene("A pupil who was checked left and is back", panelOf(cameBack())),
  "doors-refused": scene(
    "Teams refused the lobby",
    panelOf(met("class").after({ report: "options-not-set", reason: "403" })),
  ),
  "row-open": scene("A pupil's row is open", panelOf(live()), {
    play: (panel) => panel.locator(".row-button[data-name='Amara Osei']").click(),
  }),
  checked: scene("All that could be seen is checked", panelOf(checked())),
  group: scene("A group lesson", panelOf(smallGroup())),
  "more-open": scene("More is open", panelOf(checked()), {
    play: async (panel) => {
      await panel.getByRole("button", { name: "More", exact: true }).click();
      await panel.getByRole("button", { name: "Leave out Mrs Dale" }).waitFor();
    },
  }),
  blank: scene("The panel is blanked for a shared screen", panelOf(checked()), {
    view: blankView(panelOf(checked())),
    play: (panel) => panel.getByRole("button", { name: "Blank this panel" }).click(),
  }),
  pausing: scene("Pause was pressed; Teams has not answered yet", panelOf(paused())),
  paused: scene("Paused", panelOf(paused().confirmed().class())),
  "pause-not-confirmed": scene(
    "Teams shows that it is not paused",
    panelOf(paused().answeredOtherwise().wait(8000)),
  ),
  "left-alone": scene("Pupils are without staff", panelOf(leftAlone(), [], { alone: concernOf("alone") })),
  "staff-back": scene("Staff are back", panelOf(leftAlone().confirmed().class())),
  drift: scene("An option was changed in Teams", panelOf(drifted())),
  left: scene("A change made in Teams is left for the lesson; another can be", panelOf(leftAsChanged()), {
    play: async (panel) => {
      await panel.getByText("Changed in Teams", { exact: true }).click();
      await panel.getByText("Put it back", { exact: true }).scrollIntoViewIfNeeded();
    },
  }),
  recording: scene("A lesson is recorded in Teams", panelOf(recorded())),
  permission: scene(
    "Children whose families refused are inside: one is known, one only by the name that is shown",
    panelOf(live().after({ report: "refusals-on-file", pupils: ["arjun-patel", "noah-clarke"] })),
  ),
  "end-silent": scene(
    "Nothing reaches Teams",
    panelOf(checked().endBegun().wait(20_000), [], { ended: concernOf("ended, asked") }),
  ),
  "end-undo": scene("End for all was pressed; it can still be undone", panelOf(checked().ended())),
  ending: scene(
    "Everyone is being removed",
    panelOf(checked().endBegun().confirmed(), [], { ended: concernOf("ended") }),
  ),
  "end-refused": scene(
    "Lesson Guard lost the call: the end is pressed in Teams",
    panelOf(
      checked().endBegun().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 }).wait(8000),
      [],
      { ended: concernOf("not told") },
    ),
  ),
  "end-alone": scene(
    "All families are out; End meeting is pressed in Teams",
    panelOf(
      checked()
        .endBegun()
        .confirmed()
        .people(...TWO)
        .people(...TWO),
      [],
      { ended: concernOf("ended") },
    ),
  ),
  "time-up": scene("The lesson's time is up", panelOf(checked().wait(HOUR_MS).class("in", true))),
  "end-lesson": scene("An ordinary end", panelOf(endedOrdinarily())),
  over: scene("The lesson is over", panelOf(overOf(), [], { ended: concernOf("ended") })),
  "one-to-one": scene("One-to-one: does the parent stay?", panelOf(alone())),
  "parent-stays": scene("One-to-one: the parent stays", panelOf(parentStays())),
  "parent-cannot-stay": scene("One-to-one: what to say to the parent", panelOf(cannotStay())),
  "not-recorded": scene("One-to-one: told, and not recorded yet", panelOf(notRecorded())),
  "parent-told": scene("One-to-one: recorded, as the parent was told", panelOf(parentTold())),
  "recorded-over": scene("One-to-one: the recording and CPOMS", panelOf(recordedAndOver()), { height: 1000 }),
  "concern-told": withConcern("The DSL was told", "told", {
    play: (panel) => panel.getByRole("button", { name: /^Your message/ }).click(),
  }),
  "concern-line": withConcern("A concern that a DSL has taken", "seen"),
  "concern-asked": withConcern("The DSL is being told", "asked"),
  "concern-not-told": withConcern("The DSL could not be told", "not told", {
    play: (panel) => panel.getByRole("button", { name: /^Your message/ }).click(),
  }),
  "concern-held": withConcern("Telling the headteacher can still be undone", "held", {
    until: /^Telling (the headteacher|Mrs Lowe) in/,
  }),
  "concern-undone": withConcern("Undone: no one was told", "undone"),
  "no-part": {
    says: "A person without a part in the lesson",
    answers: refused(403, "no-part", ""),
    until: "This panel is for staff of the lesson",
  },
  "not-signed-in": {
    says: "Not signed in",
    query: { token: "none" },
    until: "You are not signed in",
  },
  "no-lesson": {
    says: "No lesson here",
    answers: refused(404, "no-lesson", "Lesson Guard does not know this meeting."),
    until: "No lesson here",
  },
  "no-answer": {
    says: "The server does not answer",
    answers: refused(503, "down", "The record is away."),
    until: "Nothing can be shown just now",
  },
  "protect-only": scene("No longer in the group of staff, while the lesson is on", panelOf(checked()), {
    later: refused(
      403,
      "protect-only",
      "The school directory no longer lists you as staff, so this lesson is not shown.",
    ),
    play: (panel) => panel.getByRole("heading", { name: "You can still protect this lesson" }).waitFor(),
  }),
} as const satisfies Scenes;
