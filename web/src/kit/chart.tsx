// A chart by ECharts, loaded when one is first shown; the table behind it stands beside it on the page.
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';

interface ChartProps {
  readonly option: EChartsCoreOption;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
}

export function Chart({ option, label }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let isGone = false;
    let stop = (): void => undefined;
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (!isGone) stop = drawChart(element, option);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [option]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
