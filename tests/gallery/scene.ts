import type { Frame } from "playwright-core";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import type { SchoolServer } from "../panel/support/school-server.ts";

/** One picture of the gallery. */
export type Scene = {
  /** What it shows, as a headteacher would say it. */
  readonly says: string;
  /** The page; the panel where absent. */
  readonly path?: string;
  readonly hash?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Pixels; as high as the panel in a laptop's meeting where absent. */
  readonly height?: number;
  /** The lesson, where it shows one. */
  readonly view?: LessonView;
  readonly answers?: SchoolServer["route"];
  /** What a person presses before the picture is taken. */
  readonly play?: (panel: Frame) => Promise<void>;
  /** What the server answers from then on. */
  readonly later?: SchoolServer["route"];
  /** The picture is taken once this is to be read. */
  readonly until: string | RegExp;
};

export type Scenes = Readonly<Record<string, Scene>>;
