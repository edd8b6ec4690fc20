"""The docs, and the program that keeps them true."""
