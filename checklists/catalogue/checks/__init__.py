"""Whether the files of one edition agree with each other: one module a noun, each yielding problems."""
