"""Small networks for tables: what the jobs `fit` and `predict` share, and any job may use.

`load_model("model.safetensors").predict(table)` is all it takes to use a trained one.
"""
