import type { Api } from "../api.ts";
import { GroupNote, useGroup } from "../settings/group-note.tsx";

/** The people of a group by name, as the directory has them now. */
export const PeopleOfGroup = ({ api, group }: { readonly api: Api; readonly group: string }) => (
  <GroupNote looked={useGroup(api, group)} />
);
