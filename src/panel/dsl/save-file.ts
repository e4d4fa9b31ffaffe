import type { ApiFile } from "../api.ts";

/** Gives a file to the browser to be saved. Its address exists only until that is done. */
export const saveFile = ({ name, content }: ApiFile): void => {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
