/**
 * The result of `work`; `late` where it takes longer than this many milliseconds. The work itself goes on; an error it
 * throws later is caught here and goes no further.
 * @throws what the work throws in time
 */
export const within = async <Done, Late>(
  ms: number,
  work: Promise<Done>,
  late: Late,
): Promise<Done | Late> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};
