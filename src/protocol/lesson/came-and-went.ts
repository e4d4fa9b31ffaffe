import type { Place, RosterSource } from "../words.ts";
import type { LessonEvent } from "./events.ts";
import { once } from "./once.ts";

type Arrived = Extract<LessonEvent, { type: "PersonArrived" }>;
type Coming = Arrived | Extract<LessonEvent, { type: "PersonMoved" }>;

/** `device`: its ids by each source that showed it. */
type News = { readonly event: Coming; readonly device: readonly string[] };

/** A device by one source, and by the other where that shows the same one. */
type Device = {
  readonly ids: readonly string[];
  readonly sources: ReadonlySet<RosterSource>;
  readonly first: Arrived;
};

/** What both sources call them by. @returns undefined where that was erased, or says nothing */
const calledAs = ({ data: { identity, userId }, personal }: Arrived): string | undefined => {
  if (userId !== undefined) return `account ${userId}`;
  const shown = personal?.shown ?? "";
  return shown === "" ? undefined : `${identity} ${shown}`;
};

/** A list that is read later than Teams' message of the same may still show them in the lobby. */
const LATE_MS = 60_000;

/** A second device of the same name waits in the lobby; the first may be inside since long. */
const mayBeSame = (device: Device, arrived: Arrived): boolean => {
  const [told, listed] =
    device.first.data.source === "call" ? [arrived, device.first] : [device.first, arrived];
  return (
    listed.data.place === "in" ||
    told.data.place !== "in" ||
    Math.abs(Date.parse(listed.at) - Date.parse(told.at)) <= LATE_MS
  );
};

/** One for each device, whichever source showed it: the first of one source is the first of the other. */
const devicesOf = (events: readonly LessonEvent[]): readonly Device[] => {
  const devices: Device[] = [];
  for (const event of events) {
    if (event.type !== "PersonArrived" || devices.some(({ ids }) => ids.includes(event.data.person)))
      continue;
    const { person, source } = event.data;
    const called = calledAs(event);
    const same =
      called === undefined
        ? -1
        : devices.findIndex(
            (one) => !one.sources.has(source) && calledAs(one.first) === called && mayBeSame(one, event),
          );
    const known = devices[same];
    if (known === undefined) devices.push({ ids: [person], sources: new Set([source]), first: event });
    else
      devices[same] = { ...known, ids: [...known.ids, person], sources: new Set([...known.sources, source]) };
  }
  return devices;
};

const isComing = (event: LessonEvent): event is Coming =>
  event.type === "PersonArrived" || event.type === "PersonMoved";

/**
 * Who came and went, each thing once. The call's list and Teams' messages show the same person under ids of their own,
 * one after the other: what changes nothing is no news, and a list of before, in which they still wait, is none either.
 */
export const comings = once((events: readonly LessonEvent[]): readonly News[] => {
  const deviceOf = new Map(devicesOf(events).flatMap((one) => one.ids.map((id) => [id, one] as const)));
  const places = new Map<Device, Place>();
  return events.flatMap((event) => {
    if (!isComing(event)) return [];
    const device = deviceOf.get(event.data.person);
    if (device === undefined) return [];
    const { place } = event.data;
    const before = places.get(device);
    const isOld = event.type === "PersonArrived" && place === "lobby" && before !== undefined;
    if (before === place || isOld) return [];
    places.set(device, place);
    return [{ event, device: device.ids }];
  });
});
