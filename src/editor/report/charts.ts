/*
 * Draws charts as SVG texts, without a page: ECharts is large, so it is a bundle of its own that is loaded with the first report.
 * Colours are variables of the page, which follow the theme.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartSpec } from './chart-spec.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

type Lines = Extract<ChartSpec, { kind: 'lines' }>;
type Bars = Extract<ChartSpec, { kind: 'bars' }>;

/** In units of the drawing, which the page scales. */
const width = 720;
const lineHeight = 320;
const heightOfBars = 44;

const text = 'var(--text)';
const rule = 'var(--line)';

const colourOf = (index: number): string => `var(--series-${(index % 6) + 1})`;
// Not by colour alone: nobody has to tell blue from green.
const dashes = ['solid', 'dashed', 'dotted'] as const;
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'arrow'] as const;

const label = { color: text, hideOverlap: true };
const axisLook = {
  axisLabel: label,
  axisLine: { lineStyle: { color: rule } },
  splitLine: { lineStyle: { color: rule, opacity: 0.4 } },
};
const named = (name: string) => ({ name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: text } });

const shared: EChartsCoreOption = {
  animation: false,
  // Texts are measured without the font that they are drawn in.
  legend: {
    top: 0,
    left: 0,
    itemGap: 28,
    backgroundColor: 'none',
    borderColor: 'none',
    textStyle: { color: text },
    inactiveColor: text,
  },
  grid: { top: 44, left: 48, right: 24, bottom: 48 },
};

/** The places of whole numbers are named one by one, be it a single one. */
const namesAcross = ({ series }: Lines): readonly string[] =>
  [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort((one, other) => one - other).map(String);

const acrossOf = (spec: Lines) => {
  const look = { ...axisLook, ...named(spec.across), splitLine: { show: false } };
  return spec.axis === 'time' ? { type: 'time', ...look } : { type: 'category', data: [...namesAcross(spec)], ...look };
};

const roundUp = (value: number): number => Math.ceil(value / 20) * 20;

const limitLine = (limit: number) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: 'var(--limit)', type: 'solid', width: 2 },
  label: { color: text, formatter: `limit ${limit} %`, position: 'insideStartTop' },
  data: [{ yAxis: limit }],
});

const linesOption = (spec: Lines): EChartsCoreOption => ({
  ...shared,
  xAxis: acrossOf(spec),
  yAxis: {
    type: 'value',
    min: 0,
    max: ({ max }: { readonly max: number }) => Math.max(spec.top, roundUp(max)),
    ...axisLook,
  },
  series: spec.series.map(({ name, points }, index) => ({
    type: 'line',
    name,
    silent: true,
    data: points.map(([x, y]) => [spec.axis === 'time' ? x : String(x), y]),
    // Between two moments what was known last holds.
    ...(spec.axis === 'time' ? { step: 'end' } : {}),
    symbol: symbols[index % symbols.length],
    symbolSize: 7,
    lineStyle: { color: colourOf(index), width: 2, type: dashes[index % dashes.length] },
    itemStyle: { color: colourOf(index) },
    ...(index === 0 && spec.limit !== undefined ? { markLine: limitLine(spec.limit) } : {}),
  })),
});

const barsOption = ({ names, series }: Bars): EChartsCoreOption => ({
  ...shared,
  grid: { top: 44, left: 190, right: 40, bottom: 32 },
  xAxis: { type: 'value', minInterval: 1, ...axisLook },
  yAxis: {
    type: 'category',
    inverse: true,
    data: [...names],
    ...axisLook,
    splitLine: { show: false },
    axisLabel: { ...label, width: 150, overflow: 'truncate' },
  },
  series: series.map(({ name, values }, index) => ({
    type: 'bar',
    name,
    silent: true,
    data: values.map((value) => value ?? '-'),
    label: { show: true, position: 'right', color: text },
    // The one is an outline and the other is filled, whatever their colours.
    itemStyle: {
      color: index === 0 ? 'var(--page)' : colourOf(index),
      borderColor: colourOf(index),
      borderWidth: 2,
      borderType: 'solid',
    },
  })),
});

const heightOf = (spec: ChartSpec): number =>
  spec.kind === 'lines' ? lineHeight : 90 + heightOfBars * spec.names.length;

// What a page without scripts and without foreign styles has no use for, or would refuse.
const withoutStyles = (svg: string, id: string): string =>
  svg
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replaceAll(/ (?:style|class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, `${id}-`);

/**
 * Draws a chart: an `<svg>` element for a page that has the variables `--text`, `--page`, `--line`, `--limit` and `--series-1` to `--series-6`. `id`
 * begins the ids in it; the page has elements of the ids `ID-title` and `ID-description`.
 */
export const drawChart = (spec: ChartSpec, id: string): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: heightOf(spec) });
  try {
    chart.setOption(spec.kind === 'lines' ? linesOption(spec) : barsOption(spec));
    return withoutStyles(chart.renderToSVGString(), id);
  } finally {
    chart.dispose();
  }
};
