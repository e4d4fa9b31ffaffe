import { askedPeople } from "../../protocol/holders/decide.ts";
import { type Made, type Proposal, proposalStateOf } from "../../protocol/holders/state.ts";
import type { Holders } from "../../protocol/who/route.ts";
import type { ProposalNews, ToldAs } from "../../protocol/work/duty.ts";
import { schoolStream } from "../../record/log/streams.ts";
import type { DutyRow } from "../../record/work/duty-row.ts";
import { madeCard, noLongerWaitingCard, proposalCard } from "../../teams/cards/proposal-card.ts";
import type { Handler, WorkOf } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE } from "./outcome.ts";

const HOUR_MS = 60 * 60 * 1000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** The page of the record that opens at the changes that wait. */
const ON_PAGE = "changes";

type Recipient = Pick<WorkOf<"tell-proposal">, "person" | "asked" | "as">;

/** A person in two roles has one message, which names both. */
const rolesOf = (person: string, { dsl, headteacher }: Holders): Pick<Recipient, "as"> => {
  const as: readonly ToldAs[] = [
    ...(dsl.includes(person) ? (["DSL"] as const) : []),
    ...(headteacher.includes(person) ? (["headteacher"] as const) : []),
  ];
  return as.length === 0 ? {} : { as };
};

/**
 * Those asked and every headteacher, and those who were told before: an approval may have taken their role away.
 */
const readersOf = (one: Proposal, holders: Holders, before: readonly DutyRow[]): readonly Recipient[] => {
  const { proposal } = one;
  const asked = askedPeople(one, holders);
  const told = before.flatMap(({ work }) =>
    work.kind === "tell-proposal" && work.proposal === proposal ? [work.person] : [],
  );
  return [...new Set([...asked, ...holders.headteacher, ...told])].map((person) => ({
    person,
    asked: asked.includes(person),
    ...rolesOf(person, holders),
  }));
};

const find = async ({ school }: Pick<DutyServices, "school">, id: string): Promise<Proposal | undefined> => {
  await school.refresh();
  return school.proposals().find(({ proposal }) => proposal === id);
};

const findMade = async ({ school }: Pick<DutyServices, "school">, id: string): Promise<Made | undefined> => {
  await school.refresh();
  return school.made().find(({ change }) => change === id);
};

type Spreading = Pick<DutyServices, "record" | "school" | "now"> & {
  readonly people: Pick<DutyServices["people"], "holders">;
};

/** One message for each person, so that none delays another. */
export const spreadProposal =
  (services: Spreading): Handler<"spread-proposal"> =>
  async ({ proposal: id, news }) => {
    const { record, school, people, now } = services;
    const stream = schoolStream(record.scope.school);
    const recipients = async (): Promise<readonly Recipient[] | "unknown" | "no news"> => {
      if (news === "made") {
        if ((await findMade(services, id)) === undefined) return "unknown";
        const holders = await people.holders();
        const { dsl, headteacher } = holders;
        return [...new Set([...headteacher, ...dsl])].map((person) => ({
          person,
          asked: false,
          ...rolesOf(person, holders),
        }));
      }
      const proposal = await find(services, id);
      if (proposal === undefined) return "unknown";
      const standing = proposalStateOf(proposal, { settings: school.settings() }, now());
      if (news === "lapsed" && standing !== "lapsed") return "no news";
      return readersOf(proposal, await people.holders(), await record.dutiesOf(stream));
    };
    const told = await recipients();
    if (told === "unknown") return { failed: "no such proposal" };
    if (told === "no news") return DONE;
    // The directory may just be away: it is asked again who holds the role.
    if (told.length === 0) return { reason: "no one holds the role", retryAfterMs: HOUR_MS };
    await record.append({
      streams: [],
      duties: told.map(({ person, ...how }) => ({
        id: `${stream}/${id}/${news}/${person}`,
        stream,
        at: now(),
        duty: {
          work: { kind: "tell-proposal", proposal: id, news, person, ...how },
          afterMs: 0,
          deadlineMs: HOUR_MS,
          expiryMs: WEEK_MS,
          repeat: "until-done",
          urgent: false,
        },
      })),
    });
    return DONE;
  };

/**
 * The card in a person's own chat; a second try finds the first. The card that asked is redrawn with what became of
 * the proposal: it must not go on waiting for approval.
 */
export const tellProposal =
  (
    services: Pick<DutyServices, "record" | "school" | "sender" | "links" | "now">,
  ): Handler<"tell-proposal"> =>
  async ({ proposal: id, news, person, asked, as }) => {
    const { record, school, links } = services;
    const { timeZone } = school.settings();
    const proposal = news === "made" ? undefined : await find(services, id);
    const made = news === "made" ? await findMade(services, id) : undefined;
    const drawn =
      made !== undefined
        ? madeCard(made, { as }, timeZone, links.record(ON_PAGE))
        : proposal !== undefined
          ? proposalCard(proposal, { news, asked, as }, timeZone, links.record(ON_PAGE))
          : undefined;
    if (drawn === undefined) return { failed: "no such proposal" };
    const show = async () => drawn;
    const keyOf = (of: ProposalNews): string => `proposal:${id}:${of}:${person}`;
    try {
      if (news !== "overtaken") await drawFor(services, keyOf(news), person, show);
      if (news !== "proposed" && news !== "made" && (await record.sentCard(keyOf("proposed"))) !== undefined)
        // Where the newer message says it, too, this one must not look like it.
        await drawFor(services, keyOf("proposed"), person, async () =>
          proposal === undefined || news === "overtaken"
            ? drawn
            : noLongerWaitingCard(proposal, timeZone, links.record(ON_PAGE)),
        );
      return DONE;
    } catch (error) {
      // It is on the record page all the same.
      return afterFailure(error, "tell-proposal", async () => undefined);
    }
  };
