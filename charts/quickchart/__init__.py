"""The QuickChart dialect: Chart.js configs, read as data and drawn as Chart.js draws them."""
