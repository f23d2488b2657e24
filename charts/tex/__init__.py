"""Formulas: the language, the tree, the fonts and the boxes of TeX."""
