#!/usr/bin/env python3
"""Writes Tables.inc, the ranges behind CUnicodeTables.c, from Python's unicodedata.

Run it in this directory after an update of Python brings a newer Unicode: ./generate.py
"""

import unicodedata

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]

# Format characters that take a cell of their own, and stay in a folded text.
VISIBLE_FORMATS = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x8E2, 0x110BD, 0xAD}

# Letters with a stroke or without a dot, which Unicode does not decompose.
STROKES = {0xF8: "o", 0xD8: "o", 0x142: "l", 0x141: "l", 0x111: "d", 0x110: "d", 0x127: "h",
           0x126: "h", 0x167: "t", 0x166: "t", 0x131: "i"}


def width(scalar):
    """The terminal cells that a scalar takes: 0, 1 or 2."""
    character = chr(scalar)
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cc"):
        return 0
    if category == "Cf" and scalar not in VISIBLE_FORMATS:
        return 0
    if 0x1160 <= scalar <= 0x11FF or 0xD7B0 <= scalar <= 0xD7FF:  # Joining Hangul letters.
        return 0
    if 0x20000 <= scalar <= 0x2FFFD or 0x30000 <= scalar <= 0x3FFFD:  # Reserved for ideographs.
        return 2
    if category == "Cn":  # Python calls unassigned scalars wide.
        return 1
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_dropped(character):
    """Whether a mark is an accent: not a nukta, a kana voicing mark, a virama or a vowel sign."""
    return unicodedata.category(character) in ("Mn", "Me") and (
        unicodedata.combining(character) not in (0, 7, 8, 9)
        or 0x300 <= ord(character) <= 0x36F or 0xFE00 <= ord(character) <= 0xFE0F)


def stripped(text):
    """A text decomposed, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not is_dropped(c))


def fold(scalar):
    """The scalars that stand for a scalar when texts are compared freely."""
    base = "".join(STROKES.get(ord(c), c) for c in stripped(chr(scalar)))
    return stripped(base.casefold())


def ranges(values):
    """Runs of neighbouring scalars with one value, as (first, last, value)."""
    runs = []
    for scalar, value in values:
        if runs and runs[-1][1] == scalar - 1 and runs[-1][2] == value:
            runs[-1][1] = scalar
        else:
            runs.append([scalar, scalar, value])
    return runs


def shifts(pairs):
    """Runs of scalars shifted alike, one or two apart, as (first, last, delta, stride)."""
    runs = []
    for scalar, delta in pairs:
        if runs and runs[-1][2] == delta:
            first, last, _, stride = runs[-1]
            step = scalar - last
            if step == stride or (first == last and step in (1, 2)):
                runs[-1][1] = scalar
                runs[-1][3] = step
                continue
        runs.append([scalar, scalar, delta, 1])
    return runs


def table(out, declaration, rows):
    """Writes one table."""
    out.write(f"static const {declaration}[] = {{\n")
    for row in rows:
        out.write(f"  {{{row}}},\n")
    out.write("};\n\n")


def main():
    widths = ranges([(c, width(c)) for c in SCALARS if c >= 0x300 and width(c) != 1])
    one, many, dropped = [], [], []
    for scalar in SCALARS:
        # Hangul syllables are decomposed by arithmetic.
        if scalar < 0x80 or 0xAC00 <= scalar <= 0xD7A3:
            continue
        folded = fold(scalar)
        if folded == chr(scalar):
            continue
        if folded == "":
            dropped.append((scalar, 0))
        elif len(folded) == 1:
            one.append((scalar, ord(folded) - scalar))
        else:
            assert len(folded) <= 4, hex(scalar)
            many.append((scalar, [ord(c) for c in folded]))
    with open("Tables.inc", "w", encoding="ascii") as out:
        out.write("/* Written by generate.py from Unicode "
                  f"{unicodedata.unidata_version}. Do not edit. */\n\n")
        table(out, "struct width_range width_ranges",
              [f"0x{a:X}, 0x{b:X}, {w}" for a, b, w in widths])
        table(out, "struct scalar_range dropped_ranges",
              [f"0x{a:X}, 0x{b:X}" for a, b, _ in ranges(dropped)])
        table(out, "struct shift_range shift_ranges",
              [f"0x{a:X}, 0x{b:X}, {d}, {s}" for a, b, d, s in shifts(one)])
        table(out, "struct expansion expansions",
              [f"0x{a:X}, {{{', '.join(f'0x{c:X}' for c in b)}}}" for a, b in many])


if __name__ == "__main__":
    main()
