/**
 * What a trainer plays from the strip of the practice classroom, and what staff and the DSL then see
 * (tests/browser/strip).
 */
export const STRIP = {
  "strip-lobby":
    "In a pause, the lobby is opened by hand in Teams. It is recorded, said on the panel and in the teacher’s chat, and shut again within 15 seconds.",
  "strip-recording":
    "A recording is started by hand. No app can stop one: the panel says where to press, and recording is forbidden again.",
  "strip-alone":
    "The teacher drops out, and for 20 seconds no member of staff is inside. The lesson is paused; its staff are told in their own chats, and Resume waits for them.",
  "strip-alone-dsl": "The DSL is told at the same moment, with the way in and whom to call.",
} as const;

export type StripMoment = keyof typeof STRIP;

/** docs/gallery/strip.md */
export const stripPage = (): string =>
  [
    "# Children left alone, and changes by hand",
    "A trainer plays these from the strip of the practice classroom (`npm start`), in any lesson; `tests/browser/strip` plays them, and `npm run gallery` takes the pictures. Left: the strip, and what it plays. Middle: the meeting in Teams, and Lesson Guard’s chat. Right: the side panel.",
    ...Object.entries(STRIP).map(([name, says]) => `${says}\n\n![${says}](${name}.webp)`),
  ]
    .join("\n\n")
    .concat("\n");
