"""How dates and numbers are written, by language, where Django has it otherwise."""
