import { callbackId, schoolOfCallback } from "../../desk/random.ts";
import type { RecordStore } from "../../record/record-store.ts";
import type { CallBack } from "../preflight/look.ts";

type Records = Pick<RecordStore, "setting" | "saveSetting">;

/** A check and a rehearsal may be on at the same time. */
const KINDS = ["check", "rehearsal"] as const;
type TestCallKind = (typeof KINDS)[number];

const LOOKS_EVERY_MS = 50;

const keyOf = (kind: TestCallKind, school: string): string => `set-up.test-call.${kind}.${school}`;

/** Where Graph calls back for a call that is no lesson's. It may reach another instance: what that heard stands in the record. */
export const callBackTo = async (
  records: Records,
  publicUrl: string,
  school: string,
  kind: TestCallKind,
): Promise<CallBack> => {
  const id = callbackId(school);
  await records.saveSetting(keyOf(kind, school), { id, heard: false });
  return {
    url: `${publicUrl}/api/calls/${id}`,
    heard: async (withinMs) => {
      const until = performance.now() + withinMs;
      for (;;) {
        const { heard } = Object(await records.setting(keyOf(kind, school))) as { readonly heard?: unknown };
        if (heard === true || performance.now() > until) return heard === true;
        await new Promise((later) => setTimeout(later, LOOKS_EVERY_MS));
      }
    },
  };
};

/** Whether this callback is one that a call of ours waits for; notes that it was heard. */
export const hearTestCall = async (records: Records, callback: string): Promise<boolean> => {
  for (const kind of KINDS) {
    const key = keyOf(kind, schoolOfCallback(callback));
    const { id } = Object(await records.setting(key)) as { readonly id?: unknown };
    if (id !== callback) continue;
    await records.saveSetting(key, { id: callback, heard: true });
    return true;
  }
  return false;
};
