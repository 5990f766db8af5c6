// The parts of ECharts that the console uses, and no others, in a chunk of their own.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Draws into an element and follows its size. @returns what takes the chart away again */
export function drawChart(element: HTMLElement, option: EChartsCoreOption): () => void {
  const chart = init(element);
  const fontFamily = getComputedStyle(element).fontFamily;
  const draw = () => chart.setOption({ animation: false, textStyle: { fontFamily }, ...option }, true);
  draw();
  // A canvas does not wait for web fonts: what it needs is asked for, and drawn again when it is there.
  void document.fonts.load(`12px ${fontFamily}`, JSON.stringify(option)).then(() => {
    if (!chart.isDisposed()) draw();
  });
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(element);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}
