/** A share as people read it: '0.0123' is '1.23 %'. */
export const percent = (share: string): string => `${(Number(share) * 100).toFixed(2)} %`;
