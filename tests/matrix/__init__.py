"""The authorisation matrix: who may ask which route of the API, about whose things, and when.

``python -m tests.matrix`` prints it. Roles come from the table of rights
(``tests/shape/rights.py``), states from the state tables of the services; what stands here alone
is what becomes of a question about somebody else's thing.
"""
