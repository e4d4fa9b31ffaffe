import { type Answer, decideAnswer, decideSettings } from "../../../src/protocol/holders/decide.ts";
import type { SchoolEvent } from "../../../src/protocol/holders/events.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import { evolveSchool, type SchoolState } from "../../../src/protocol/holders/state.ts";
import type { Caller } from "../../../src/protocol/who/caller.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import type { Role } from "../../../src/protocol/words.ts";

const AT = Date.parse("2026-11-24T10:42:00.000Z");
export const HOUR = 60 * 60 * 1000;
export const hoursOn = (hours: number): string => new Date(AT + hours * HOUR).toISOString();
export const NOW = hoursOn(0);

export const CHANNEL = { teamId: "t", channelId: "c" };
export const CHOSEN: SchoolSettings = {
  name: "Oakfield",
  timeZone: "Europe/London",
  groups: { staff: "staff", dsl: "lowe-and-grant", headteacher: "evans" },
  dslChannel: CHANNEL,
  escalateAfterMinutes: 3,
  undoSeconds: 4,
  lessons: { recognise: "ask", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 2] },
};
export const OWN: SchoolSettings = { ...CHOSEN, groups: { ...CHOSEN.groups, dsl: "khan-alone" } };
export const HOLDERS: Holders = { dsl: ["lowe", "grant"], headteacher: ["evans"] };

export const who = (id: string, roles: readonly Role[], overAll = false): Caller => ({
  id,
  name: id,
  roles,
  fresh: true,
  ...(overAll ? { overAll } : {}),
});
export const LOWE = who("lowe", ["dsl"]);
export const EVANS = who("evans", ["headteacher"]);
export const KHAN = who("khan", ["administrator"], true);
export const TRUST = who("trust", [], true);

export const evolved = (state: SchoolState, events: readonly SchoolEvent[]) =>
  events.reduce(evolveSchool, state);
export const START: SchoolState = { settings: CHOSEN, proposals: [] };
export const proposed = (
  next = OWN,
  state = START,
  source: { by: string } | { file: string } = { by: "khan" },
  id = "1",
  now = NOW,
) => evolved(state, decideSettings(state, next, source, id, now, HOLDERS.headteacher));
export const answering = (
  state: SchoolState,
  caller: Caller,
  { answer = "yes", proposal = "dsl-1" }: Partial<Answer> = {},
  now = NOW,
  holders = HOLDERS,
) => decideAnswer(state, { proposal, answer }, caller, holders, now);
export const refusal = (...asked: Parameters<typeof answering>) => {
  const decision = answering(...asked);
  return "refused" in decision ? decision.refused : "taken";
};
export const answeredBy = (state: SchoolState, ...asked: [Caller, Partial<Answer>?, string?, Holders?]) => {
  const decision = answering(state, ...asked);
  if ("refused" in decision) throw new Error(decision.say);
  return evolved(state, decision.events);
};
