import type { JsonObject } from "../protocol/json.ts";
import type { SchoolSettings } from "../protocol/school.ts";
import type { Record } from "../record/record.ts";
import { schoolStream } from "./streams.ts";

const FILE_DIGEST = "school-file";

/** A school that has chosen nothing yet. */
export const NEW_SCHOOL: SchoolSettings = {
  name: "",
  timeZone: "Europe/London",
  groups: {},
  escalateAfterMinutes: 3,
  undoSeconds: 4,
  lessons: { recognise: "ask", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 2] },
};

/** The school's settings: facts like any other, changed on the settings page or by SCHOOL_FILE. */
export type School = {
  readonly settings: () => SchoolSettings;
  readonly change: (settings: SchoolSettings, by: string) => Promise<void>;
  /** Applied only when the file itself has changed since it was last applied. */
  readonly applyFile: (settings: SchoolSettings, digest: string) => Promise<boolean>;
  readonly refresh: () => Promise<void>;
  /** Heard after the settings have changed. */
  readonly onChanged: (listener: () => void) => void;
};

export const openSchool = async (record: Record, now: () => string): Promise<School> => {
  const stream = schoolStream(record.scope.school);
  let version = 0;
  let settings = NEW_SCHOOL;
  const listeners: (() => void)[] = [];

  const refresh = async (): Promise<void> => {
    for (const fact of await record.read(stream, version)) {
      // Another refresh may have got further while this one read.
      if (fact.version <= version) continue;
      version = fact.version;
      if (fact.type !== "SettingsApplied") continue;
      settings = fact.data["settings"] as unknown as SchoolSettings;
      for (const listener of listeners) listener();
    }
  };

  const apply = async (
    next: SchoolSettings,
    by: { readonly by?: string; readonly file?: string },
  ): Promise<void> => {
    for (;;) {
      await refresh();
      const data = { settings: next as unknown as JsonObject, ...by };
      const facts = [{ type: "SettingsApplied", at: now(), data }];
      const { appended } = await record.append({
        streams: [{ stream, expectedVersion: version, facts }],
      });
      if (appended) break;
    }
    await refresh();
  };

  await refresh();
  return {
    settings: () => settings,
    refresh,
    onChanged: (listener) => {
      listeners.push(listener);
    },
    change: (next, by) => apply(next, { by }),
    applyFile: async (next, digest) =>
      record.inTurn(FILE_DIGEST, async () => {
        if ((await record.setting(FILE_DIGEST)) === digest) return false;
        await apply(next, { file: digest });
        await record.saveSetting(FILE_DIGEST, digest);
        return true;
      }),
  };
};
