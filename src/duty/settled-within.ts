/** Whether all of these settled (none may reject) within so many milliseconds. */
export const settledWithin = async (settling: Iterable<Promise<void>>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = Promise.all(settling).then(() => true);
  try {
    return await Promise.race([settled, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};
