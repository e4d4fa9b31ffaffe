import type { MeetingView } from "../../control/shapes.ts";
import { act, advanceClock } from "../control.ts";
import { bedroomFamily } from "../drawing/scene.ts";
import { type Moment, running, seatOf } from "./moment.ts";

const WEEK_MINUTES = 7 * 24 * 60;

/** Families who may have their cameras on and have not; one waits for a moment of its own. */
const dark = ({ seats }: MeetingView) =>
  seats.filter(
    ({ person, where, camera, mayCamera }) =>
      person.startsWith("family-") && person !== bedroomFamily && where === "in" && mayCamera && !camera,
  );

/** What goes wrong while the lesson runs, and how it ends. */
export const inLesson: readonly Moment[] = [
  {
    id: "cameras-on",
    title: "Cameras come on",
    watch:
      "Families switch their cameras on. Look at each tile for the three checks: a grown-up is there, it is a family room, the name is shown. Then press All others fine in the panel (in a one-to-one: All fine).",
    offered: (_state, meeting) => dark(meeting).length > 0,
    play: async (meeting) => {
      for (const { person } of dark(meeting))
        await act({ do: "camera", meeting: meeting.id, person, on: true });
    },
  },
  {
    id: "bedroom",
    title: "A child is in a bedroom",
    watch:
      "A camera shows a bedroom. In the panel, press Not a family room beside the pupil. No app can switch off one camera: press ⋯ on the picture, then Disable camera, and ask the adult to move.",
    offered: (_state, meeting) => {
      const seat = seatOf(meeting, bedroomFamily);
      return seat?.where === "in" && seat.mayCamera;
    },
    play: (meeting) =>
      act({ do: "camera", meeting: meeting.id, person: bedroomFamily, on: true, moved: false }),
  },
  {
    id: "bedroom-over",
    title: "The child moves to the kitchen",
    watch:
      "The adult has moved with the child, and the camera is on again. In the panel, press Moved beside the pupil. It is not offered while the camera is off: no one could see it.",
    offered: (_state, meeting) => {
      const seat = seatOf(meeting, bedroomFamily);
      return seat?.where === "in" && seat.mayCamera && !seat.moved;
    },
    play: (meeting) =>
      act({ do: "camera", meeting: meeting.id, person: bedroomFamily, on: true, moved: true }),
  },
  {
    id: "breakout",
    title: "Breakout rooms are opened",
    watch:
      "The families go to rooms that the list of the call does not show. Lesson Guard had them off from before the start: they can be opened only where a member of staff allowed them again. After End for all it says that it cannot see them.",
    offered: (_state, meeting) => meeting.running && !meeting.seats.some(({ breakout }) => breakout),
    play: (meeting) => act({ do: "breakout", meeting: meeting.id, person: meeting.organiser, on: true }),
  },
  {
    id: "breakout-closed",
    title: "Breakout rooms are closed",
    watch: "The families are in the main meeting again, and in the list.",
    offered: (_state, meeting) => meeting.seats.some(({ breakout }) => breakout),
    play: (meeting) => act({ do: "breakout", meeting: meeting.id, person: meeting.organiser, on: false }),
  },
  {
    id: "drops-out",
    title: "The teacher drops out",
    watch:
      "No member of staff is left with the families. After 20 seconds the lesson is paused, and its staff and the DSL are told; after five minutes everyone is removed.",
    offered: (_state, meeting) => seatOf(meeting, meeting.organiser)?.where === "in",
    play: async (meeting, { people }) => {
      const staff = people.filter((person) => person.staff);
      for (const { id } of staff)
        if (seatOf(meeting, id) !== undefined) await act({ do: "leave", meeting: meeting.id, person: id });
    },
  },
  {
    id: "comes-back",
    title: "The teacher comes back",
    watch: "Nothing starts by itself: the panel and the chat offer Resume.",
    offered: (_state, meeting) => meeting.running && seatOf(meeting, meeting.organiser) === undefined,
    play: (meeting) => act({ do: "comeBack", meeting: meeting.id, person: meeting.organiser }),
  },
  {
    id: "lobby-opened",
    title: "The lobby is opened by hand",
    watch:
      "The organiser lets everyone in, callers by phone too, in Teams' own options. It is recorded and said, and shut again within 15 seconds.",
    offered: (_state, meeting) =>
      meeting.running && meeting.options.set.lobbyBypassSettings.scope !== "everyone",
    play: (meeting) =>
      act({
        do: "setOptions",
        meeting: meeting.id,
        person: meeting.organiser,
        options: { lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: true } },
      }),
  },
  {
    id: "mics-opened",
    title: "Mics are allowed by hand",
    watch:
      "The organiser lets families unmute, in Teams' own options. Until Let mics on is pressed, and in a pause, it is recorded and said, and put back within 15 seconds.",
    offered: (_state, meeting) => meeting.running && !meeting.options.set.allowAttendeeToEnableMic,
    play: (meeting) =>
      act({
        do: "setOptions",
        meeting: meeting.id,
        person: meeting.organiser,
        options: { allowAttendeeToEnableMic: true },
      }),
  },
  {
    id: "recording",
    title: "A recording is started by hand",
    watch:
      "The organiser allows recording and starts it in Teams. The panel and the chat say at once what to press; the record keeps it.",
    offered: (_state, meeting) =>
      meeting.running && !meeting.recording && seatOf(meeting, meeting.organiser)?.where === "in",
    play: async (meeting) => {
      const by = { meeting: meeting.id, person: meeting.organiser };
      await act({ do: "setOptions", ...by, options: { allowRecording: true } });
      await act({ do: "record", ...by, on: true });
    },
  },
  {
    id: "note-taker",
    title: "A note-taker bot joins",
    watch: "A transcription service knocks. Teams holds it in the lobby: deny it.",
    offered: running,
    play: (meeting) => act({ do: "arrive", meeting: meeting.id, person: "note-taker" }),
  },
  {
    id: "returner",
    title: "A removed person comes back",
    watch:
      "A guest is removed and knocks again after four seconds. After End for all, Lesson Guard removes it again.",
    offered: running,
    play: async (meeting) => {
      const guest = { meeting: meeting.id, person: "returner" } as const;
      const seat = seatOf(meeting, guest.person);
      if (!seat) await act({ do: "arrive", ...guest });
      if (seat?.where !== "in") await act({ do: "admit", ...guest });
      await act({ do: "remove", ...guest });
    },
  },
];

export const endings: readonly Moment[] = [
  {
    id: "end",
    title: "End the meeting in Teams",
    watch: "The only true end. The panel shows the summary, and the doors stay shut for this lesson.",
    offered: running,
    play: (meeting) => act({ do: "end", meeting: meeting.id }),
  },
  {
    id: "next-week",
    title: "Next week's lesson",
    watch:
      "A week passes on the practice clock, and the same meeting is due again. Start the lesson: the doors are set for arrival, the register is the same, nothing is checked yet.",
    offered: (_state, meeting) => meeting.weekly && !meeting.running,
    play: async (meeting) => {
      await advanceClock(WEEK_MINUTES);
      await act({ do: "nextWeek", meeting: meeting.id, startsInMinutes: 5 });
    },
  },
];
