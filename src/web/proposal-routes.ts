import type { Request } from "restify";
import { z } from "zod";
import type { SchoolServices } from "../desk/school-services.ts";
import { answererOf, maySeeProposal } from "../protocol/holders/decide.ts";
import { waitingIn } from "../protocol/holders/state.ts";
import type { ProposalView } from "../protocol/holders/view.ts";
import { answer, notHere, Refusal } from "./answers.ts";
import { requireRight, type Signed, type SignedInCaller } from "./caller.ts";
import { read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import { channelsFor } from "./settings-routes.ts";
import { shownValue } from "./shown-value.ts";
import type { Watch } from "./watch.ts";

const Answered = z.object({ answer: z.enum(["yes", "no"]) }).strict();

type Dependencies = { readonly now: () => string; readonly watch: Pick<Watch, "done"> };

/** Proposed changes of who is told, for the people who are asked to approve them (docs/api.md). */
export const proposalRoutes = (routes: Routes, signed: Signed, { now, watch }: Dependencies): void => {
  routes.get(
    "/api/proposals",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "read-proposals");
      answer(response, 200, { proposals: await shownTo(caller, at, now()) });
    }),
  );

  routes.post(
    "/api/proposals/:proposal",
    signed(async (request, response, caller, { school, people }) => {
      requireRight(caller, "answer-proposal");
      const body = read(Answered, request.body);
      const proposal = idIn(request);
      const given = await school.answer(caller, { proposal, ...body }, await people.holders());
      if ("refused" in given) {
        if (given.refused === "not-found") throw notHere();
        throw new Refusal(given.refused, given.say);
      }
      watch.done(request, caller.id, { event: "proposal-answered", answer: body.answer });
      answer(response, 200, { say: given.say });
    }),
  );
};

const idIn = (request: Request): string => {
  const id: unknown = (request.params as { proposal?: unknown } | undefined)?.proposal;
  return typeof id === "string" ? id : "";
};

const shownTo = async (
  caller: SignedInCaller,
  at: SchoolServices,
  now: string,
): Promise<readonly ProposalView[]> => {
  const { school, people } = at;
  await school.refresh();
  const settings = school.settings();
  const waiting = waitingIn({ settings, proposals: school.proposals() }, now).filter((one) =>
    maySeeProposal(one, caller),
  );
  if (waiting.length === 0) return [];
  // A person who may see the proposal may see the channel's name, whichever school's team it is in.
  const [holders, channels] = await Promise.all([people.holders(), channelsFor(at, { overAll: true })]);
  return Promise.all(
    waiting.map(async (one) => {
      const answerer = answererOf(one, caller, holders, now, settings.timeZone);
      return {
        proposal: one.proposal,
        of: one.of,
        from: await shownValue(one.of, one.from, channels, people),
        to: await shownValue(one.of, one.to, channels, people),
        at: one.at,
        byName: one.by === undefined ? "the school file" : (await people.nameOf(one.by)) || one.by,
        ...("refused" in answerer ? { why: answerer.say } : {}),
      };
    }),
  );
};
