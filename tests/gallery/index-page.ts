import { CARD_SCENES } from "./card-scenes.ts";
import { FAMILIES } from "./families-scenes.ts";
import { FAMILY_WALK } from "./family-walk.ts";
import { MOMENTS } from "./moments.ts";
import { RECORD } from "./page-scenes.ts";
import { PANEL } from "./panel-scenes.ts";
import { PLAN } from "./plan-scenes.ts";
import type { Scene, Scenes } from "./scene.ts";
import { SET_UP } from "./set-up-scenes.ts";
import { SETTINGS } from "./settings-scenes.ts";
import { STATES } from "./states.ts";
import { STRIP } from "./strip.ts";

/** The pages in Teams, each with its scenes. */
export const SURFACES: Readonly<Record<string, Scenes>> = {
  "Side panel": PANEL,
  "Record, for DSL and headteacher": RECORD,
  "Settings, for administrators": SETTINGS,
  "Families, for staff": FAMILIES,
  "Plan a lesson, for staff": PLAN,
  "Set-up, for administrators": SET_UP,
};

export const SCENES: readonly (readonly [string, Scene])[] = Object.values(SURFACES).flatMap((scenes) =>
  Object.entries<Scene>(scenes),
);

/** The names of all pictures, without their ending. */
export const PICTURES: readonly string[] = [
  ...SCENES.map(([name]) => name),
  ...Object.keys(CARD_SCENES),
  ...Object.keys(MOMENTS),
  ...Object.keys(FAMILY_WALK),
  ...Object.keys(STRIP),
];

/** docs/gallery/moments.md: each moment as it was met and as it is now. */
export const momentsPage = (): string =>
  [
    "# Twelve moments, then and now",
    "In the first hour with an early version each of these would have ended a demonstration. The first picture of each is from then; the second is taken again at the same moment of a practice lesson by `npm run gallery`.",
    ...Object.entries(MOMENTS).map(
      ([name, says]) => `## ${name}\n\n${says}\n\n![Then](then/${name}.webp)\n\n![Now](${name}.webp)`,
    ),
  ]
    .join("\n\n")
    .concat("\n");

const picture = (name: string, says: string): string => `### ${says}\n\n![${says}](${name}.webp)\n`;

const linked = (name: string): string => (PICTURES.includes(name) ? `[${name}](${name}.webp)` : name);

/** docs/gallery/README.md: which picture shows which state, and all of them. */
export const galleryPage = (): string =>
  [
    "# Gallery: what people see, state by state",
    "Each picture shows one state three times: light at 320 pixels, dark at 280, contrast at 320. They are drawn by the built pages from lessons that the protocol itself has decided (`tests/gallery`); cards are drawn by Microsoft's own library. `npm run gallery` draws them again: look at each before it is committed. A state of the program's types that no picture shows fails a test. All names are invented. [Twelve moments](moments.md) are shown as they were in an early version and as they are now. A lesson with families is shown [from the plan to the lobby](families.md). [Children left alone, and changes by hand](strip.md) are played in a practice lesson.",
    "## Which picture shows which state",
    ...STATES.map(({ of, states }) =>
      [
        `**${of}**`,
        "",
        ...states.map(({ state, pictures }) => `- ${state}: ${pictures.slice(0, 3).map(linked).join(", ")}`),
      ].join("\n"),
    ),
    ...Object.entries(SURFACES).flatMap(([surface, scenes]) => [
      `## ${surface}`,
      ...Object.entries<Scene>(scenes).map(([name, { says }]) => picture(name, says)),
    ]),
    "## Cards",
    ...Object.keys(CARD_SCENES).map((name) => picture(name, name)),
  ]
    .join("\n\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trimEnd()
    .concat("\n");
