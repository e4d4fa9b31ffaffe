import type { PressName } from "../lesson/presses.ts";

/** What each press lets a person do, as the table of rights says it: no page of the program carries it. */
export const PRESS_WORDS: { readonly [Name in PressName]: string } = {
  "choose-kind": "say what kind of meeting it is",
  "undo-kind": "take back what kind of meeting one has said it is",
  "set-register": "set the register",
  "names-match": "check the names of all the others at once, before an adult can be seen",
  "all-others-fine": "check all the others at once",
  "let-cameras-on": "let cameras on",
  "let-mics-on": "let mics on",
  "cameras-off": "switch all cameras off",
  "mics-off": "switch all mics off",
  pause: "pause the lesson",
  resume: "resume the lesson",
  "end-for-all": "end the lesson for all",
  "end-lesson": "end the lesson for all once its time is up, with no alert",
  "undo-end": "undo End for all, or End lesson, in its first seconds",
  "check-pupil": "check one pupil",
  "note-exception": "note an exception for a pupil",
  "put-right": "note that an exception was put right",
  recognise: "say whose device it is",
  "undo-press": "undo one's own last check, note or name, within a minute",
  remove: "remove a person",
  "tell-dsl": "raise a concern about a child or family, or a breach",
  "about-adult": "raise a concern about an adult at school",
  "open-panel": "open the side panel",
};
