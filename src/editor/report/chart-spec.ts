/** A line: its points from left to right. */
export interface LineSeries {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** What is drawn, without how. */
export type ChartSpec =
  | {
      readonly kind: 'lines';
      /** `count`: whole numbers; `time`: milliseconds since 1970, in UTC. */
      readonly axis: 'count' | 'time';
      /** What the axis from left to right is called. */
      readonly across: string;
      /** The axis upwards goes to this at least. */
      readonly top: number;
      /** Where a line across marks what is allowed. */
      readonly limit?: number;
      readonly series: readonly LineSeries[];
    }
  | {
      readonly kind: 'bars';
      /** From the top down. */
      readonly names: readonly string[];
      /** One value for each name; null: no bar. */
      readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
    };
