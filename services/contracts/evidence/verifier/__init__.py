"""The offline verifier: these modules, joined into the one file that goes along in a package.

They import nothing of ours but each other (``joining`` leaves those imports out), so that the
file runs anywhere with Python, pyhanko, lxml, signxml and cryptography.
"""
