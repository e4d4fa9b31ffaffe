import type { FaultOrder } from "../cloud/faults.ts";
import type { CommandInput } from "../control/command.ts";
import type { TenantOrder } from "../control/orders.ts";
import type { Pressed } from "../control/shapes.ts";
import type { Latency, Switches } from "../switches.ts";

/** The practice program refused, or did not answer; `message` is a sentence for the person. */
export class ControlError extends Error {
  override readonly name = "ControlError";
}

/**
 * One act of a person in the practice school (`POST /practice/do`).
 *
 * @throws {ControlError} with Teams' own reason where Teams would not let them
 */
export const act = (command: Exclude<CommandInput, { do: "press" | "deliver" }>): Promise<unknown> =>
  post("do", command);

/** A press on a card, as the person who looks at it. */
export const pressCard = (press: Omit<Extract<CommandInput, { do: "press" }>, "do">): Promise<Pressed> =>
  post<Pressed>("do", { do: "press", ...press });

/** Single sign-on as Teams does it; people without a school account have none. */
export const signIn = async (person: string): Promise<string> => {
  const { token } = await post<{ token: string }>("tokens", { kind: "panel", person });
  return token;
};

export const setLatency = (latency: Partial<Latency>): Promise<unknown> => post("latency", latency);

export const setSwitches = (switches: Partial<Switches>): Promise<unknown> => post("switches", switches);

export const addFault = (fault: FaultOrder): Promise<unknown> => post("faults", fault);

export const liftFaults = (): Promise<unknown> => send("DELETE", "faults");

export const advanceClock = (minutes: number): Promise<unknown> => post("clock", { advanceMinutes: minutes });

export const runApplication = (order: "kill" | "start"): Promise<unknown> => post("app", { act: order });

/** A press of an administrator outside Teams (`POST /practice/tenant`). @throws {ControlError} with Microsoft's own reason */
export const administer = (order: TenantOrder): Promise<{ readonly shown: string }> => post("tenant", order);

const post = <Answer = unknown>(path: string, body: unknown): Promise<Answer> =>
  send<Answer>("POST", path, body);

const send = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  let response: Response;
  try {
    response = await fetch(`/practice/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    // The network's own words say nothing to a person; on a loopback address there is only one cause.
    throw new ControlError("Practice does not answer. Is it still running?");
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Answer;
  const said = typeof answer === "object" && answer !== null && "error" in answer ? answer.error : undefined;
  throw new ControlError(typeof said === "string" ? said : "Practice could not do that.");
};
