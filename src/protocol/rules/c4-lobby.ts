import type { Device } from "../screen/view.ts";
import type { Rule } from "./rule.ts";

/** The lobby that every lesson wants in every phase: each person is let in by a member of staff. */
export const LOBBY = {
  lobbyScope: "organizer",
  dialInBypass: false,
  lobbyAdmitters: "organizerAndCoOrganizers",
} as const;

/**
 * The devices of a pupil that staff are to look at: people type their own name as they join, so a device that comes
 * beside another, or after the check, may be a stranger under a pupil's name.
 */
export const devicesToLookAt = (
  there: readonly Device[],
  checked: boolean,
  refused = false,
): readonly Device[] | undefined => {
  // No sweep takes a child along whose permission was refused (P2).
  if (refused && there.length > 0) return there;
  return (checked || there.length > 1) && there.some(({ settled }) => !settled) ? there : undefined;
};

export const C4: Rule = {
  title: "The lobby",
  says: "Everyone but staff waits in the lobby, and staff let in only the people who were invited.",
  keptBy: ["staff"],
  does: "Asks Teams that everyone but the organisers waits, callers by phone too, and that only organisers let people in; reads the settings back; puts the lobby back when it was opened by hand. It lists who waits and who is inside, names that fit no child first, with what is odd about them. Staff can have a person removed whom they did not expect.",
  cannot:
    "Letting a person in, or turning them away, is pressed in Teams. Names are typed by the people who join, so only staff who see and hear them know who they are. “Admit all” in Teams lets everyone in without that look. Teams tells no app that its lobby was opened by hand: it is open until the next look at the settings, at most fifteen seconds later while Teams answers, and then recorded, said to the staff, and shut again.",
  shows: ["panel", "staff card", "lesson export"],
  proof: [
    "OptionsAsked",
    "OptionsSeen",
    "OptionsNotSet",
    "OptionsNotAnswered",
    "OptionsNotRead",
    "CallNotRead",
    "DriftSeen",
    "RegisterSet",
    "PersonArrived",
    "PersonMoved",
    "PersonRecognised",
    "RemovalOrdered",
  ],
  state: { is: "kept" },
};
