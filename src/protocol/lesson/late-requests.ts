import { differences, type MeetingOptions } from "./options.ts";
import type { Doors } from "./state.ts";

/** A request may come into force so much later: no gateway on the way to Teams keeps one longer (four minutes). */
const MAY_COME_FOR_MS = 5 * 60_000;
/** A request that is tried again and again is noted so often. */
const NOTED_EVERY_MS = 60_000;

const isWithin = (at: string, now: string, ms: number): boolean => Date.parse(now) - Date.parse(at) <= ms;

/** The requests that may yet come into force. */
export const requestsToCome = ({ mayCome = [] }: Doors, now: string): readonly MeetingOptions[] =>
  mayCome.filter(({ at }) => isWithin(at, now, MAY_COME_FOR_MS)).map(({ options }) => options);

/** Teams did not say whether it took this request. */
export const withRequest = (
  { mayCome = [] }: Doors,
  options: MeetingOptions,
  at: string,
): Pick<Doors, "mayCome"> => ({
  mayCome: [...mayCome.filter((one) => isWithin(one.at, at, MAY_COME_FOR_MS)), { at, options }],
});

/** What is asked for no longer, for as long as a request for it may come. */
export const withBefore = ({ before = [], asked }: Doors, until: string): Pick<Doors, "before"> =>
  asked === undefined
    ? {}
    : {
        before: [
          ...before.filter((one) => isWithin(one.until, until, MAY_COME_FOR_MS)),
          { until, options: asked.options },
        ],
      };

/** All that was asked for at some moment since then, and may have been sent. */
export const askedSince = ({ before = [], asked }: Doors, since: string): readonly MeetingOptions[] => [
  ...before.filter(({ until }) => until >= since).map(({ options }) => options),
  ...(asked === undefined ? [] : [asked.options]),
];

export const isNotedAsUnanswered = ({ mayCome = [] }: Doors, options: MeetingOptions, now: string): boolean =>
  mayCome.some(
    (one) => differences(one.options, options).length === 0 && isWithin(one.at, now, NOTED_EVERY_MS),
  );
