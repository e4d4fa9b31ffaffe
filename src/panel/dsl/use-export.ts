import { useCallback } from "preact/hooks";
import type { Api, ApiFile } from "../api.ts";
import { type OneAtATime, useOneAtATime } from "../components/use-one-at-a-time.ts";

export type ExportControl = Pick<OneAtATime, "busy" | "said" | "say"> & {
  /** @returns the file, or nothing if it was refused, which is then said */
  readonly take: (wanted: object, purpose: object) => Promise<ApiFile | undefined>;
};

/** Asks for one file at a time, with its purpose. */
export const useExport = (api: Api): ExportControl => {
  const { busy, said, say, ask } = useOneAtATime("Already asked for. Waiting for the file.");
  const take = useCallback(
    (wanted: object, purpose: object) => ask(() => api.file("/api/exports", { wanted, purpose })),
    [api, ask],
  );
  return { busy, said, say, take };
};
