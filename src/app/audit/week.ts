const day = 86_400_000;

/** The week of a moment, by the Monday it began with, in UTC. */
export const weekOf = (moment: string): string => {
  const at = new Date(moment);
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * day).toISOString().slice(0, 10);
};
