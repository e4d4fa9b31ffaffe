import type { Kysely } from "kysely";
import type { Pupil } from "../../protocol/names/register.ts";
import type { Tables } from "../engine/schema.ts";

/** A register as it was once set in a lesson, without what has been erased of it. */
export type KeptRegister = {
  readonly stream: string;
  readonly version: number;
  readonly pupils: readonly Pupil[];
};

export type Registers = {
  /** Registers after this one (undefined: from the first), in the order of their streams, at most `limit`. */
  readonly registersAfter: (
    last: Pick<KeptRegister, "stream" | "version"> | undefined,
    limit: number,
  ) => Promise<readonly KeptRegister[]>;
};

/** Finds the lessons of a child: no index holds a name, so that none has to be erased from one. */
export const registersIn = (db: Kysely<Tables>): Registers => ({
  registersAfter: async (last, limit) => {
    const registers = db
      .selectFrom("events")
      .innerJoin("personal", (join) =>
        join.onRef("personal.stream", "=", "events.stream").onRef("personal.version", "=", "events.version"),
      )
      .select(["events.stream", "events.version", "personal.payload"])
      // A register from which another child was erased is in the event of that erasure.
      .where("events.type", "in", ["RegisterSet", "PersonalErased"])
      .orderBy("events.stream")
      .orderBy("events.version")
      .limit(limit);
    const rows = await (last === undefined
      ? registers
      : registers.where((row) =>
          row.or([
            row("events.stream", ">", last.stream),
            row.and([row("events.stream", "=", last.stream), row("events.version", ">", last.version)]),
          ]),
        )
    ).execute();
    return rows.map(({ stream, version, payload }) => ({
      stream,
      version,
      pupils: pupilsIn(JSON.parse(payload) as Payload),
    }));
  },
});

type Payload = {
  readonly register?: readonly Pupil[];
  readonly left?: { readonly [version: string]: { readonly register?: readonly Pupil[] } };
};

const pupilsIn = ({ register = [], left = {} }: Payload): readonly Pupil[] => [
  ...register,
  ...Object.values(left).flatMap((one) => one.register ?? []),
];
