import { groupId } from "./groups.ts";
import { findPerson } from "./people.ts";
import { staffSite } from "./staff-drive.ts";
import { dslTeam, schoolMailbox, schoolName } from "./tenant.ts";

/** What `SCHOOL_FILE` holds for the practice school. */
export const schoolFile = (): unknown => ({
  name: schoolName,
  timeZone: "Europe/London",
  phone: "01632 960123",
  groups: {
    staff: groupId("staff"),
    dsl: groupId("dsl"),
    headteacher: groupId("headteacher"),
    administrators: groupId("administrators"),
  },
  dslChannel: { teamId: dslTeam.id, channelId: dslTeam.channelId },
  headteacherPerson: findPerson("evans")?.account?.objectId,
  mailFrom: schoolMailbox,
  recordings: { site: staffSite.address, folder: staffSite.folder, keepDays: 30 },
  escalateAfterMinutes: 3,
  undoSeconds: 4,
  lessons: { recognise: "ask", defaultKind: "class", arriveMinutesBefore: [5, 2] },
});
