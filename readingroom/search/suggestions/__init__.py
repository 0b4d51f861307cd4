"""What may be meant: completion while typing, pinyin, and corrections of what occurs nowhere."""
