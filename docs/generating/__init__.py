"""Write the pages of the docs that follow from the code, and the outputs shown in the others."""
