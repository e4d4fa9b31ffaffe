import { CloudError } from "../meeting/cloud-error.ts";
import type { Installed } from "./installation.ts";

type InTeam = Extract<Installed, { scope: "team" }>;
type Channels = (teamId: string) => Promise<readonly { readonly id: string; readonly name?: string }[]>;

/**
 * "Safeguarding – DSL": who approves a channel has to see which of the team's it is. Where Teams did not say it with the
 * installation it is asked.
 * @returns undefined where not even the team has a name: then what is known stays
 */
export const channelName = async (
  { teamId, teamName, channelId, channelName: said }: InTeam,
  channels: Channels,
): Promise<string | undefined> => {
  if (teamName === undefined) return undefined;
  // Teams leaves it to each client to name this one.
  if (channelId === teamId) return `${teamName} – General`;
  return `${teamName} – ${said ?? (await asked(teamId, channelId, channels)) ?? "a channel whose name Teams does not say"}`;
};

const asked = async (teamId: string, channelId: string, channels: Channels): Promise<string | undefined> => {
  try {
    return (await channels(teamId)).find(({ id }) => id === channelId)?.name;
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  }
};
