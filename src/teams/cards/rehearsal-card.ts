import { type Card, card, heading, line, press } from "./build.ts";

const TITLE = "Rehearsal: no child is at risk";

/** To each DSL in their own chat, while an administrator tries out Lesson Guard. @param id of the rehearsal */
export const rehearsalCard = (id: string, school: string): Card =>
  card(
    TITLE,
    [
      heading(TITLE),
      line("An administrator is trying out Lesson Guard. An alert about a child would reach you like this."),
      line("Please press the button, so that they know that this message reached you."),
    ],
    [press("see-rehearsal", "I have seen it", { meeting: id, school })],
  );

const SEEN = {
  pressed: "Rehearsal: you have seen this message. Thank you. There is nothing more to do.",
  over: "The rehearsal is over. There is nothing more to do.",
} as const;

/** What it says once its reader has pressed, and to every DSL once the rehearsal is over. */
export const rehearsalSeenCard = (how: keyof typeof SEEN = "pressed"): Card => card(TITLE, [line(SEEN[how])]);
