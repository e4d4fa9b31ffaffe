import { z } from "zod";

const meeting = z.string();
const person = z.string();

/** What can be done by hand in the practice school: `POST /practice/do`. */
export const command = z.discriminatedUnion("do", [
  /** The organiser (or the named person) opens the meeting. */
  z.object({ do: z.literal("start"), meeting, person: person.optional() }),
  /** A member of staff presses End meeting. */
  z.object({ do: z.literal("end"), meeting, person: person.optional() }),
  z.object({ do: z.literal("arrive"), meeting, person }),
  z.object({ do: z.literal("leave"), meeting, person }),
  z.object({ do: z.literal("comeBack"), meeting, person }),
  /** The thirty devices open the link, spread over some seconds. */
  z.object({
    do: z.literal("familiesArrive"),
    meeting,
    overSeconds: z.number().min(0).max(600).default(3),
    count: z.number().int().min(1).max(30).default(30),
  }),
  z.object({ do: z.literal("admit"), meeting, person, by: person.optional() }),
  z.object({ do: z.literal("deny"), meeting, person, by: person.optional() }),
  z.object({ do: z.literal("admitAll"), meeting, by: person.optional() }),
  /** A person removes another in Teams. */
  z.object({ do: z.literal("remove"), meeting, person, by: person.optional() }),
  z.object({ do: z.literal("mic"), meeting, person, on: z.boolean() }),
  /** `moved`: to another room of the home, where the whole family may see. */
  z.object({
    do: z.literal("camera"),
    meeting,
    person,
    on: z.boolean(),
    moved: z.boolean().optional(),
    /** The adult has left the room, or is back. */
    adultGone: z.boolean().optional(),
  }),
  z.object({ do: z.literal("record"), meeting, person, on: z.boolean() }),
  /** A person opens breakout rooms and sends all attendees there, or closes them. */
  z.object({ do: z.literal("breakout"), meeting, person, on: z.boolean() }),
  /** A person changes the meeting options in Teams. */
  z.object({ do: z.literal("setOptions"), meeting, person, options: z.record(z.unknown()) }),
  /** The organiser invites a person, or gives an invited person another role. */
  z.object({
    do: z.literal("giveRole"),
    meeting,
    person,
    role: z.enum(["attendee", "presenter", "coorganizer"]),
  }),
  /** A person writes in the meeting chat, not to the bot. */
  z.object({ do: z.literal("say"), meeting, person, text: z.string() }),
  /** A person writes to the bot: in the private chat, or where `conversation` says. */
  z.object({ do: z.literal("text"), person, text: z.string(), conversation: z.string().optional() }),
  /** A person presses a button of a card; `conversation` presses a copy of it somewhere else. */
  z.object({
    do: z.literal("press"),
    person,
    message: z.string(),
    action: z.string(),
    actionId: z.string().optional(),
    data: z.unknown().optional(),
    inputs: z.record(z.unknown()).optional(),
    trigger: z.enum(["manual", "automatic"]).default("manual"),
    conversation: z.string().optional(),
  }),
  /** A person deletes the newest recording in the staff's folder, or moves it elsewhere. */
  z.object({ do: z.literal("drive"), how: z.enum(["delete", "move"]) }),
  /** The app is added to, or taken out of, a conversation. */
  z.object({ do: z.literal("install"), conversation: z.string(), on: z.boolean() }),
  /** The next occurrence of a weekly series is planned, as many minutes from now. */
  z.object({ do: z.literal("nextWeek"), meeting, startsInMinutes: z.number().default(5) }),
  /** Anything at all is sent to the application: `token` absent = a good one, `null` = none. */
  z.object({
    do: z.literal("deliver"),
    path: z.string().startsWith("/").default("/api/messages"),
    body: z.unknown(),
    kind: z.enum(["bot", "call"]).default("bot"),
    token: z.string().nullable().optional(),
  }),
]);

export type Command = z.infer<typeof command>;
/** As a client writes it: fields with a usual value may be left out. */
export type CommandInput = z.input<typeof command>;
