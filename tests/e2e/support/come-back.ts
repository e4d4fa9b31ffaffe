import type { PracticeClient } from "./practice.ts";

/**
 * Comes to the lobby once more and is let in: certainly inside, however soon Lesson Guard acts on it.
 *
 * @returns the new participant id
 */
export const comeBack = async (practice: PracticeClient, person: string): Promise<string> => {
  await practice.do({ do: "comeBack", meeting: "maths", person });
  const seat = await practice.seat("maths", person);
  expect([person, seat?.where]).toEqual([person, "lobby"]);
  // Refused where they do not wait there.
  await practice.do({ do: "admit", meeting: "maths", person });
  return seat?.participant ?? "";
};

/** Waits until the application has had this participant removed from the call, and Graph has done it. */
export const isRemoved = (
  practice: PracticeClient,
  participant: string,
  withinMs: number,
): Promise<unknown> =>
  practice.until(
    "Lesson Guard has removed who came back",
    async () =>
      (await practice.ledger()).some(
        ({ operation, path, status }) =>
          operation === "graph.participant.remove" && path.endsWith(`/${participant}`) && status === 204,
      ),
    withinMs,
  );
