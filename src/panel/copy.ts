/**
 * Copies a text. Where Teams does not give the page the clipboard, it is selected, so that one key press copies it.
 *
 * @param shown where the text stands
 * @returns what to say: `copied`, or how to go on
 */
export const copyOrSelect = async (
  text: string,
  shown: HTMLElement | null,
  copied = "Copied.",
): Promise<string> => {
  try {
    await navigator.clipboard.writeText(text);
    return copied;
  } catch {
    if (shown instanceof HTMLTextAreaElement) {
      shown.focus();
      shown.select();
    } else if (shown !== null) {
      getSelection()?.selectAllChildren(shown);
    }
    return "Selected. Press Ctrl+C to copy.";
  }
};
