"""A second opinion on samples: python3 sampling.py WHAT < JSON > JSON."""

import json
import sys


def limits(asked):
    """Upper limits of Clopper and Pearson for [deviations, items, confidence]."""
    from scipy.stats import beta

    return [float(beta.ppf(c, d + 1, n - d)) if d < n else 1.0 for d, n, c in asked]


def risks(asked):
    """Probabilities of at most k deviations for [size, k, tolerable, population or null], and of one item less."""
    from math import ceil

    from scipy.stats import binom, hypergeom

    def risk(n, k, p, population):
        if population is None:
            return float(binom.cdf(k, n, p))
        deviating = ceil(round(p * population, 9))
        return float(hypergeom.cdf(k, population, deviating, n))

    return [[risk(n, k, p, all), risk(n - 1, k, p, all)] for n, k, p, all in asked]


def workbook(asked):
    """Writes rows to a workbook at a path, two rows below a title, on the second sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "About this sample"
    sheet = book.create_sheet("Sample")
    sheet.append(["Working paper 17"])
    sheet.append([])
    for row in asked["rows"]:
        sheet.append([int(cell) if cell.isdigit() and len(cell) < 10 else cell for cell in row])
    book.save(asked["path"])
    return None


def fill(asked):
    """Fills in the results of a workbook, the last of which stands for the rest."""
    from openpyxl import load_workbook

    book = load_workbook(asked["path"])
    sheet = book["Sample"]
    column = [cell.value for cell in sheet[1]].index("result") + 1
    for place, row in enumerate(range(2, sheet.max_row + 1)):
        sheet.cell(row, column).value = asked["results"][min(place, len(asked["results"]) - 1)]
    book.save(asked["to"])
    return None


def bomb(asked):
    """Writes a workbook whose sheet unpacks to so many megabytes."""
    import zipfile

    with zipfile.ZipFile(asked["path"], "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(asked["megabytes"]):
                part.write(b" " * (1 << 20))
    return None


if __name__ == "__main__":
    json.dump(globals()[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
