import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";

/** An invented school, set up. */
export const OAKFIELD: SchoolSettings = {
  name: "Oakfield Primary School",
  timeZone: "Europe/London",
  phone: "01234 567890",
  groups: {
    staff: "11111111-1111-4111-8111-111111111111",
    dsl: "22222222-2222-4222-8222-222222222222",
    headteacher: "33333333-3333-4333-8333-333333333333",
    administrators: "44444444-4444-4444-8444-444444444444",
  },
  dslChannel: { teamId: "19:team@thread.tacv2", channelId: "19:dsl@thread.tacv2" },
  escalateAfterMinutes: 3,
  undoSeconds: 4,
  lessons: { recognise: "ask", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 2] },
};
