import { useCallback, useRef, useState } from "preact/hooks";
import { type Api, ApiError, type ApiFile } from "../api.ts";

export type ExportControl = {
  readonly busy: boolean;
  readonly said: { readonly text: string; readonly trouble: boolean } | undefined;
  readonly say: (text: string, trouble?: boolean) => void;
  /** @returns the file, or nothing where it was refused, which is then said */
  readonly ask: (wanted: object, purpose: object) => Promise<ApiFile | undefined>;
};

/** Asks for one file at a time, and says in a sentence what came of it. */
export function useExport(api: Api): ExportControl {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<ExportControl["said"]>();
  const asking = useRef(false);
  const say = useCallback((text: string, trouble = false) => setSaid({ text, trouble }), []);
  const ask = useCallback(
    async (wanted: object, purpose: object) => {
      if (asking.current) {
        say("Asked already. Waiting for the file.");
        return undefined;
      }
      asking.current = true;
      setBusy(true);
      setSaid(undefined);
      try {
        return await api.file("/api/exports", { wanted, purpose });
      } catch (error) {
        say(error instanceof ApiError ? error.say : "This page could not go on. Open it again.", true);
        return undefined;
      } finally {
        asking.current = false;
        setBusy(false);
      }
    },
    [api, say],
  );
  return { busy, said, say, ask };
}
