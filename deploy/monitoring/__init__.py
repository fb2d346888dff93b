"""What operations watch: the metrics, the rules that alert, and the dashboards made of them."""
