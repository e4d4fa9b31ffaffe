import type { MeetingView } from "../../control/shapes.ts";
import { act, setSwitches } from "../control.ts";
import { type Moment, seatOf } from "./moment.ts";

/** The child whom the lesson is with, and another. */
const CHILD = "family-02";
const ANOTHER = "family-04";

const families = ({ seats }: MeetingView, where: "lobby" | "in") =>
  seats.filter((seat) => seat.person.startsWith("family-") && seat.where === where);

/** One family is inside, and no other. */
const isAlone = (meeting: MeetingView): boolean =>
  families(meeting, "in").length === 1 && seatOf(meeting, CHILD)?.where === "in";

const sends = (meeting: MeetingView): boolean => seatOf(meeting, CHILD)?.camera === true;

/** What an adult says is heard, and shown nowhere: the words are in what to watch. */
const isHeard = async (): Promise<void> => undefined;

/** A lesson with one child, and its recording afterwards. Choose the meeting “One-to-one reading” for it. */
export const oneToOne: readonly Moment[] = [
  {
    id: "one-child",
    title: "One child arrives",
    watch:
      "One device waits, with one child. Let it in. In the panel say what the one-to-one is for and which child it is with, let cameras on, and ask the adult to stay.",
    offered: (_state, meeting) =>
      meeting.running && families(meeting, "in").length + families(meeting, "lobby").length === 0,
    play: (meeting) => act({ do: "arrive", meeting: meeting.id, person: CHILD }),
  },
  {
    id: "cannot-stay",
    title: "The adult says: I have to work",
    watch:
      "Press The parent cannot stay. Read the words to the adult aloud, then press Told: at work. Until that press Teams is asked to allow no recording. Then start it in Teams: ⋯ More → Record and transcribe → Start recording.",
    offered: (_state, meeting) => isAlone(meeting),
    play: isHeard,
  },
  {
    id: "objects",
    title: "The adult says: no recording",
    watch:
      "Telling is not asking: an adult who objects is not recorded. Press The parent objects, say goodbye, and press End lesson. No one is alerted.",
    offered: (_state, meeting) => isAlone(meeting),
    play: isHeard,
  },
  {
    id: "not-reached",
    title: "No adult answers",
    watch:
      "The child is there, and no adult answers. Press The parent cannot stay, then The parent was not reached. Say goodbye, and press End lesson: no one is alerted. The summary says that the lesson was postponed, and so does the family’s own page.",
    offered: (_state, meeting) => isAlone(meeting),
    play: isHeard,
  },
  {
    id: "adult-leaves",
    title: "The adult leaves the room",
    watch:
      "The child is alone in the picture. Where the parent was to stay, press The parent has left, ask whether they can come back, and press the answer. What was answered before no longer holds.",
    offered: (_state, meeting) => isAlone(meeting) && seatOf(meeting, CHILD)?.adultGone === false,
    play: (meeting) =>
      act({ do: "camera", meeting: meeting.id, person: CHILD, on: sends(meeting), adultGone: true }),
  },
  {
    id: "adult-back",
    title: "The adult comes back",
    watch:
      "Press The parent stays. A recording that runs has no reason any more: the panel says how to stop it.",
    offered: (_state, meeting) => seatOf(meeting, CHILD)?.adultGone === true,
    play: (meeting) =>
      act({ do: "camera", meeting: meeting.id, person: CHILD, on: sends(meeting), adultGone: false }),
  },
  {
    id: "second-child",
    title: "A second child comes in",
    watch:
      "The panel asks what the lesson is now, and nothing may be recorded while both are inside. It stays a one-to-one until you press the answer.",
    offered: (_state, meeting) => isAlone(meeting) && seatOf(meeting, ANOTHER) === undefined,
    play: async (meeting) => {
      const other = { meeting: meeting.id, person: ANOTHER };
      await act({ do: "arrive", ...other });
      await act({ do: "admit", ...other });
    },
  },
  {
    id: "second-child-over",
    title: "The second child leaves",
    watch: "One child is inside again. What was told before the second came still holds.",
    offered: (_state, meeting) => meeting.running && seatOf(meeting, ANOTHER)?.where === "in",
    play: (meeting) => act({ do: "leave", meeting: meeting.id, person: ANOTHER }),
  },
  {
    id: "another-child",
    title: "Another child comes instead",
    watch:
      "What was answered is of the first child’s parent: the panel asks about the parent again, and nothing may be recorded until they are told.",
    offered: (_state, meeting) => isAlone(meeting) && seatOf(meeting, ANOTHER) === undefined,
    play: async (meeting) => {
      const other = { meeting: meeting.id, person: ANOTHER };
      await act({ do: "leave", meeting: meeting.id, person: CHILD });
      await act({ do: "arrive", ...other });
      await act({ do: "admit", ...other });
    },
  },
  {
    id: "folder-wide",
    title: "More people can open the folder",
    watch:
      "The folder for recordings is shared with more than the DSL and the headteacher. After the lesson the panel says with how many, and where to change it.",
    offered: ({ switches }) => switches.staffFolder === "right",
    play: () => setSwitches({ staffFolder: "wide" }),
  },
  {
    id: "recordings-refused",
    title: "Microsoft refuses the recording",
    watch:
      "The tenant lets no app have recordings. After a recorded lesson the panel says so, and that you move it to the folder yourself.",
    offered: ({ switches }) => !switches.recordingsOff,
    play: () => setSwitches({ recordingsOff: true }),
  },
  {
    id: "recordings-right",
    title: "Folder and recordings are right again",
    watch: "What could not be done is tried again, and the panel follows.",
    offered: ({ switches }) => switches.recordingsOff || switches.staffFolder !== "right",
    play: () => setSwitches({ staffFolder: "right", recordingsOff: false }),
  },
];
