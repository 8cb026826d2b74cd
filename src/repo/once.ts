/** Does something once, and gives everybody what came of it. What failed is done anew for whoever asks next. */
export const once = <Value>(work: () => Promise<Value>): (() => Promise<Value>) => {
  let done: Promise<Value> | undefined;
  return () => {
    if (done !== undefined) return done;
    const doing = work();
    done = doing;
    doing.catch(() => {
      if (done === doing) done = undefined;
    });
    return doing;
  };
};
