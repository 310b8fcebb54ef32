"""Whether a text says anything: a dot, a dash or a character that nobody can see is neither an answer nor a name."""


def says_something(text: str) -> bool:
    """Whether a text holds a letter or a digit, of whatever script."""
    return any(character.isalnum() for character in text)
