import { scheduleExpiry } from "./keeping-duties.ts";
import { scheduleTomorrow } from "./tomorrow-duties.ts";

/** Makes sure that the work of each night and of each evening is planned. */
export const scheduleDaily = async (services: Parameters<typeof scheduleExpiry>[0]): Promise<void> => {
  await scheduleExpiry(services);
  await scheduleTomorrow(services);
};
