"""Answering on a page: the cards of questions, what their fields hold, and saving them. No face of its own."""
