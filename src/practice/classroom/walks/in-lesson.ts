import { botIn, guestIn, hasPressed, isOpen, privateChat, type Sight, type Step, type Walk } from "./walk.ts";

const isLesson = ({ meeting }: Sight): boolean =>
  meeting.options.set.lobbyBypassSettings.scope === "organizer";
const cameras = ({ meeting }: Sight): boolean => meeting.options.set.allowAttendeeToEnableCamera;
const mics = ({ meeting }: Sight): boolean => meeting.options.set.allowAttendeeToEnableMic;

/** The teacher's own checklist says so: in this line of it, or in these words. */
const checklistSays = (sight: Sight, words: RegExp): boolean =>
  (privateChat(sight, "okafor")?.messages ?? []).some(({ card }) => words.test(JSON.stringify(card ?? "")));
const NOTHING_TO_SORT = /"title":"To sort out","value":"0[",]/;
const CHECKED = /\b[1-9]\d* of \d+ seen/;

const told = ({ state }: Sight): boolean =>
  state.chats.some(({ kind, messages }) => kind === "channel" && messages.length > 0);

/** In a lesson that is over there is nothing to press any more. */
const orBegin = ({ meeting: { endedAt, running, weekly } }: Sight): string | undefined => {
  if (running || endedAt === null) return undefined;
  return weekly
    ? "This lesson is over. To go on, press Next week's lesson under What happens next, then Start the lesson."
    : "This lesson is over. To go on, choose another meeting above.";
};

/** Pupils without staff: nothing is opened until the teacher is back in Teams. */
const orJoin = (sight: Sight): string | undefined => {
  const { meeting } = sight;
  if (orBegin(sight) !== undefined) return orBegin(sight);
  return meeting.running && !meeting.seats.some(({ person, where }) => person === "okafor" && where === "in")
    ? "You are not in the lesson: press Join."
    : undefined;
};

/** Once paused, be it by the trainer's strip, it is opened by Resume alone. */
const orResume = (sight: Sight): string | undefined =>
  orJoin(sight) ??
  (sight.meeting.running && sight.meeting.options.set.allowMeetingChat === "disabled"
    ? "The lesson is paused: in the panel press Resume first."
    : undefined);

const STARTED: readonly Step[] = [
  { says: "Answer “Is this a lesson?” in the panel or your chat: Class lesson.", done: isLesson },
  { says: "Press Start the lesson.", done: ({ meeting }) => meeting.running },
  {
    says: "Let Lesson Guard in, then press Families arrive and let them in.",
    first: orBegin,
    done: ({ meeting }) => botIn(meeting) && guestIn(meeting, "in"),
  },
];

export const TEACHER: Walk = {
  id: "teacher",
  title: "Teacher",
  steps: [
    ...STARTED,
    {
      says: "In the panel, under To sort out, say who each device is, until no name is left.",
      first: orJoin,
      done: (sight) => cameras(sight) || checklistSays(sight, NOTHING_TO_SORT),
    },
    { says: "In the panel press Let cameras on.", first: orResume, done: cameras },
    {
      says: "Look at the pictures. In the list press what is not right, then All others fine (in a one-to-one: All fine).",
      first: orResume,
      done: (sight) => mics(sight) || checklistSays(sight, CHECKED),
    },
    { says: "Press Let mics on.", first: orResume, done: mics },
    { says: "Press Pause, and see what it has done.", first: orJoin, done: (sight) => !cameras(sight) },
    { says: "Press Resume, and look at the families again.", first: orJoin, done: cameras },
    { says: "Press Tell the DSL now.", first: orBegin, done: told },
    {
      says: "Press End for all and tell the DSL, and wait until the families are out.",
      first: orBegin,
      done: (sight) => !guestIn(sight.meeting, "in") && !cameras(sight),
    },
    { says: "Press Leave, then End meeting.", done: ({ meeting }) => meeting.endedAt !== null },
  ],
};

export const DSL: Walk = {
  id: "dsl",
  title: "DSL",
  steps: [
    { says: "Be the Teacher, and answer “Is this a lesson?”: Class lesson.", done: isLesson },
    { says: "In the panel press Tell the DSL now.", done: told },
    { says: "Be the DSLs: press DSL channel above.", done: ({ eye }) => eye === "channel" },
    {
      says: "Press I have it. The others are told that you have it, and the teacher sees it.",
      done: (sight) => hasPressed("lowe", "have-it")(sight) || hasPressed("grant", "have-it")(sight),
    },
    { says: "Press Open the record, and read the concern.", done: isOpen("channel", "record") },
  ],
};

/** Their own chat shows a concern about an adult; a child's may stand there, too. */
const aboutAdult = (sight: Sight) =>
  (privateChat(sight, "evans")?.messages ?? []).filter(({ card }) =>
    /about an adult/.test(JSON.stringify(card ?? "")),
  );

export const HEADTEACHER: Walk = {
  id: "headteacher",
  title: "Headteacher",
  steps: [
    { says: "Be the Teacher, and answer “Is this a lesson?”: Class lesson.", done: isLesson },
    {
      says: "In the panel press Tell the headteacher now. It leaves after a few seconds.",
      done: (sight) => aboutAdult(sight).length > 0,
    },
    { says: "Be the Headteacher: press Headteacher above.", done: ({ eye }) => eye === "evans" },
    {
      says: "In your chat press I have it, under the concern about an adult. No DSL sees this one.",
      done: (sight) =>
        aboutAdult(sight).some(({ pressed }) =>
          pressed.some(({ person, action }) => person === "evans" && action === "have-it"),
        ),
    },
    {
      says: "Press Record beside Lesson Guard: only headteachers find this concern there.",
      done: isOpen("evans", "record"),
    },
  ],
};

export const FAMILY: Walk = {
  id: "family",
  title: "A family",
  steps: [
    ...STARTED.slice(0, 2),
    { says: "Be A family: press A family above.", done: ({ eye }) => eye === "guest" },
    {
      says: "Press Open the link. You wait in the lobby.",
      first: orBegin,
      done: ({ meeting }) => guestIn(meeting, "lobby"),
    },
    {
      says: "Be the Teacher, and let Lesson Guard and the family in.",
      first: orBegin,
      done: ({ meeting }) => guestIn(meeting, "in"),
    },
    {
      says: "Be A family again: in the meeting chat stands what families do. You see no panel and no names of others.",
      first: orBegin,
      done: ({ eye, meeting }) => eye === "guest" && guestIn(meeting, "in"),
    },
  ],
};
