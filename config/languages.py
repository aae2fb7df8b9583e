"""The languages that an article may be read as, by their ISO 639-1 codes."""

from typing import Final

KNOWN: Final = frozenset(
    {
        "af", "am", "ar", "az", "be", "bg", "bn", "br", "ca", "cs", "cy", "da", "de", "el", "en", "eo",
        "es", "et", "eu", "fa", "fi", "fo", "fr", "fy", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy",
        "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lb", "lo", "lt", "lv", "mk",
        "ml", "mn", "mr", "ms", "my", "ne", "nl", "no", "oc", "or", "pa", "pl", "ps", "pt", "ro", "ru",
        "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr", "tt",
        "uk", "ur", "uz", "vi", "yo", "zh", "zu",
    }
)  # fmt: skip
