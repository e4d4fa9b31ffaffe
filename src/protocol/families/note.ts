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

type Filled = Parameters<NoteWording["text"]>[0];

/** C3, in both languages: it stands in every text that goes with a link, whatever else the school writes. */
const KEPT_PRIVATE = [
  "Please keep the link to yourself: it is for you alone. If another adult needs one, ask us for it.",
  "Dyma eich dolen chi ar gyfer gwersi byw. Cadwch hi i chi’ch hun. Mae’r dudalen ar gael yn Gymraeg hefyd.",
] as const;

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

/** The newest of our own wordings. */
export const newestWording = (): NoteWording => NOTE_WORDINGS.at(-1) ?? NOTE_WORDINGS[0];

/** What a school's own text may leave open, in braces. No place for a child: one text goes to every family. */
const PLACES = ["school", "link", "until"] as const;
export const MOST_NOTE = 1500;

const ADDRESS = /:\/\/|\bwww\.|\b[\w-]+\.[a-z]{2,}\/|\bteams\.(microsoft|live)\.|\bzoom\.us\b/i;

/**
 * What is wrong with a school's own text, in a sentence; undefined where nothing is.
 * @param text with `{link}` once, and `{school}` and `{until}` where wanted
 */
export const troubleOfNote = (text: string): string | undefined => {
  if (text.trim().length > MOST_NOTE) return `Write at most ${MOST_NOTE} letters.`;
  if (text.split("{link}").length !== 2) return "Write {link} once, where the adult’s own link is to stand.";
  if (/[{}]/.test(PLACES.reduce((rest, place) => rest.replaceAll(`{${place}}`, ""), text)))
    return "In braces write {link}, {school} or {until}, and nothing else.";
  return ADDRESS.test(text)
    ? "Write no other address: the adult’s own link is the only one that leads to a lesson."
    : undefined;
};

/**
 * The text that goes with a link.
 * @param own the school's own words, as `troubleOfNote` lets them be; ours where it has none
 */
export const noteText = (own: string | undefined, filled: Filled): string =>
  own === undefined
    ? newestWording().text(filled)
    : [
        own
          .trim()
          .replaceAll(/\{(school|link|until)\}/g, (_, place: (typeof PLACES)[number]) => filled[place]),
        "",
        ...KEPT_PRIVATE,
      ].join("\n");
