import { asList, asRecord, at } from "../fields.ts";
import type { Answer } from "./answer.ts";
import type { FaultKind } from "./faults.ts";

/** The answer with a list that is not all there is, as Microsoft's sometimes is (facts/graph.md 00). */
export const shortened = (answer: Answer, kind: FaultKind | undefined): Answer => {
  const value = at(answer.body, "value");
  if (answer.status !== 200 || !Array.isArray(value)) return answer;
  const all = asList(value);
  const left = (short: readonly unknown[]): Answer => ({
    ...answer,
    body: { ...asRecord(answer.body), value: short },
  });
  if (kind === "emptyList") return left([]);
  if (kind === "halfList") return left(all.filter((one, n) => isOwn(one) || n % 2 === 0));
  return kind === "ownList" ? left(all.filter(isOwn)) : answer;
};

const isOwn = (one: unknown): boolean => at(one, "info", "identity", "application") !== undefined;
