import type { OpenDatabase } from "../engine/open-database.ts";
import type { Settings } from "./settings.ts";

const KEY = "heartbeat";
/** Anyone may ask for the health: the record is written no oftener than this. */
const STANDS_FOR_MS = 5_000;

export type Heartbeat = {
  /** Writes a line, or did so a moment ago: a record that can only be read takes no press. @throws RecordAwayError */
  readonly beat: () => Promise<void>;
};

export const heartbeatIn = (
  { saveSetting }: Pick<Settings, "saveSetting">,
  { roomLeft }: Pick<OpenDatabase, "roomLeft">,
): Heartbeat => {
  let last: number | undefined;
  let underWay: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    await saveSetting(KEY, new Date().toISOString());
    last = performance.now();
  };
  return {
    beat: async () => {
      roomLeft();
      if (last !== undefined && performance.now() - last < STANDS_FOR_MS) return;
      underWay ??= write().finally(() => {
        underWay = undefined;
      });
      await underWay;
    },
  };
};
