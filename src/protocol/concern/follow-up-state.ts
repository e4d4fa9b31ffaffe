import { defined } from "../defined.ts";
import type { FollowUpEvent } from "./follow-up-events.ts";

export type Action = {
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly why?: string;
};

export type Reminder = {
  readonly at: string;
  readonly by: string;
  /** A day, "2026-12-03". */
  readonly on: string;
  readonly what?: string;
};

export type FollowUp = {
  readonly actions: readonly Action[];
  readonly handedOver: readonly { readonly at: string; readonly by: string; readonly to: string }[];
  /** Each reminder, also one that a later one took the place of; `on` absent: taken away. */
  readonly reminders: readonly (Omit<Reminder, "on"> & { readonly on?: string })[];
  /** Children it is about, besides those written in its details. */
  readonly children: readonly string[];
};

export const NOTHING_DONE: FollowUp = { actions: [], handedOver: [], reminders: [], children: [] };

const ERASED = "(erased)";

export const evolveFollowUp = (before: FollowUp, event: FollowUpEvent): FollowUp => {
  const { at } = event;
  switch (event.type) {
    case "ActionNoted": {
      const { action = ERASED, why } = event.personal ?? {};
      return {
        ...before,
        actions: [...before.actions, { at, by: event.data.by, action, ...defined({ why }) }],
      };
    }
    case "HandedOver":
      return {
        ...before,
        handedOver: [...before.handedOver, { at, by: event.data.by, to: event.data.to }],
      };
    case "ReminderSet": {
      const { by, on } = event.data;
      const reminder = { at, by, ...defined({ on, what: event.personal?.what }) };
      return { ...before, reminders: [...before.reminders, reminder] };
    }
    case "ChildLinked":
      return { ...before, children: [...before.children, event.personal?.child ?? ERASED] };
  }
};

type Named = {
  readonly details: readonly { readonly children?: readonly string[] }[];
  readonly followUp: Pick<FollowUp, "children">;
};

/** Every child a concern is said to be about: picked from a register in its details, or linked by a person who was told. */
export const childrenOf = ({ details, followUp }: Named): readonly string[] => [
  ...new Set([...details.flatMap(({ children = [] }) => children), ...followUp.children]),
];
