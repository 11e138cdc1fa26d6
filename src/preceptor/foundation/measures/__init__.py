"""Named figures with the records behind them."""
