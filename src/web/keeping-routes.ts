import { z } from "zod";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import type { Done, Watch } from "./watch.ts";

const id = z.string().min(1).max(300);
const reason = z.string().trim().min(5).max(2000);
const name = z.string().trim().min(2).max(80);

const Kept = z.union([
  z.object({ do: z.literal("hold"), on: z.literal("lesson"), lesson: id, reason }).strict(),
  z
    .object({
      do: z.literal("hold"),
      on: z.literal("pupil"),
      name,
      reason,
      unnamed: z.boolean().optional(),
    })
    .strict(),
  z.object({ do: z.literal("lift-hold"), hold: id, reason }).strict(),
  z.object({ do: z.literal("erase-child"), name, reason }).strict(),
]);

/** Legal holds, reviews and erasures, each with its reason (docs/api.md). */
export const keepingRoutes = (
  routes: Routes,
  signed: Signed,
  { watch }: { readonly watch: Pick<Watch, "done"> },
): void => {
  routes.post(
    "/api/keeping",
    signed(async (request, response, caller, { keeping }) => {
      requireRight(caller, "keep-record");
      const kept = read(Kept, request.body);
      const given = await (kept.do === "erase-child"
        ? keeping.eraseChild(caller, kept.name, kept.reason)
        : kept.do === "lift-hold"
          ? keeping.lift(caller, kept.hold, kept.reason)
          : keeping.hold(caller, kept, kept.reason));
      if ("refused" in given) throw new Refusal(given.refused, given.say);
      watch.done(request, caller.id, noteOf(kept));
      answer(response, 200, { say: given.say });
    }),
  );
};

const noteOf = (kept: z.infer<typeof Kept>): Done => {
  if (kept.do === "hold") return { event: "hold-placed", on: kept.on };
  return { event: kept.do === "lift-hold" ? "hold-lifted" : "child-erased" };
};
