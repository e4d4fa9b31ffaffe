/** The result of one check. What it says holds nothing personal: streams, versions, digests, times. */
export type Finding = {
  readonly ok: boolean;
  readonly say: string;
  /** The first event that is wrong, where the check can tell. */
  readonly event?: { readonly stream: string; readonly version: number };
};

export const passed = (say: string): Finding => ({ ok: true, say });

export const failed = (say: string): Finding => ({ ok: false, say });

/** @param what what is wrong with the event, in words that follow its name */
export const wrongEvent = (stream: string, version: number, what: string): Finding => ({
  ok: false,
  say: `${stream}, event ${version}: ${what}`,
  event: { stream, version },
});

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
