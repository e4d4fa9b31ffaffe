import type { LessonView } from "../../../src/protocol/screen/view.ts";

const AT = "2026-11-24T10:42:00.000Z";

const OFFICE = "01234 567890";

export const LEAVE = "In Teams press the arrow beside Leave, then End meeting.";

/** An end of which nothing is done: the bot in the lobby, Teams silent, nothing told. */
export const END_NOT_DONE: NonNullable<LessonView["end"]> = {
  undoUntil: "2026-11-24T10:42:04.000Z",
  began: true,
  title: "Ending for all",
  counted: "Ending for all and telling the DSL",
  instruction: `Lesson Guard is waiting in the lobby and cannot remove anyone. ${LEAVE} Then phone the school office on ${OFFICE}.`,
  steps: [
    {
      step: "doors",
      title: "Doors and microphones",
      proof: { state: "not proven", sentence: "Asked at 10:45. Teams has not confirmed this yet." },
    },
    {
      step: "removal",
      title: "Everyone out",
      proof: {
        state: "not proven",
        sentence: "Lesson Guard is waiting in the lobby and cannot remove anyone.",
      },
    },
    {
      step: "alert",
      title: "DSL",
      proof: {
        state: "refused",
        sentence: `Teams did not accept the message. Phone the school office on ${OFFICE}.`,
      },
    },
    {
      step: "leave",
      title: "Your part in Teams",
      proof: { state: "your turn", sentence: "Only End meeting in Teams ends it for certain." },
    },
  ],
};

/** As many notices as a lesson can have at once, each as long as it can be in a lesson that is handled as usual. */
export const NOTICES: NonNullable<LessonView["notices"]> = [
  {
    about: "alone",
    at: AT,
    title: "Pupils are in the lesson without staff",
    sentence:
      "Join in Teams, then press Resume. No member of staff has been in the lesson since 10:41. Without staff, everyone is removed at 10:47. Teams was asked to pause it at 10:42. The alert of 10:31 covers this too.",
  },
  {
    about: "recording",
    at: AT,
    title: "The lesson is being recorded in Teams",
    sentence:
      "The lesson is being recorded in Teams: press ⋯ More → Stop recording and transcription. Seen 10:42.",
  },
  {
    about: "recording",
    at: `${AT} app`,
    title: "An app is in the lesson, perhaps a note-taker that records",
    sentence:
      "An app is in the lesson, perhaps a note-taker that records: in Teams press People → ⋯ beside the app → Remove. Seen 10:42.",
  },
  {
    about: "drift",
    at: AT,
    title: "A meeting option was changed in Teams",
    sentence:
      "The chat was opened in Teams 10:42. Closing it again. Phone callers were let past the lobby in Teams 10:42. Stopping that. The lobby was opened in Teams 10:42. Shutting it again. Recording was allowed in Teams 10:42. Switching it off again.",
  },
];

export const NOT_SENT = `Teams has not answered Lesson Guard for 15 seconds. Use Teams’ own buttons. Phone the school office now on ${OFFICE}. What you press is recorded and still being sent, but do not wait for it.`;

/** All that can be wrong at once in a lesson whose pause Teams has not confirmed. */
export const wronged = (view: LessonView): LessonView => ({
  ...view,
  version: view.version + 1,
  phase: "paused",
  standing: { state: "not done", words: "Pause not confirmed" },
  notices: NOTICES,
  notSent: NOT_SENT,
  presses: [
    { press: "resume", title: "Resume", where: "first" },
    { press: "end-for-all", title: "End for all and tell the DSL", where: "first" },
    { press: "tell-dsl", title: "Tell the DSL now", where: "first" },
    { press: "about-adult", title: "Tell the headteacher now", where: "more" },
    { press: "cameras-off", title: "Families' cameras off", where: "more" },
  ],
});

/** Who would be told, in a school with as many deputies as one has. */
export const ROUTE = {
  now: "Dr M Evans, Ms S Bell and Mr A Papadopoulos",
  sentence:
    "Goes to the DSL channel (Mrs J Lowe, Mr T Grant and Ms P Featherstonehaugh) and Dr M Evans. If no one takes it: after 3 minutes Mrs J Lowe, Mr T Grant and Ms P Featherstonehaugh in chat, after 6 Ms S Bell and Mr A Papadopoulos, then all of them again until one does.",
  people: ["Dr M Evans", "Mrs J Lowe", "Mr T Grant", "Ms P Featherstonehaugh"].map((name, place) => ({
    person: `d${place}`,
    name,
  })),
};
