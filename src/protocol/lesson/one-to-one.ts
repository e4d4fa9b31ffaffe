/** Said wherever a one-to-one is shown (O1): it must not look as well kept as a class. */
export const ONE_TO_ONE_NOT_YET =
  "Lesson Guard cannot do the recording step yet. If the parent cannot stay, postpone.";
