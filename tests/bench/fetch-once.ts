import { Agent, fetch as undiciFetch } from "undici";

const agent = new Agent({ pipelining: 0 });

/** Each over a connection of its own: one that is shut just as it is taken up again, on a busy machine, would fail. */
export const fetchOnce = (address: string, init: Parameters<typeof undiciFetch>[1] = {}) =>
  undiciFetch(address, { ...init, dispatcher: agent });
