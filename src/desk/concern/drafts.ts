import type { Concern } from "../../protocol/concern/state.ts";
import type { Json, JsonObject } from "../../protocol/fact.ts";
import type { Stores } from "../../record/log/streams.ts";
import { storeFor } from "./carry-out.ts";

/**
 * Words that a person has begun to write about a concern, so that a page that is loaded again still has them. Kept beside
 * the concern, in its own store, for that person alone; gone once they are sent, and with the closing or erasure of it.
 */
export type Drafts = {
  /** undefined where nothing was begun. */
  readonly of: (concern: Concern, person: string) => Promise<string | undefined>;
  /** @param draft "" forgets it */
  readonly keep: (concern: Concern, person: string, draft: string) => Promise<void>;
  /** Everyone's. */
  readonly forget: (concern: Concern) => Promise<void>;
};

const keyOf = ({ ref }: Concern): string => `drafts:${ref}`;

const asDrafts = (json: Json | undefined): JsonObject =>
  json === null || typeof json !== "object" || Array.isArray(json) ? {} : (json as JsonObject);

export const openDrafts = (stores: Stores): Drafts => {
  const read = async (concern: Concern): Promise<JsonObject> =>
    asDrafts(await storeFor(concern.about, stores).setting(keyOf(concern)));
  const change = async (concern: Concern, to: (drafts: JsonObject) => JsonObject): Promise<void> => {
    const store = storeFor(concern.about, stores);
    await store.oneAtATime(keyOf(concern), async () => {
      const before = await read(concern);
      const after = to(before);
      if (Object.keys(before).length + Object.keys(after).length > 0)
        await store.saveSetting(keyOf(concern), after);
    });
  };
  return {
    of: async (concern, person) => {
      const draft = (await read(concern))[person];
      return typeof draft === "string" ? draft : undefined;
    },
    keep: (concern, person, draft) =>
      change(concern, ({ [person]: _before, ...others }) =>
        draft === "" ? others : { ...others, [person]: draft },
      ),
    forget: (concern) => change(concern, () => ({})),
  };
};
