import { type Card, card, heading, line } from "./build.ts";

/**
 * The one card that ever goes to the meeting chat, which families and guests can read: neutral,
 * without buttons, and true for every reader.
 */
export const familyCard = (): Card =>
  card("Before the lesson starts", [
    heading("Before the lesson starts"),
    line("A grown-up stays in the room for the whole lesson."),
    line("Please sit in a family room, such as a kitchen or living room."),
    line("Show the child's first name and surname as your name in the meeting."),
    line("Cameras and microphones stay off until the teacher asks."),
    line("Please do not record the lesson or take pictures of the screen."),
  ]);
