import { useEffect, useRef } from "preact/hooks";
import type { ChatView, PracticeState } from "../control/shapes.ts";
import { type Eye, eyesOf, ownChat } from "./eyes.ts";

/** What a person has not read: bot messages since they last looked, by eye id. */
export type Unread = ReadonlyMap<string, number>;

/**
 * Counts what has arrived for others while the page looks through these eyes. What was there when
 * the page was opened counts as read.
 */
export const useUnread = (state: PracticeState, looking: Eye | undefined): Unread => {
  const read = useRef<Map<string, string> | undefined>(undefined);
  const eyes = eyesOf(state);
  if (read.current === undefined) {
    read.current = new Map(eyes.map((eye) => [eye.id, lastOf(ownChat(eye, state))]));
  }
  const marks = read.current;
  const last = looking === undefined ? "" : lastOf(ownChat(looking, state));
  useEffect(() => {
    if (looking !== undefined) marks.set(looking.id, last);
  }, [marks, looking, last]);
  return new Map(
    eyes.map((eye) => {
      const since = Number(marks.get(eye.id) ?? 0);
      const chat = ownChat(eye, state);
      const fresh = chat?.messages.filter((one) => shown(one) && Number(one.id) > since) ?? [];
      return [eye.id, eye.id === looking?.id ? 0 : fresh.length];
    }),
  );
};

const shown = ({ from, deleted }: ChatView["messages"][number]): boolean => from === "bot" && !deleted;

/** Message ids rise, practice restarts included: they are times. */
const lastOf = (chat: ChatView | undefined): string => chat?.messages.at(-1)?.id ?? "0";
