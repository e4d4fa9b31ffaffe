import type { Request } from "restify";
import { z } from "zod";
import { namesOf } from "../desk/people.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import { within } from "../meeting/within.ts";
import { answererOf, maySeeProposal } from "../protocol/holders/decide.ts";
import { isChannel, waitingIn } from "../protocol/holders/state.ts";
import type { MadeView, ProposalView } from "../protocol/holders/view.ts";
import { channelReadersWords } from "../protocol/screen/channel-readers.ts";
import { addMs } from "../protocol/time/clock-time.ts";
import { answer, notHere, Refusal } from "./answers.ts";
import { requireRight, type Signed, type SignedInCaller } from "./caller.ts";
import { read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import { channelsFor } from "./settings-routes.ts";
import { shownMade, shownValue } from "./shown-value.ts";
import type { Watch } from "./watch.ts";

const Answered = z.object({ answer: z.enum(["yes", "no"]) }).strict();

export type ProposalRouteDependencies = {
  readonly now: () => string;
  readonly watch: Pick<Watch, "done">;
  /** Entra ids of the people who read a channel. @throws CloudError */
  readonly readersOf: (channel: string) => Promise<readonly string[]>;
};

/** Changes that wait, for the people who are asked to approve them, and those that were made (docs/api.md). */
export const proposalRoutes = (
  routes: Routes,
  signed: Signed,
  { now, watch, readersOf }: ProposalRouteDependencies,
): void => {
  routes.get(
    "/api/proposals",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "read-proposals");
      const proposals = await shownTo(caller, at, now(), readersOf);
      answer(response, 200, { proposals, made: await madeLately(caller, at, now()) });
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

/** So long a change that was made stays on the page. */
const SHOWN_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/** The newest first. */
const madeLately = async (
  { roles }: Pick<SignedInCaller, "roles">,
  { school, people }: SchoolServices,
  now: string,
): Promise<readonly MadeView[]> => {
  if (!roles.includes("dsl") && !roles.includes("headteacher")) return [];
  const since = addMs(now, -SHOWN_FOR_MS);
  const lately = school.made().filter(({ at }) => at >= since);
  return Promise.all(
    lately.toReversed().map(async ({ change, of, from, to, at, by }) => ({
      change,
      of,
      from: await shownMade(of, from, people),
      to: await shownMade(of, to, people),
      at,
      byName: await nameOf(by, people),
    })),
  );
};

const nameOf = async (by: string | undefined, people: SchoolServices["people"]): Promise<string> =>
  by === undefined ? "the school file" : (await people.nameOf(by)) || by;

const idIn = (request: Request): string => {
  const id: unknown = (request.params as { proposal?: unknown } | undefined)?.proposal;
  return typeof id === "string" ? id : "";
};

/** The page does not wait longer for them. */
const READERS_WITHIN_MS = 3_000;
const NOT_SEEN = "Who reads this channel cannot be seen just now. Look in Teams before you approve it.";

const notSeen = (error: unknown): undefined => {
  if (!(error instanceof CloudError)) throw error;
  return undefined;
};

const shownTo = async (
  caller: SignedInCaller,
  at: SchoolServices,
  now: string,
  readersOf: ProposalRouteDependencies["readersOf"],
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
  const readersInWords = async (channel: string): Promise<string> => {
    const readers = await within(READERS_WITHIN_MS, readersOf(channel).catch(notSeen), undefined);
    if (readers === undefined) return NOT_SEEN;
    const names = await namesOf(people, readers);
    return channelReadersWords(readers, holders.dsl, (id) => names(id) ?? "a person whose name is not known");
  };
  return Promise.all(
    waiting.map(async (one) => {
      const answerer = answererOf(one, caller, holders, now, settings.timeZone);
      return {
        proposal: one.proposal,
        of: one.of,
        from: await shownValue(one.of, one.from, channels, people),
        to: await shownValue(one.of, one.to, channels, people),
        ...(isChannel(one.to) ? { readers: await readersInWords(one.to.channelId) } : {}),
        at: one.at,
        byName: await nameOf(one.by, people),
        ...("refused" in answerer ? { why: answerer.say } : {}),
      };
    }),
  );
};
