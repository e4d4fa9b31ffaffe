import type { People } from "../desk/people.ts";
import type { Guarded, GuardedValue } from "../protocol/holders/events.ts";
import { coverIn, isChannel } from "../protocol/holders/state.ts";
import type { Cover } from "../protocol/who/cover.ts";
import type { FirstTold } from "../protocol/who/route.ts";
import type { Channel } from "../record/index/places.ts";

const FIRST: { readonly [value: string]: string | undefined } = {
  both: "DSL and headteacher at once",
  "dsl-first": "DSL first, then headteacher",
  "headteacher-first": "headteacher first, then DSL",
} satisfies { readonly [F in FirstTold]: string };

type Naming = Pick<People, "nameOf">;

/** As people read it on the pages: the id of a group, the name of a channel, who is away when. */
export const shownValue = async (
  of: Guarded,
  value: GuardedValue,
  channels: readonly Channel[],
  people: Naming,
): Promise<string> => {
  if (value === null) return "none";
  if (of === "head" && typeof value === "string") return (await people.nameOf(value)) || value;
  if (typeof value === "string") return FIRST[value] ?? value;
  if (!isChannel(value)) return coverInWords(coverIn(value), people);
  return (
    channels.find(({ channelId }) => channelId === value.channelId)?.name ??
    "a channel that Lesson Guard cannot see now"
  );
};

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const coverInWords = async ({ stints = [], hours }: Cover, people: Naming): Promise<string> => {
  const named = async (id: string): Promise<string> => (await people.nameOf(id)) || id;
  const leave = await Promise.all(
    stints.map(
      async ({ away, by, from, until }) =>
        `${await named(away)} away from ${from} to ${until}, ${await named(by)} covers`,
    ),
  );
  if (hours === undefined) return leave.join("; ") || "none";
  const contacts = await Promise.all(hours.contacts.map(named));
  const days = hours.days.map((day) => DAYS[day - 1] ?? "").join(", ");
  const open = `outside ${days} ${hours.opens}–${hours.closes}: ${contacts.join(", ")}`;
  return [...leave, open].join("; ");
};
