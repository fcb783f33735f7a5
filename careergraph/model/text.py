"""Texts with their translations, and exact decimals: the smallest values of the model."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Text:
    """
    A text in the graph's own language, with its translations.

    Parameters
    ----------
    original
        The text in the language of the graph.
    translations
        Pairs of language (a BCP 47 tag such as `zh`) and text, ordered by language.

    Examples
    --------
    >>> title = Text.of("Founder", zh="创业者")
    >>> str(title), title.within("zh"), title.within("fr")
    ('Founder', '创业者', 'Founder')
    """

    original: str = ""
    translations: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, original: str, **translations: str) -> "Text":
        """Return a text with translations given by language; empty ones are left out."""
        return cls(original, tuple(sorted((language, text) for language, text in translations.items() if text)))

    def within(self, language: str) -> str:
        """Return the text in `language` (or its parent: `zh` for `zh-CN`), the original where there is none."""
        known = dict(self.translations)
        return known.get(language) or known.get(language.partition("-")[0]) or self.original

    def every(self) -> tuple[str, ...]:
        """Return the original and all translations."""
        return (self.original, *(text for _, text in self.translations))

    def __str__(self) -> str:
        return self.original

    def __bool__(self) -> bool:
        return bool(self.original)


def exact(figure: Decimal | int | str) -> Decimal:
    """
    Return a figure as a decimal in its one canonical form (36, not 36.0 or 3.6E+1).

    Raises
    ------
    ValueError
        The figure is not a number, or not finite. A float is refused with a TypeError: write it as a
        string, so that 0.1 is 0.1.

    Examples
    --------
    >>> exact("36.50"), exact(1200)
    (Decimal('36.5'), Decimal('1200'))
    """
    if isinstance(figure, float):
        message = f"{figure} is a binary fraction; write it as the string {str(figure)!r} so that it is exact"
        raise TypeError(message)
    try:
        number = Decimal(figure)
    except InvalidOperation:
        message = f"{figure!r} is not a number"
        raise ValueError(message) from None
    if not number.is_finite():
        message = f"{figure} is not a finite number"
        raise ValueError(message)
    whole = number.to_integral_value()
    if number == whole:
        return Decimal(int(whole))
    return number.normalize()


def optional_exact(figure: Decimal | int | str | None) -> Decimal | None:
    """Return `exact(figure)`, or None where there is none: unknown is never zero."""
    return None if figure is None else exact(figure)
