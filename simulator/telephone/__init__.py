"""What the caller hears of a telephone line: its band, its tones, and the room at the other end."""
