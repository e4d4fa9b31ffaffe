import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { isWanted, NO_MAILBOX } from "../../protocol/concern/escalation.ts";
import type { Concern } from "../../protocol/concern/state.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import type { OtherWay } from "../../protocol/work/duty.ts";
import type { Outcome } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE } from "./outcome.ts";

/**
 * Tells somebody who is told in their own chat by another way as well. It says that a message waits and
 * where: the reference and the time, the same words whatever the message is about. Others may read a
 * mailbox, and a feed shows on a lock screen.
 */
export const tellOtherWay = async (
  services: DutyServices,
  concern: Concern,
  target: OtherWay,
  step: number,
): Promise<Outcome> => {
  const { concerns } = services;
  const { ref } = concern;
  const notTold = (reason: string, final: boolean) => concerns.notTold(ref, target, reason, final, step);
  try {
    if (target.to === "feed") await feed(services, concern, target.person);
    else {
      const to = await services.people.mailOf(target.person);
      const from = services.school.settings().mailFrom;
      if (from === undefined || to === undefined) {
        await notTold(NO_MAILBOX, true);
        return { failed: NO_MAILBOX };
      }
      // Somebody may have taken it while the directory was asked.
      if (!isWanted(await concerns.read(ref), { target, step })) return DONE;
      await mail(services, concern, { from, to });
    }
    await concerns.told(ref, target, step);
    return DONE;
  } catch (error) {
    // Twice rather than never.
    if (error instanceof CloudError && error.kind === "unknown-outcome") return { reason: reasonOf(error) };
    return afterFailure(error, "tell", notTold);
  }
};

const feed = async ({ notify, links }: DutyServices, { ref }: Concern, person: string): Promise<void> =>
  notify({ person, preview: `A message waits for you, ref ${ref}.`, link: links.record(ref) });

const mail = async (
  { mailer, school, links }: DutyServices,
  { ref, raisedAt }: Concern,
  between: { readonly from: string; readonly to: string },
): Promise<void> =>
  mailer({
    ...between,
    subject: `Lesson Guard: a message waits for you (${ref})`,
    text: [
      `A message with the reference ${ref} has waited in Lesson Guard since ${clockTime(raisedAt, school.settings().timeZone)}.`,
      "Nobody has taken it yet.",
      "",
      "Open the record in Teams:",
      links.record(ref),
      "",
      "What it is about stands in the record only. Please write nothing about it by e-mail.",
    ].join("\n"),
  });
