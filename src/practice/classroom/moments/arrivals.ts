import { act } from "../control.ts";
import { type Moment, running, seatOf } from "./moment.ts";

const arrives =
  (person: string): Moment["play"] =>
  (meeting) =>
    act({ do: "arrive", meeting: meeting.id, person });

/** The lesson begins and people come, wanted and unwanted. */
export const arrivals: readonly Moment[] = [
  {
    id: "start",
    title: "Start the lesson",
    watch:
      "The teacher opens the meeting. The families' card appears in the meeting chat, the staff checklist in the teacher's own chat, and Lesson Guard knocks.",
    offered: (_state, meeting) => !meeting.running,
    play: (meeting) => act({ do: "start", meeting: meeting.id }),
  },
  {
    id: "admit-bot",
    title: "Let Lesson Guard in",
    watch:
      "From now on it sees who is here and can mute and remove. Until then the panel says what you must press in Teams yourself.",
    offered: (_state, meeting) => seatOf(meeting, "lesson-guard")?.where === "lobby",
    play: (meeting) => act({ do: "admit", meeting: meeting.id, person: "lesson-guard" }),
  },
  {
    id: "families",
    title: "Families arrive",
    watch:
      "Thirty devices open the link under the names they typed. All of them wait. Look at the panel before you admit them: names it does not know stand first.",
    offered: running,
    play: (meeting) => act({ do: "familiesArrive", meeting: meeting.id, overSeconds: 3 }),
  },
  {
    id: "stranger",
    title: "A stranger knocks",
    watch: "The name fits no one on the register. Deny it in the lobby: Lesson Guard never admits anyone.",
    offered: running,
    play: arrives("stranger"),
  },
  {
    id: "phone",
    title: "A person calls in by phone",
    watch:
      "A phone number waits like everyone else. There is no picture and no name: ask the office who it is.",
    offered: running,
    play: arrives("phone"),
  },
  {
    id: "ipad",
    title: "An iPad joins",
    watch:
      "A device name instead of a child's name. In the panel, ask who it is, then press the pupil's name.",
    offered: running,
    play: async (meeting) => {
      const gone = { meeting: meeting.id, person: "family-10" } as const;
      if (seatOf(meeting, gone.person)) await act({ do: "leave", ...gone });
      await act({ do: "arrive", ...gone });
    },
  },
  {
    id: "impostor",
    title: "An impostor shows the teacher's name",
    watch:
      "A guest typed the teacher's name. It is among the unknown names, and its presses are refused: staff are known by their account, never by a name.",
    offered: running,
    play: arrives("impostor"),
  },
  {
    id: "namesake",
    title: "Another Lesson Guard knocks",
    watch:
      "A guest typed the name Lesson Guard. In the lobby Teams marks the real one as a bot, and this one as a guest: deny the guest. The card and the panel say how the real one is marked.",
    offered: running,
    play: arrives("namesake"),
  },
];
