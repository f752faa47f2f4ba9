"""The report of a study: chapters write blocks, documents (HTML, Word, Excel) render blocks; frames in, files out."""
