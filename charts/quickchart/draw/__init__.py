"""Drawing as Chart.js draws: layout, axes, legend, and what stands in the chart area."""
