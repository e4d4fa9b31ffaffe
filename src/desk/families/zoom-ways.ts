import type { Lesson } from "../../protocol/lesson/state.ts";
import { isInZoom } from "../../protocol/lesson/zoom.ts";
import type { SchoolRecord } from "../../record/school-record.ts";

/**
 * The addresses by which families join lessons in Zoom. Each is kept beside its lesson and not in it: no export, seal,
 * card or log can carry it. It is shown to a family that comes through its own link, and forgotten after the lesson.
 */
export type ZoomWays = {
  readonly keep: (lesson: string, address: string) => Promise<void>;
  /** undefined where none is kept, or it is forgotten. */
  readonly of: (lesson: string) => Promise<string | undefined>;
  readonly forget: (lesson: string) => Promise<void>;
};

const keyOf = (lesson: string): string => `zoom way:${lesson}`;

export const zoomWays = (record: Pick<SchoolRecord, "setting" | "saveSetting">): ZoomWays => ({
  keep: (lesson, address) => record.saveSetting(keyOf(lesson), address),
  of: async (lesson) => {
    const kept = await record.setting(keyOf(lesson));
    return typeof kept === "string" && kept !== "" ? kept : undefined;
  },
  forget: async (lesson) => {
    if ((await record.setting(keyOf(lesson))) !== undefined) await record.saveSetting(keyOf(lesson), "");
  },
});

/** Where a lesson is held, as its family comes to it. `address`: undefined where it is forgotten. */
export type Way =
  | { readonly in: "Teams"; readonly chat: string }
  | { readonly in: "Zoom"; readonly address: string | undefined };

export const wayTo = async (
  record: Pick<SchoolRecord, "setting" | "saveSetting">,
  lesson: Lesson,
): Promise<Way> =>
  isInZoom(lesson)
    ? { in: "Zoom", address: await zoomWays(record).of(lesson.id) }
    : { in: "Teams", chat: lesson.chatId };
