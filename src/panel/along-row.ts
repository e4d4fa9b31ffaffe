/**
 * Left and Right go along the buttons of a row. Tab goes from pupil to pupil, so that the safety buttons are not
 * behind three checks for each of thirty.
 */
export const alongRow = (event: KeyboardEvent): void => {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const row = event.currentTarget;
  if (step === 0 || !(row instanceof HTMLElement)) return;
  const buttons = [...row.querySelectorAll("button")];
  const at = buttons.findIndex((one) => one.matches(":focus"));
  buttons[at + step]?.focus();
  event.preventDefault();
};
