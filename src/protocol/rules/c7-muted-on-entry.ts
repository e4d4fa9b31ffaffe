import type { Phase } from "../words.ts";
import type { Rule } from "./rule.ts";

/** Whether families' microphones, or cameras, may be on: only in the lesson itself, once staff allow them. */
export const isLetOn = (phase: Phase, letOn: boolean): boolean => phase === "live" && letOn;

export const C7: Rule = {
  title: "Muted on entry",
  says: "Cameras and microphones are off when families come in.",
  keptBy: ["school"],
  does: "Asks Teams that families can switch on neither camera nor microphone until staff press Let cameras on or Let mics on; reads the settings back and says when Teams shows something else. A pause and the end switch both off again. What staff change in Teams by hand is put back, but for what the table at the foot of this page says. A member of staff of the lesson can leave who presents, or entry sounds, as changed: by name, for that lesson, until one of them has it put back.",
  cannot:
    "Teams does not mute the organisers: a family that joins as an organiser would not be muted. Where Teams does not take the settings, staff mute in Teams themselves.",
  shows: ["panel", "staff card", "family page", "family card", "lesson export"],
  proof: [
    "OptionsAsked",
    "OptionsSeen",
    "SendingSeen",
    "OptionsNotSet",
    "OptionsNotAnswered",
    "OptionsNotRead",
    "CallNotRead",
    "CamerasLet",
    "MicsLet",
    "OptionLeft",
    "OptionNotLeft",
    "FamilyCardPosted",
    "FamilyCardNotPosted",
  ],
  state: { is: "kept" },
};
