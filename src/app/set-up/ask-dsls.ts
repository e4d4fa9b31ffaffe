import type { SchoolServices } from "../../desk/school-services.ts";
import { CloudError, isUnanswered } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { rehearsalCard, rehearsalSeenCard } from "../../teams/cards/rehearsal-card.ts";
import type { Sender } from "../../teams/send.ts";

// The last part of a rehearsal: a message to each DSL in their own chat, until one of them presses.

type Services = Pick<SchoolServices, "id" | "school" | "people">;

type Dependencies = {
  readonly sender: Pick<Sender, "openPersonal" | "send" | "update">;
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
};

type Place = { readonly conversation: string; readonly activity: string };
type Tried = { readonly name: string; readonly at: string } & (
  | { readonly how: "sent"; readonly place?: Place }
  /** Not taken yet: it is tried again soon. */
  | { readonly how: "waits"; readonly why: string }
  | { readonly how: "refused"; readonly why: string }
);

export type Asking = {
  /** Sends to those who have it not yet, in the background. */
  readonly send: () => void;
  /** What is so now, in words for the administrator. */
  readonly said: () => { readonly now: string; readonly trouble?: string };
  /** Teams refuses it for each DSL, or there is none. */
  readonly reachedNone: () => boolean;
  /** A DSL who finds the message later must not read that an administrator waits. */
  readonly withdraw: () => Promise<void>;
};

const AGAIN_AFTER_MS = { waits: 5_000, refused: 20_000 } as const;

export const NO_DSL =
  "No one with an enabled account is in the group of DSLs. Put them into it (step 3), and leave this on: it is sent by itself.";
const SENDING = "Lesson Guard is sending a message to each DSL. Teams has not taken one yet.";
const ON = "Leave this on: it is sent again by itself.";

/** @param id of the rehearsal */
export const askDsls = (
  { sender, now, failed }: Dependencies,
  { id: school, school: { settings }, people }: Services,
  id: string,
): Asking => {
  const tried = new Map<string, Tried>();
  let isEmpty = false;
  /** Why it is not known who the DSLs are. */
  let unknown: string | undefined;
  let round: Promise<void> | undefined;

  const isTime = (one: Tried | undefined): boolean =>
    one === undefined ||
    (one.how !== "sent" && Date.parse(now()) - Date.parse(one.at) >= AGAIN_AFTER_MS[one.how]);

  const sendTo = async (person: string): Promise<void> => {
    const [name, at] = [await people.nameOf(person), now()];
    try {
      const conversation = await sender.openPersonal(person);
      try {
        const { activityId: activity } = await sender.send(conversation, rehearsalCard(id, school));
        tried.set(person, { name, at, how: "sent", place: { conversation, activity } });
      } catch (error) {
        if (!(error instanceof CloudError && error.kind === "unknown-outcome")) throw error;
        // It may have arrived: a second one would be one too many.
        tried.set(person, { name, at, how: "sent" });
      }
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      tried.set(person, {
        name,
        at,
        how: isUnanswered(error) ? "waits" : "refused",
        why: reasonOf(error),
      });
    }
  };

  const sendAll = async (): Promise<void> => {
    try {
      const { dsl } = await people.holders();
      isEmpty = dsl.length === 0;
      unknown = undefined;
      for (const person of tried.keys()) if (!dsl.includes(person)) tried.delete(person);
      await Promise.all(dsl.filter((person) => isTime(tried.get(person))).map(sendTo));
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      unknown = reasonOf(error);
    }
  };

  const all = (how: Tried["how"]): readonly Tried[] => [...tried.values()].filter((one) => one.how === how);

  return {
    send: () => {
      round ??= sendAll()
        .catch(failed)
        .finally(() => {
          round = undefined;
        });
    },
    said: () => {
      const [sent, waits, refused] = [all("sent"), all("waits"), all("refused")];
      const troubles = [
        ...(unknown === undefined ? [] : [`Who the DSLs are is not known just now (${unknown}). ${ON}`]),
        ...(isEmpty ? [NO_DSL] : []),
        ...(waits.length === 0
          ? []
          : [`Teams has not taken it yet for ${namesOf(waits)} (${whysOf(waits)}). ${ON}`]),
        ...(refused.length === 0
          ? []
          : [`Teams refuses it for ${namesOf(refused)} (${whysOf(refused)}). ${mendOf(refused)}`]),
      ];
      const at = sent
        .map((one) => one.at)
        .sort()
        .at(-1);
      return {
        now:
          at === undefined
            ? SENDING
            : `The message went to ${namesOf(sent)} at ${clockTime(at, settings().timeZone)}, and no one has pressed yet. Ask a DSL to open the chat with Lesson Guard in Teams, and to press I have seen it. This page sees it by itself.`,
        ...(troubles.length === 0 ? {} : { trouble: troubles.join(" ") }),
      };
    },
    reachedNone: () => isEmpty || (tried.size > 0 && all("refused").length === tried.size),
    withdraw: async () => {
      await round;
      await Promise.all(
        [...tried.values()].map(async (one) => {
          if (one.how !== "sent" || one.place === undefined) return;
          const { conversation, activity } = one.place;
          await sender.update(conversation, activity, rehearsalSeenCard("over")).catch(failed);
        }),
      );
    },
  };
};

const namesOf = (some: readonly Tried[]): string =>
  some.map(({ name }) => name || "a person without a name").join(", ");

const whysOf = (some: readonly Tried[]): string =>
  [...new Set(some.flatMap((one) => (one.how === "sent" ? [] : [one.why])))].join(", ");

const mendOf = (refused: readonly Tried[]): string =>
  refused.some((one) => one.how === "refused" && one.why === "BotDisabledByAdmin")
    ? `An administrator has blocked the app: unblock it (step 2). ${ON}`
    : `Most often they do not have the app: give it to the group of DSLs (step 4). ${ON}`;
