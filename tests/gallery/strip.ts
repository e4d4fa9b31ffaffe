/**
 * What a trainer plays from the strip of the practice classroom, and what staff and the DSL then see
 * (tests/browser/strip). They stand in docs/gallery/strip.md.
 */
export const STRIP = {
  "strip-lobby":
    "In a pause, the lobby is opened by hand in Teams. It is recorded, said on the panel and in the teacher's chat, and shut again within 15 seconds.",
  "strip-mics": "In a pause, mics are allowed by hand. They are switched off again within 15 seconds.",
  "strip-recording":
    "A recording is started by hand. No app can stop one: the panel says where to press, and recording is forbidden again.",
  "strip-alone":
    "The teacher drops out, and for 20 seconds no member of staff is inside. The lesson is paused; the staff are told in their own chats, and Resume waits for them.",
  "strip-alone-dsl": "The DSL is told at the same moment, with the way in and whom to call.",
  "strip-back": "The teacher is back. Nothing starts by itself: the panel offers Resume.",
} as const;

export type StripMoment = keyof typeof STRIP;
