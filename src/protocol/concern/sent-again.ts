import type { OtherWay } from "../work/duty.ts";
import type { Concern, Delivery } from "./state.ts";

const isAgain = (deliveries: readonly Delivery[]): boolean => deliveries.at(-1)?.again === true;

/**
 * Whether the message in a chat or the channel may be there twice: it was sent, Teams did not say whether it took it,
 * and it was sent again. It must not be read as a second incident.
 * @param reader in whose own chat it is; undefined for the channel
 */
export const isSentAgain = ({ deliveries }: Concern, reader: string | undefined): boolean =>
  isAgain(
    deliveries.filter(({ target }) =>
      target.to === "person" ? target.person === reader : target.to === "channel" && reader === undefined,
    ),
  );

/** The same of an e-mail or an entry in a feed. */
export const isPointedAgain = ({ deliveries }: Concern, { to, person }: OtherWay): boolean =>
  isAgain(deliveries.filter(({ target }) => target.to === to && target.person === person));

export const SENT_AGAIN =
  "Sent again, same reference: Teams did not confirm the first. If you have it twice, it is one concern.";
