/** The text that goes with a link, as it was from this day on: it is never changed, a newer one is added (C3). */
export type NoteWording = {
  readonly since: string;
  readonly text: (filled: {
    readonly school: string;
    readonly link: string;
    /** "20 July 2027" */
    readonly until: string;
  }) => string;
};

export const NOTE_WORDINGS: readonly [NoteWording, ...NoteWording[]] = [
  {
    since: "2026-11-30",
    text: ({ school, link, until }) =>
      [
        `${school}: live lessons by video`,
        "",
        `This is your own link: ${link}`,
        "",
        "Open it before the first lesson. It says what we ask of you, and asks one question. When it is time for a lesson, open it again to join.",
        "Join 2 to 5 minutes early, and wait in the lobby until we let you in.",
        "Please keep the link to yourself: it is for you alone. If another adult needs one, ask us for it.",
        `It works until ${until}.`,
        "",
        "Dyma eich dolen chi ar gyfer gwersi byw. Cadwch hi i chi’ch hun. Mae’r dudalen ar gael yn Gymraeg hefyd.",
      ].join("\n"),
  },
];

/** The wording in use: the newest. */
export const newestWording = (): NoteWording => NOTE_WORDINGS.at(-1) ?? NOTE_WORDINGS[0];
