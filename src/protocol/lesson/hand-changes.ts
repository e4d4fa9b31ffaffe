import type { Phase } from "../words.ts";
import type { MeetingOptions } from "./options.ts";

/**
 * What becomes of an option that a person changes in Teams. `free`: staff may change it there. `no more`: they may
 * switch it off there; what no press has let on is put back. `by name`: it is put back, unless a member of staff of the
 * lesson leaves it, for that lesson alone.
 */
export type Treatment = "put back" | "free" | "no more" | "by name";

/** The phases in which a lesson is on; before and after them every change is put back. */
export type OnPhase = "arrival" | "live" | "paused";

type Change = { readonly [P in OnPhase]: Treatment } & {
  /** The rule it follows from, as docs/protocol.md prints it. */
  readonly why: string;
};

const always = (why: string): Change => ({ arrival: "put back", live: "put back", paused: "put back", why });

const C7_UNTIL_LET_ON =
  "C7: off until staff press Let cameras on or Let mics on, each for its own, and in a pause.";

/** Every option that Lesson Guard looks after: no default, so that a new one is never left by oversight. */
export const HAND_CHANGES: { readonly [Option in keyof MeetingOptions]: Change } = {
  lobbyScope: always("C4: everyone but staff waits in the lobby."),
  dialInBypass: always("C4: people who phone in wait there too."),
  lobbyAdmitters: always("C4: only staff let people in."),
  presenters: {
    arrival: "put back",
    live: "by name",
    paused: "put back",
    why: "C7, S5: no option holds a presenter’s mic and camera, and a presenter can stop a recording. Left to people chosen by name alone, in a class or group, while mics and cameras are both let on.",
  },
  mic: { arrival: "put back", live: "no more", paused: "put back", why: C7_UNTIL_LET_ON },
  camera: { arrival: "put back", live: "no more", paused: "put back", why: C7_UNTIL_LET_ON },
  chat: { arrival: "free", live: "free", paused: "put back", why: "Off in a pause." },
  reactions: { arrival: "free", live: "free", paused: "put back", why: "Off in a pause." },
  recording: always("S2: a class or group is not recorded. S5: a one-to-one only as the parent was told."),
  transcription: always("S2: a transcript keeps what children say."),
  announce: {
    arrival: "by name",
    live: "by name",
    paused: "put back",
    why: "No rule forbids entry sounds. Lesson Guard switches them off so that they do not disturb.",
  },
};

/** The values that can be left, where the table says `by name`. */
export type LeftValues = { readonly presenters: "roleIsPresenter"; readonly announce: true };

export type Leavable = keyof LeftValues;

export const LEAVABLE = ["presenters", "announce"] as const satisfies readonly Leavable[];

export const LEFT_VALUES: LeftValues = { presenters: "roleIsPresenter", announce: true };

const isOn = (phase: Phase): phase is OnPhase =>
  phase === "arrival" || phase === "live" || phase === "paused";

/** What becomes of a change of this option in this phase, whatever was changed. */
export const treatmentOf = (option: keyof MeetingOptions, phase: Phase): Treatment =>
  isOn(phase) ? HAND_CHANGES[option][phase] : "put back";
